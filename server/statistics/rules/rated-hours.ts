/** F1, rated hours: how long an instrument should work in a year (教育部 高等学校贵重仪器设备年度效益评价, 2000). */

import type { UsageClass } from '../../catalog/rules/instrument.ts'
import { dateOf, instantOf, type LocalDate } from '../../kernel/calendar.ts'
import { clip, clipAll, durationMs, HOUR_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { yearsDuring } from './period.ts'

/** General (通用): 7 h × 5 days × 40 weeks; dedicated (专用): 4 h × 5 days × 40 weeks. */
export const RATED_HOURS_PER_YEAR: Readonly<Record<UsageClass, number>> = { general: 1_400, dedicated: 800 }

/** From the publication of an instrument on the platform to its withdrawal; null while it is published. */
export type Publication = { readonly publishedAt: Instant; readonly withdrawnAt: Instant | null }

/** What of an instrument decides its rated hours. */
export type RatedInstrument = {
  readonly usageClass: UsageClass
  readonly timeZone: string
  /** Null when not known: it then counts from its publication on. */
  readonly commissionedOn: LocalDate | null
  readonly publications: readonly Publication[]
}

/** When the instrument is commissioned and published inside `period`: disjoint, in the order of its publications. */
export function serviceSpans(instrument: RatedInstrument, period: Interval): readonly Interval[] {
  const spans = instrument.publications.map((it) => ({
    startsAt: it.publishedAt,
    endsAt: it.withdrawnAt ?? Infinity,
  }))
  return clipAll(spans, commissionedPart(instrument, period))
}

function commissionedPart({ commissionedOn, timeZone }: RatedInstrument, period: Interval): Interval {
  if (commissionedOn === null || commissionedOn <= dateOf(period.startsAt, timeZone)) return period
  return { ...period, startsAt: Math.max(period.startsAt, instantOf(commissionedOn, '00:00', timeZone)) }
}

/**
 * Rated hours for the time in which the instrument was in service: of each calendar year the share of it that
 * `spans` cover, times the hours of a year. So the sum over the parts of a period is that of the whole.
 */
export function ratedHours({ usageClass, timeZone }: RatedInstrument, spans: readonly Interval[]): number {
  const years = spans.flatMap((span) =>
    yearsDuring(span, timeZone).map((year) => durationMs(clip(span, year) ?? NOTHING) / durationMs(year)),
  )
  return RATED_HOURS_PER_YEAR[usageClass] * years.reduce((sum, it) => sum + it, 0)
}

const NOTHING: Interval = { startsAt: 0, endsAt: 0 }

export function hoursOf(ms: number): number {
  return ms / HOUR_MS
}
