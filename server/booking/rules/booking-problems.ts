/**
 * Whether a span of an instrument's time may be booked. Pure: facts in, problems out.
 *
 * Every rule runs, so a person sees all that is wrong at once, the most telling first. The database refuses overlap
 * too (Dialect.noOverlapDdl): this file is there to explain a refusal, the constraint to survive a race.
 */

import { type InstrumentForm, isInOrder } from '../../catalog/rules/instrument.ts'
import type { BookingPolicy } from '../../catalog/rules/policy.ts'
import type { CutOff } from '../../catalog/rules/policy-layers.ts'
import { plainGrid, type SlotGrid } from '../../catalog/rules/slots.ts'
import type { ReviewState } from '../../institutions/rules.ts'
import { startOfDay } from '../../kernel/calendar.ts'
import {
  DAY_MS,
  durationMs,
  HOUR_MS,
  type Instant,
  type Interval,
  MINUTE_MS,
  subtractIntervals,
} from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { cutOffProblems, gridAt } from './slots.ts'
import { inTheWay, inTurnaround, TAKEN_KINDS, type TakenKind, type TakenTime } from './taken-time.ts'

/** No policy allows a longer booking, so none that reaches into a window starts earlier than this before it. */
export const BOOKING_MS_MAX = 14 * DAY_MS

const PURPOSE_LENGTH_MAX = 500
const CLIENT_KEY_LENGTH_MAX = 100

export type BookableInstrument = Pick<InstrumentForm, 'shareMode' | 'runStatus'> & {
  readonly institutionId: string
  readonly state: ReviewState
  readonly timeZone: string
  readonly policy: BookingPolicy & { readonly cutOff?: CutOff | null }
  /** Left out: the policy's step. */
  readonly grid?: SlotGrid
}

export type BookingFacts = {
  readonly now: Instant
  readonly instrument: BookableInstrument
  /** Where the customer works; null when he belongs to no institution. */
  readonly customerInstitutionId: string | null
  /** Keepers and managers of the owner may book outside hours, in turnarounds, below notice and beyond the horizon. */
  readonly isStaff: boolean
  /** When the instrument is open during `examinedSpan`. */
  readonly open: readonly Interval[]
  /** What is taken during the span and the turnaround after it, by start. */
  readonly taken: readonly TakenTime[]
  /** How many interchangeable units there are; one unless told. */
  readonly capacity?: number | undefined
}

/** The part of a span that is compared with opening hours and taken time: all of it, unless it is too long anyway. */
export function examinedSpan({ startsAt, endsAt }: Interval): Interval {
  return { startsAt, endsAt: Math.max(startsAt, Math.min(endsAt, startsAt + BOOKING_MS_MAX)) }
}

/** Every reason why `span` cannot be booked, the most telling first; empty when it can. */
export function bookingProblems(span: Interval, facts: BookingFacts): readonly Problem[] {
  const { now, instrument, isStaff } = facts
  const { policy, timeZone } = instrument
  const { stepMs, alignMs } = gridAt(span.startsAt, instrument.grid ?? plainGrid(policy.stepMs), timeZone)
  const access = accessProblems(instrument, facts.customerInstitutionId, isStaff)
  if (durationMs(span) <= 0) return [problem('BOOKING_SPAN_EMPTY'), ...access]
  return [
    ...access,
    ...(span.startsAt < now ? [problem('BOOKING_IN_PAST')] : []),
    ...calendarProblems(examinedSpan(span), { ...facts, turnaroundMs: policy.turnaroundMs }),
    ...durationProblems(durationMs(span), { ...policy, stepMs }),
    ...gridProblems(span, alignMs, timeZone),
    ...(isStaff ? [] : leadProblems(span, policy, now)),
    ...(isStaff ? [] : cutOffProblems(span, policy.cutOff ?? null, { now, timeZone })),
  ]
}

/** What the calendar of an instrument says of a span: who is in the way, and whether it is open. Staff may book outside. */
export function calendarProblems(
  span: Interval,
  { open, taken, capacity, isStaff, turnaroundMs }: CalendarFacts,
): readonly Problem[] {
  const isOpen = isStaff || subtractIntervals([span], open).length === 0
  return [
    ...takenProblems(span, taken, isStaff ? 0 : turnaroundMs, capacity),
    ...(isOpen ? [] : [problem('BOOKING_OUTSIDE_OPENING_HOURS')]),
  ]
}

type CalendarFacts = Pick<BookingFacts, 'open' | 'taken' | 'capacity' | 'isStaff'> & {
  readonly turnaroundMs: number
}

/** Whether the instrument can be booked at all by somebody from there. */
export function accessProblems(
  { state, shareMode, runStatus, institutionId }: BookableInstrument,
  customerInstitutionId: string | null,
  isStaff: boolean,
): readonly Problem[] {
  const isShared =
    isStaff ||
    shareMode === 'external' ||
    (shareMode === 'internal' && customerInstitutionId === institutionId)
  return [
    ...(state === 'approved' ? [] : [problem('INSTRUMENT_NOT_PUBLISHED')]),
    ...(isShared ? [] : [problem('INSTRUMENT_NOT_SHARED')]),
    ...(isInOrder(runStatus) ? [] : [problem('INSTRUMENT_OUT_OF_ORDER')]),
  ]
}

