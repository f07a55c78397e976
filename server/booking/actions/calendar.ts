/** The calendar of an instrument: open, busy and free time, bookings and maintenance, as the viewer may see them. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import { type CalendarDay, openIntervals } from '../../catalog/rules/opening.ts'
import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import { datesDuring } from '../../kernel/calendar.ts'
import { clipAll, type Instant, type Interval, subtractIntervals } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import { type BusyTime, busyTime } from '../queries/busy-time.ts'
import { bookableInstrument } from '../queries/facts.ts'
import { bookingsDuring } from '../queries/lists.ts'
import { type Maintenance, maintenanceDuring } from '../queries/maintenance.ts'
import { askingProblems, CALENDAR_MS_MAX } from '../rules/asking.ts'
import { freeIntervals } from '../rules/free-time.ts'
import { type Occupancy, occupancy } from '../rules/lanes.ts'
import { isAssisted, unattendedTime } from '../rules/operators.ts'
import { type ReservedTime, reservedParts } from '../rules/priority-time.ts'
import { DEFAULT_NAMES, type NamePolicy, seesName } from '../rules/privacy.ts'
import { TAKEN_KINDS, type TakenTime } from '../rules/taken-time.ts'
import { seesBooking, seesCalendar, seesNames } from './access.ts'
import { withOperatorTime } from './operation.ts'
import { type HeldTime, heldTime, takenFor } from './held-time.ts'
import { busyWithOverruns } from './overtime.ts'
import { openNames } from './privacy.ts'
import { userClassAt } from './rules-for-viewer.ts'

/** A request takes time like a booking, and looks different. */
export const BUSY_KINDS = ['request', ...TAKEN_KINDS] as const
type BusyKind = (typeof BUSY_KINDS)[number]

export type BusySpan = Interval & {
  readonly kind: BusyKind
  readonly mine: boolean
  readonly bookingId: string | null
  /** What the viewer may read on it; null for a booking of somebody whose name he may not see. */
  readonly label: string | null
  /** Until when the turnaround after it lasts. */
  readonly blockedUntil: Instant
  /** How many of the units it takes. */
  readonly seats: number
}

export type Availability = {
  readonly timeZone: string
  /** How many interchangeable units there are. */
  readonly capacity: number
  readonly open: readonly Interval[]
  readonly busy: readonly BusySpan[]
  /** How many of the units are taken, where any is. */
  readonly occupancy: readonly Occupancy[]
  /** Open, not taken, with room for the turnaround, and not yet past. */
  readonly free: readonly Interval[]
  /** When nobody is free who could operate it, from now on; empty where it is operated for nobody. */
  readonly unattended: readonly Interval[]
  /** What is kept for others than the viewer, from now on. */
  readonly reserved: readonly ReservedTime[]
  readonly holidays: readonly CalendarDay[]
}

/** When an instrument is open, busy and free during `span`; null when there is none that the viewer may see. */
export async function availability(
  ctx: Context,
  instrumentId: string,
  span: Interval,
): Promise<Availability | null> {
  refuse(askingProblems(span, CALENDAR_MS_MAX))
  const found = await bookableInstrument(ctx.store.db, instrumentId, span)
  if (!found || !seesCalendar(ctx.viewer, found.instrument)) return null
  const { timeZone, policy } = found.instrument
  const { turnaroundMs } = policy
  const open = openIntervals(found.timetable, span)
  const reaching = { startsAt: span.startsAt, endsAt: span.endsAt + turnaroundMs }
  const names = await openNames(ctx, [{ id: instrumentId, institutionId: found.instrument.institutionId }])
  const withNames = seesNames(ctx.viewer) || names.size > 0
  const capacity = found.lanes.length
  const booked = await busyTime(ctx.store.db, [instrumentId], reaching, withNames)
  const busy = await busyWithOverruns(ctx, [{ id: instrumentId, policy, capacity }], span, booked)
  const taken = busy.get(instrumentId) ?? []
  const held = (await heldTime(ctx, taken))(instrumentId)
  const toCome = { startsAt: Math.max(span.startsAt, ctx.now()), endsAt: span.endsAt }
  const dates = new Set(datesDuring(span, timeZone))
  const help = { ...found.operation, taken: [], isAsked: null }
  const asked = { ...toCome, instrumentId, stepMs: policy.stepMs }
  const isOperated = help.demand !== null && toCome.startsAt < toCome.endsAt
  const times = isOperated ? await withOperatorTime(ctx, ctx.store.db, help, asked) : undefined
  const unattended = times ? clipAll(unattendedTime(times), toCome) : []
  const isStaff = may(ctx.viewer, 'recordUsage', found.instrument)
  const { institutionId } = found.instrument
  const { priorityWindows } = found.layers.instrument
  // As what the viewer comes is asked only where it matters.
  const userClass = priorityWindows.length > 0 ? (await userClassAt(ctx))(institutionId) : null
  const clock = { now: ctx.now(), timeZone }
  const reserved = reservedParts({ priorityWindows, userClass }, toCome, clock)
  const hours = subtractIntervals(clipAll(open, toCome), reserved)
  const free = freeIntervals(hours, takenFor(taken, held), turnaroundMs, capacity)
  return {
    timeZone,
    capacity,
    open,
    busy: busySpans(ctx, taken, { until: span.endsAt, capacity, names: names.get(instrumentId), held }),
    occupancy: occupancy(taken, capacity),
    free: isAssisted(help, isStaff) ? subtractIntervals(free, unattended) : free,
    unattended,
    reserved,
    holidays: found.timetable.days.filter((it) => dates.has(it.date)),
  }
}

