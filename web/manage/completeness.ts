/** What a description still lacks, and on which step it is found; what is needed is the server's own rule. Pure. */

import { missingProblems } from '../../server/catalog/rules/publication.ts'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { formOf, inputOf, valuesOf } from './instrument-values.ts'

/** Where each part of a description is written, in the order of the steps. */
const STEP_OF = {
  model: 'basic',
  manufacturer: 'basic',
  originCountry: 'basic',
  nameEn: 'basic',
  serialNumber: 'basic',
  locationZh: 'basic',
  commissionedOn: 'basic',
  originalValueFen: 'basic',
  fundingSources: 'basic',
  specs: 'service',
  techSpecsZh: 'service',
  functionsZh: 'service',
  serviceContentZh: 'service',
  accessRulesZh: 'service',
  keywordsZh: 'service',
  serviceModes: 'service',
  openingHours: 'rules',
  tariffs: 'price',
} as const

type Part = keyof typeof STEP_OF

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the literal types.
const PARTS = Object.keys(STEP_OF) as Part[]

/** `needed` where the city does not look at it without. */
export type Lack = {
  readonly part: Part
  readonly step: (typeof STEP_OF)[Part]
  readonly needed: boolean
}

function isEmpty(value: ManagedInstrumentFragment[Part]): boolean {
  return value === null || value === 0 || (typeof value !== 'number' && value.length === 0)
}

/** What is needed first, each in the order of the steps. */
export function lacks(instrument: ManagedInstrumentFragment): readonly Lack[] {
  const problems = missingProblems(formOf(inputOf(valuesOf(instrument))))
  const needed = new Set(['openingHours', ...problems.map((it) => it.params['field'])])
  const missing = PARTS.filter((part) => isEmpty(instrument[part])).map((part) => ({
    part,
    step: STEP_OF[part],
    needed: needed.has(part),
  }))
  return [...missing.filter((it) => it.needed), ...missing.filter((it) => !it.needed)]
}
