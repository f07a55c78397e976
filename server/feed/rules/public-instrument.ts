/**
 * What leaves the platform of an instrument: a list of what is allowed, never a list of what is not. No person,
 * no contact, no asset or serial number, no price paid, no note of a review is in it.
 */

import type { InstrumentForm, ShareMode } from '../../catalog/rules/instrument.ts'
import type { InstitutionKind, ReviewState } from '../../institutions/rules.ts'
import type { Instant } from '../../kernel/interval.ts'

export type PublicDistrict = { readonly adcode: string; readonly nameZh: string; readonly nameEn: string }

export type PublicCategory = {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string | null
}

export type PublicInstitution = {
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string | null
  readonly kind: InstitutionKind
  readonly district: PublicDistrict
  readonly servesExternal: boolean
  readonly isDemo: boolean
}

export type PublicInstrument = Pick<
  InstrumentForm,
  | 'accessRulesZh'
  | 'categoryCode'
  | 'commissionedOn'
  | 'functionsZh'
  | 'keywordsZh'
  | 'locationZh'
  | 'manufacturer'
  | 'model'
  | 'nameEn'
  | 'nameZh'
  | 'originCountry'
  | 'runStatus'
  | 'serviceContentZh'
  | 'serviceModes'
  | 'shareMode'
  | 'specs'
  | 'techSpecsZh'
  | 'usageClass'
> & {
  readonly id: string
  /** From the first level down to its own. */
  readonly categories: readonly PublicCategory[]
  readonly district: PublicDistrict
  readonly institution: PublicInstitution
  readonly isDemo: boolean
  readonly updatedAt: Instant
}

type Around = {
  readonly institution: PublicInstitution
  readonly district: PublicDistrict
  readonly categories: readonly PublicCategory[]
}

/** Whether everybody may know of an instrument: the city approved it and its owner shares it. */
export function isPublic(it: { readonly state: ReviewState; readonly shareMode: ShareMode }): boolean {
  return it.state === 'approved' && it.shareMode !== 'none'
}

/** The part of an instrument that everybody may read. */
export function publicInstrument(
  it: InstrumentForm & { readonly id: string; readonly isDemo: boolean; readonly updatedAt: Instant },
  { institution, district, categories }: Around,
): PublicInstrument {
  return {
    id: it.id,
    nameZh: it.nameZh,
    nameEn: it.nameEn,
    categoryCode: it.categoryCode,
    categories,
    model: it.model,
    manufacturer: it.manufacturer,
    originCountry: it.originCountry,
    institution,
    district,
    usageClass: it.usageClass,
    commissionedOn: it.commissionedOn,
    locationZh: it.locationZh,
    specs: it.specs.map(({ name, value, unit }) => ({ name, value, unit })),
    techSpecsZh: it.techSpecsZh,
    functionsZh: it.functionsZh,
    serviceContentZh: it.serviceContentZh,
    accessRulesZh: it.accessRulesZh,
    keywordsZh: it.keywordsZh,
    serviceModes: it.serviceModes,
    shareMode: it.shareMode,
    runStatus: it.runStatus,
    isDemo: it.isDemo,
    updatedAt: it.updatedAt,
  }
}