type Shown = {
  readonly until: Instant
  readonly capacity: number
  /** The policy in force. */
  readonly names?: NamePolicy | undefined
  readonly held: HeldTime
}

/** Taken time as the viewer may see it, without what begins at `until` or later. */
export function busySpans(
  ctx: Context,
  taken: readonly BusyTime[],
  { until, capacity, names = DEFAULT_NAMES, held }: Shown,
): readonly BusySpan[] {
  const spans = taken.filter((it) => it.startsAt < until)
  return spans.map(({ kind, startsAt, endsAt, isRequest, id, ...rest }) => ({
    startsAt,
    endsAt,
    blockedUntil: rest.blockedUntil,
    seats: Math.min(rest.seats ?? 1, capacity),
    kind: kind === 'booking' && isRequest ? 'request' : kind,
    mine: held.own.has(id) || (rest.personId !== null && rest.personId === ctx.viewer?.personId),
    bookingId: kind === 'booking' ? id : null,
    label: kind === 'hold' ? held.labelOf(id) : labelOf(ctx, kind, rest, names),
  }))
}

type Labelled = Omit<BusyTime, keyof TakenTime | 'isRequest'>

function labelOf(
  { viewer, locale }: Context,
  kind: BusyTime['kind'],
  busy: Labelled,
  names: NamePolicy,
): string | null {
  if (kind === 'maintenance' || busy.personId === viewer?.personId) return busy.purpose
  if (!seesName(viewer, busy, names)) return null
  return locale === 'en' ? (busy.nameEn ?? busy.nameZh) : busy.nameZh
}

/** Bookings of an instrument that share time with `span`, by start; none where its calendar is not to be seen. */
export async function bookingsOf(
  ctx: Context,
  instrumentId: string,
  span: Interval,
): Promise<readonly Booking[]> {
  refuse(askingProblems(span, CALENDAR_MS_MAX))
  const found = await bookingsDuring(ctx.store.db, instrumentId, span)
  return found
    .filter(
      ({ booking, isPublic }) =>
        isPublic || may(ctx.viewer, 'seeUnpublished', booking) || seesBooking(ctx.viewer, booking),
    )
    .map((it) => it.booking)
}

/** Maintenance of an instrument that shares time with `span`, by start. */
export async function maintenanceOf(
  ctx: Context,
  instrumentId: string,
  span: Interval,
): Promise<readonly Maintenance[]> {
  refuse(askingProblems(span, CALENDAR_MS_MAX))
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  if (!instrument || !seesCalendar(ctx.viewer, instrument)) return []
  return maintenanceDuring(ctx.store.db, instrumentId, span)
}

/** A booking whose instrument's calendar the viewer sees, or that is his; null when there is none. */
export async function visibleBooking(ctx: Context, id: string): Promise<Booking | null> {
  const [booking] = await bookingsByIds(ctx.store.db, [id])
  if (!booking) return null
  if (seesBooking(ctx.viewer, booking)) return booking
  const [instrument] = await instrumentsByIds(ctx.store.db, [booking.instrumentId])
  return instrument && seesCalendar(ctx.viewer, instrument) ? booking : null
}
