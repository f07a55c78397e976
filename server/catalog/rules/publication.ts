/** The way of an instrument into the catalog: what must be there before the city looks at it, and what it may become. */

import type { ReviewState } from '../../institutions/rules.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { InstrumentForm } from './instrument.ts'

export type SubmissionFacts = { readonly state: ReviewState; readonly hasOpeningHours: boolean }

const SUBMITTABLE: readonly ReviewState[] = ['draft', 'rejected', 'withdrawn']

/** What of a description is still missing before the city may look at it; empty when nothing is. */
export function missingProblems(form: InstrumentForm): readonly Problem[] {
  return Object.entries({
    nameZh: form.nameZh,
    model: form.model,
    manufacturer: form.manufacturer,
    locationZh: form.locationZh,
    functionsZh: form.functionsZh ?? '',
    serviceModes: form.serviceModes.join(),
    fundingSources: form.fundingSources.join(),
  }).flatMap(([field, text]) => (text === '' ? [problem('FIELD_MISSING', [], { field })] : []))
}

/** Every reason why an instrument cannot be submitted to the city yet; empty when it can. */
export function submissionProblems(form: InstrumentForm, facts: SubmissionFacts): readonly Problem[] {
  return [
    ...(SUBMITTABLE.includes(facts.state) ? [] : [problem('INSTRUMENT_NOT_SUBMITTABLE')]),
    ...missingProblems(form),
    ...(facts.hasOpeningHours ? [] : [problem('OPENING_HOURS_MISSING')]),
  ]
}

/** Every reason why an instrument cannot be taken out of the catalog like this: it is out already, or nobody says why. */
export function withdrawalProblems(state: ReviewState, reason: string): readonly Problem[] {
  return [
    ...(state === 'withdrawn' ? [problem('INSTRUMENT_WITHDRAWN')] : []),
    ...(reason.trim() === '' ? [problem('REASON_MISSING')] : []),
  ]
}

/** What counts for completeness, and how much: what a user needs to choose and to book weighs two. */
const WEIGHTS = {
  nameZh: 2,
  nameEn: 1,
  model: 2,
  manufacturer: 2,
  originCountry: 1,
  serialNumber: 1,
  fundingSources: 1,
  commissionedOn: 1,
  locationZh: 2,
  specs: 2,
  techSpecsZh: 1,
  functionsZh: 2,
  serviceContentZh: 2,
  accessRulesZh: 2,
  keywordsZh: 1,
  serviceModes: 2,
} as const satisfies Partial<Record<keyof InstrumentForm, number>>

const WEIGHT_TOTAL = Object.values(WEIGHTS).reduce((sum: number, it) => sum + it, 0)

/** The share of the description that is filled in, by weight: 0 to 1. */
export function completenessOf(form: InstrumentForm): number {
  const reached = Object.entries(WEIGHTS).reduce((sum, [field, weight]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the literal types.
    const value = form[field as keyof typeof WEIGHTS]
    return value !== null && value.length > 0 ? sum + weight : sum
  }, 0)
  return reached / WEIGHT_TOTAL
}
