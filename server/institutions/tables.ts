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

/** People of an institution who work under one who leads them. */
export type ResearchGroupTable = {
  id: string
  institution_id: string
  name_zh: string
  name_en: string | null
  /** Who leads it (课题负责人); one of its members. */
  principal_id: string
  created_at: number
  /** Null while it stands; it stays for what refers to it. */
  dissolved_at: number | null
}

/** A person belongs to at most one group of an institution. */
export type GroupMemberTable = {
  institution_id: string
  person_id: string
  group_id: string
  joined_at: number
}

export type InstitutionsTables = {
  district: DistrictTable
  institution: InstitutionTable
  research_group: ResearchGroupTable
  group_member: GroupMemberTable
}
