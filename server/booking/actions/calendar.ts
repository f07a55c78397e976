/** The calendar of an instrument: open, busy and free time, bookings and maintenance, as the viewer may see them. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import { type CalendarDay, openIntervals } from '../../catalog/rules/opening.ts'
import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import { datesDuring } from '../../kernel/calendar.ts'
import { clipAll, type Instant, type Interval } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import { type BusyTime, busyTime } from '../queries/busy-time.ts'
import { bookableInstrument } from '../queries/facts.ts'
import { bookingsDuring } from '../queries/lists.ts'
import { type Maintenance, maintenanceDuring } from '../queries/maintenance.ts'
import { askingProblems, CALENDAR_MS_MAX } from '../rules/asking.ts'
import { freeIntervals } from '../rules/free-time.ts'
import { seesBooking, seesCalendar, seesNames } from './access.ts'

export type BusySpan = Interval & {
  readonly kind: 'booking' | 'request' | 'maintenance'
  readonly mine: boolean
  readonly bookingId: string | null
  /** What the viewer may read on it; null for somebody else's booking. */
  readonly label: string | null
}

export type Availability = {
  readonly timeZone: string
  readonly open: readonly Interval[]
  readonly busy: readonly BusySpan[]
  /** Open, not taken, with room for the turnaround, and not yet past. */
  readonly free: readonly Interval[]
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
  const busy = await busyTime(ctx.store.db, [instrumentId], reaching, seesNames(ctx.viewer))
  const taken = busy.get(instrumentId) ?? []
  const toCome = { startsAt: Math.max(span.startsAt, ctx.now()), endsAt: span.endsAt }
  const dates = new Set(datesDuring(span, timeZone))
  return {
    timeZone,
    open,
    busy: busySpans(ctx, taken, span.endsAt),
    free: freeIntervals(clipAll(open, toCome), taken, turnaroundMs),
    holidays: found.timetable.days.filter((it) => dates.has(it.date)),
  }
}

/** Taken time as the viewer may see it, without what begins at `until` or later. */
export function busySpans(ctx: Context, taken: readonly BusyTime[], until: Instant): readonly BusySpan[] {
  const spans = taken.filter((it) => it.startsAt < until)
  return spans.map(({ kind, startsAt, endsAt, isRequest, id, ...rest }) => ({
    startsAt,
    endsAt,
    kind: kind === 'booking' && isRequest ? 'request' : kind,
    mine: rest.personId !== null && rest.personId === ctx.viewer?.personId,
    bookingId: kind === 'booking' ? id : null,
    label: labelOf(ctx, kind, rest),
  }))
}

type Labelled = Pick<BusyTime, 'personId' | 'institutionId' | 'purpose' | 'nameZh' | 'nameEn'>

function labelOf({ viewer, locale }: Context, kind: BusyTime['kind'], busy: Labelled): string | null {
  if (kind === 'maintenance' || busy.personId === viewer?.personId) return busy.purpose
  if (!seesBooking(viewer, busy)) return null
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
