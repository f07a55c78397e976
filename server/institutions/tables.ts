/** Tables owned by institutions. */

import type { InstitutionKind, ReviewState } from './rules.ts'

export type DistrictTable = { adcode: string; name_zh: string; name_en: string }

export type InstitutionTable = {
  id: string
  uscc: string
  name_zh: string
  name_en: string | null
  kind: InstitutionKind
  district_adcode: string
  address_zh: string
  contact_phone: string | null
  contact_email: string | null
  introduction_zh: string | null
  serves_external: number
  is_owner: number
  state: ReviewState
  review_note: string | null
  /** Who asked for the institution to be registered; becomes its manager when it is approved. */
  registered_by: string | null
  is_demo: number
  created_at: number
}

export type InstitutionsTables = { district: DistrictTable; institution: InstitutionTable }
