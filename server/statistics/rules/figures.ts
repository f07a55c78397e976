/** The figures of a group of instruments, and how groups are ranked. F10 = E / R, F11 = X / E; a ratio to zero is 0. */

import type { Interval } from '../../kernel/interval.ts'
import { hoursOf } from './rated-hours.ts'
import type { Measures } from './measures.ts'

export const UTILISATION_BY = ['institution', 'district', 'category', 'instrument'] as const
/** What a row is about; a category here is one of the first level. */
export type UtilisationBy = (typeof UTILISATION_BY)[number]

/** Which instruments; null means any. A category means its whole branch. */
export type InstrumentScope = {
  readonly institutionId: string | null
  readonly district: string | null
  readonly categoryCode: string | null
}

/** What is asked of the statistics. */
export type UtilisationQuestion = {
  readonly period: Interval
  readonly by: UtilisationBy
  readonly scope: InstrumentScope
}

/** What one instrument did in a period, and what it was rated for. */
export type InstrumentTotals = Measures & { readonly instrumentId: string; readonly ratedHours: number }

export type UtilisationFigures = {
  readonly instrumentCount: number
  /** F2. */
  readonly effectiveHours: number
  /** F6. */
  readonly externalHours: number
  /** F1. */
  readonly ratedHours: number
  /** F10 as a ratio of sums: all effective hours by all rated hours. Not capped. */
  readonly utilisation: number
  /** F11 as a ratio of sums: all external hours by all effective hours. */
  readonly sharingRate: number
  /** The mean of the instruments' own F10. */
  readonly meanUtilisation: number
  /** The mean of the instruments' own F11, where one that nobody used counts as 0. */
  readonly meanSharingRate: number
  readonly bookingCount: number
  readonly sampleCount: number
}

export type FiguresRow = { readonly key: string; readonly figures: UtilisationFigures }

export function utilisationFigures(instruments: readonly InstrumentTotals[]): UtilisationFigures {
  const sum = (value: (it: InstrumentTotals) => number) =>
    instruments.reduce((total, it) => total + value(it), 0)
  const effectiveMs = sum((it) => it.effectiveMs)
  const externalMs = sum((it) => it.externalMs)
  const ratedHours = sum((it) => it.ratedHours)
  const count = instruments.length
  return {
    instrumentCount: count,
    effectiveHours: hoursOf(effectiveMs),
    externalHours: hoursOf(externalMs),
    ratedHours,
    utilisation: ratio(hoursOf(effectiveMs), ratedHours),
    sharingRate: ratio(externalMs, effectiveMs),
    meanUtilisation: ratio(
      sum((it) => ratio(hoursOf(it.effectiveMs), it.ratedHours)),
      count,
    ),
    meanSharingRate: ratio(
      sum((it) => ratio(it.externalMs, it.effectiveMs)),
      count,
    ),
    bookingCount: sum((it) => it.bookingCount),
    sampleCount: sum((it) => it.sampleCount),
  }
}

/** One row for each key, the most effective hours first, then by key; an instrument that nobody used is in its row too. */
export function figuresRows(
  instruments: readonly InstrumentTotals[],
  keyOf: (it: InstrumentTotals) => string,
): readonly FiguresRow[] {
  return [...Map.groupBy(instruments, keyOf)]
    .map(([key, members]) => ({ key, figures: utilisationFigures(members) }))
    .toSorted((a, b) => b.figures.effectiveHours - a.figures.effectiveHours || (a.key < b.key ? -1 : 1))
}

function ratio(numerator: number, denominator: number): number {
  return denominator > 0 ? numerator / denominator : 0
}
