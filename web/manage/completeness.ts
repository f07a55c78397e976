/** What a description still lacks, and on which step it is found. Pure; a hint beside the server's score. */

import type { ManagedInstrumentFragment } from '../gql/graphql.ts'

export type Lack = {
  readonly what: (typeof LACKS)[number]['what']
  readonly step: 'basic' | 'service' | 'rules' | 'price'
  /** True where the city does not look at it without. */
  readonly needed: boolean
}

type Described = Pick<
  ManagedInstrumentFragment,
  | 'model'
  | 'manufacturer'
  | 'originalValueFen'
  | 'commissionedOn'
  | 'locationZh'
  | 'nameEn'
  | 'originCountry'
  | 'specs'
  | 'techSpecsZh'
  | 'functionsZh'
  | 'serviceContentZh'
  | 'accessRulesZh'
  | 'keywordsZh'
  | 'serviceModes'
  | 'openingHours'
  | 'tariffs'
>

const LACKS = [
  { what: 'model', step: 'basic', needed: true, has: (it: Described) => it.model !== '' },
  { what: 'manufacturer', step: 'basic', needed: true, has: (it: Described) => it.manufacturer !== '' },
  { what: 'locationZh', step: 'basic', needed: true, has: (it: Described) => it.locationZh !== '' },
  { what: 'originalValueFen', step: 'basic', needed: false, has: (it: Described) => Boolean(it.originalValueFen) },
  { what: 'commissionedOn', step: 'basic', needed: false, has: (it: Described) => it.commissionedOn !== null },
  { what: 'originCountry', step: 'basic', needed: false, has: (it: Described) => it.originCountry !== null },
  { what: 'nameEn', step: 'basic', needed: false, has: (it: Described) => Boolean(it.nameEn) },
  { what: 'serviceModes', step: 'service', needed: true, has: (it: Described) => it.serviceModes.length > 0 },
  { what: 'functionsZh', step: 'service', needed: true, has: (it: Described) => Boolean(it.functionsZh) },
  { what: 'specs', step: 'service', needed: false, has: (it: Described) => it.specs.length > 0 },
  { what: 'techSpecsZh', step: 'service', needed: false, has: (it: Described) => Boolean(it.techSpecsZh) },
  { what: 'serviceContentZh', step: 'service', needed: false, has: (it: Described) => Boolean(it.serviceContentZh) },
  { what: 'accessRulesZh', step: 'service', needed: false, has: (it: Described) => Boolean(it.accessRulesZh) },
  { what: 'keywordsZh', step: 'service', needed: false, has: (it: Described) => it.keywordsZh.length > 0 },
  { what: 'windows', step: 'rules', needed: true, has: (it: Described) => it.openingHours.length > 0 },
  { what: 'tariffs', step: 'price', needed: false, has: (it: Described) => it.tariffs.length > 0 },
] as const

/** In the order of the steps; what is needed first. */
export function lacks(instrument: Described): readonly Lack[] {
  const missing = LACKS.filter((it) => !it.has(instrument))
  return [...missing.filter((it) => it.needed), ...missing.filter((it) => !it.needed)].map(
    ({ what, step, needed }) => ({ what, step, needed }),
  )
}
