/** What a use consists of, what kind of use it is, and what a finished session must be. */

import { BOOKING_MS_MAX, limitText, noteProblems } from '../../booking/rules/booking-problems.ts'
import { durationMs, type Instant, type Interval, mergeIntervals, overlaps } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** 使用、培训、教学、保养维修、委托测试、数据分析. */
export const USAGE_KINDS = ['use', 'training', 'teaching', 'maintenance', 'commissioned', 'analysis'] as const
export type UsageKind = (typeof USAGE_KINDS)[number]

/** Whether the use was booked before, or begun on the spot. */
export type UsageOrigin = 'booking' | 'walk_in'
/** Who says so: somebody at the desk or with a phone, a device, or a file. */
export type SessionSource = 'person' | 'device' | 'import'

/** Whether time counts as effective and is charged: upkeep (保养维修) is neither. */
export function countsAsUse(kind: UsageKind): boolean {
  return kind !== 'maintenance'
}

const SAMPLES_MAX = 1_000_000

export function samplesProblems(samples: number | null): readonly Problem[] {
  const isCount = samples === null || (Number.isInteger(samples) && samples >= 0 && samples <= SAMPLES_MAX)
  return isCount ? [] : [problem('SAMPLES_INVALID')]
}

export type SessionForm = Interval & { readonly samples: number; readonly note: string | null }

export type SessionFacts = {
  readonly now: Instant
  /** Other finished sessions on the instrument. */
  readonly others: readonly (Interval & { readonly id: string })[]
}

/** Every reason why a session cannot have been like this; empty when it can. */
export function sessionProblems(session: SessionForm, { now, others }: SessionFacts): readonly Problem[] {
  const inTheWay = others.filter((it) => overlaps(it, session)).map((it) => it.id)
  return [
    ...spanProblems(session, now),
    ...(inTheWay.length > 0 ? [problem('USAGE_OVERLAPS', inTheWay)] : []),
    ...samplesProblems(session.samples),
    ...noteProblems('note', session.note),
  ]
}

/** Every reason why something cannot have lasted from then to then. */
export function spanProblems(span: Interval, now: Instant): readonly Problem[] {
  if (durationMs(span) <= 0) return [problem('SESSION_SPAN_EMPTY')]
  return [
    ...(span.endsAt > now ? [problem('SESSION_IN_FUTURE')] : []),
    ...(durationMs(span) > BOOKING_MS_MAX
      ? [problem('SESSION_TOO_LONG', [], { limit: limitText(BOOKING_MS_MAX) })]
      : []),
  ]
}

/** What finished sessions amount to together: from the first beginning to the last end. */
export function useOf(sessions: readonly (Interval & { readonly samples: number })[]) {
  return {
    startsAt: Math.min(...sessions.map((it) => it.startsAt)),
    endsAt: Math.max(...sessions.map((it) => it.endsAt)),
    samples: sessions.reduce((sum, it) => sum + it.samples, 0),
  }
}

/** The time of a use that is charged: of its sessions but upkeep, each moment once. Empty when there is none. */
export function chargedSpans(
  sessions: readonly (Interval & { readonly kind: UsageKind })[],
): readonly Interval[] {
  const charged = sessions.filter((it) => countsAsUse(it.kind))
  const merged = mergeIntervals(charged)
  const [first] = charged
  return merged.length > 0 || !first ? merged : [{ startsAt: first.startsAt, endsAt: first.endsAt }]
}

/** The span that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  return { startsAt: Math.min(a.startsAt, b.startsAt), endsAt: Math.max(a.endsAt, b.endsAt) }
}