const OVERLAPS = {
  booking: 'BOOKING_OVERLAPS',
  maintenance: 'BOOKING_OVERLAPS_MAINTENANCE',
  hold: 'BOOKING_OVERLAPS_HOLD',
  offer: 'BOOKING_OVERLAPS_OFFER',
  use: 'BOOKING_OVERLAPS_USE',
} as const satisfies Record<TakenKind, string>

/** What stands in the way of a span, by name; with a turnaround of 0 the turnarounds of others do not count either. */
export function takenProblems(
  span: Interval,
  taken: readonly TakenTime[],
  turnaroundMs: number,
  capacity = 1,
): readonly Problem[] {
  const covered = inTheWay(span, taken, capacity)
  const near = turnaroundMs > 0 ? inTurnaround(span, taken, turnaroundMs, capacity).map((it) => it.id) : []
  return [
    ...TAKEN_KINDS.flatMap((kind) => {
      const ids = covered.filter((it) => it.kind === kind).map((it) => it.id)
      return ids.length > 0 ? [problem(OVERLAPS[kind], ids)] : []
    }),
    ...(near.length > 0 ? [problem('BOOKING_IN_TURNAROUND', near, { limit: limitText(turnaroundMs) })] : []),
  ]
}

/** Whether a booking may last so long: not too short, not too long, in whole steps. */
export function durationProblems(
  lengthMs: number,
  { durationMsMin, durationMsMax, stepMs }: Pick<BookingPolicy, 'durationMsMin' | 'durationMsMax' | 'stepMs'>,
): readonly Problem[] {
  return [
    ...(lengthMs < durationMsMin
      ? [problem('BOOKING_TOO_SHORT', [], { limit: limitText(durationMsMin) })]
      : []),
    ...(lengthMs > durationMsMax
      ? [problem('BOOKING_TOO_LONG', [], { limit: limitText(durationMsMax) })]
      : []),
    ...(lengthMs > BOOKING_MS_MAX
      ? [problem('BOOKING_LONGER_THAN_ANY', [], { limit: limitText(BOOKING_MS_MAX) })]
      : []),
    ...(lengthMs % stepMs === 0 ? [] : [problem('BOOKING_OFF_STEP', [], { limit: limitText(stepMs) })]),
  ]
}

/** Whether a booking starts on the grid, which begins at local midnight. */
export function gridProblems({ startsAt }: Interval, stepMs: number, timeZone: string): readonly Problem[] {
  const isOnGrid = (startsAt - startOfDay(startsAt, timeZone)) % stepMs === 0
  return isOnGrid ? [] : [problem('BOOKING_OFF_GRID', [], { limit: limitText(stepMs) })]
}

/** Whether a booking is made early enough and not too early. A start in the past is another matter. */
export function leadProblems(
  { startsAt, endsAt }: Interval,
  { noticeMsMin, horizonMs }: Pick<BookingPolicy, 'noticeMsMin' | 'horizonMs'>,
  now: Instant,
): readonly Problem[] {
  const isLate = startsAt >= now && startsAt - now < noticeMsMin
  return [
    ...(isLate ? [problem('BOOKING_NOTICE_TOO_SHORT', [], { limit: limitText(noticeMsMin) })] : []),
    ...(endsAt - now > horizonMs
      ? [problem('BOOKING_BEYOND_HORIZON', [], { limit: limitText(horizonMs) })]
      : []),
  ]
}

/** What is wrong with what a person typed. */
export function purposeProblems(purpose: string): readonly Problem[] {
  if (purpose.trim() === '') return [problem('INPUT_INVALID', [], { field: 'purpose' })]
  return textProblems('purpose', purpose, PURPOSE_LENGTH_MAX)
}

export function clientKeyProblems(key: string | null): readonly Problem[] {
  return key === ''
    ? [problem('INPUT_INVALID', [], { field: 'clientKey' })]
    : textProblems('clientKey', key, CLIENT_KEY_LENGTH_MAX)
}

/** A reason or note that may be left out. */
export function noteProblems(field: string, note: string | null): readonly Problem[] {
  return textProblems(field, note, PURPOSE_LENGTH_MAX)
}

/** A reason that must be given. */
export function reasonProblems(reason: string): readonly Problem[] {
  return reason.trim() === '' ? [problem('REASON_MISSING')] : noteProblems('reason', reason)
}

function textProblems(field: string, text: string | null, max: number): readonly Problem[] {
  return text !== null && text.length > max ? [problem('TEXT_TOO_LONG', [], { field, max })] : []
}

/** A length of time as people read it in any language: `30 min`, `1 h 30 min`, `14 d`. */
export function limitText(ms: number): string {
  const days = ms % DAY_MS === 0 && ms > DAY_MS ? ms / DAY_MS : 0
  const hours = days > 0 ? 0 : Math.floor(ms / HOUR_MS)
  const minutes = days > 0 ? 0 : Math.round((ms % HOUR_MS) / MINUTE_MS)
  const parts = [
    ...(days > 0 ? [`${days} d`] : []),
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 ? [`${minutes} min`] : []),
  ]
  return parts.length > 0 ? parts.join(' ') : '0 min'
}
