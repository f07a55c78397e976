/** An institution's request to join, as the form holds it and as the API wants it. Pure. */

import type { RegisterInstitutionInput } from '../gql/graphql.ts'

export type Application = {
  uscc: string
  nameZh: string
  nameEn: string
  kind: RegisterInstitutionInput['kind']
  district: string | undefined
  addressZh: string
  contactPhone: string
  contactEmail: string
  introductionZh: string
  servesExternal: boolean
  isOwner: boolean
}

export const EMPTY_APPLICATION: Application = {
  uscc: '',
  nameZh: '',
  nameEn: '',
  kind: 'ENTERPRISE',
  district: undefined,
  addressZh: '',
  contactPhone: '',
  contactEmail: '',
  introductionZh: '',
  servesExternal: false,
  isOwner: false,
}

function filled(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : trimmed
}

/** Trimmed; what is empty and may be missing is null. */
export function applicationInput(values: Application): RegisterInstitutionInput {
  return {
    ...values,
    uscc: values.uscc.trim(),
    nameZh: values.nameZh.trim(),
    nameEn: filled(values.nameEn),
    district: values.district ?? '',
    addressZh: values.addressZh.trim(),
    contactPhone: filled(values.contactPhone),
    contactEmail: filled(values.contactEmail),
    introductionZh: filled(values.introductionZh),
  }
}
