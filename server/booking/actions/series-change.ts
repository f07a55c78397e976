/** Changing series: moving or cancelling one booking of it, those that follow, or all; and what would become of each. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { releaseTime } from '../queries/blocked-time.ts'
import type { Booking } from '../queries/bookings.ts'
import { membershipsByBookingIds, type Series, seriesByIds, seriesMembers } from '../queries/series.ts'
import { handOverOccurrences, insertSeries, markException } from '../queries/series-changes.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { noteProblems } from '../rules/booking-problems.ts'
import { cancelLeadProblems } from '../rules/change-leads.ts'
import { type Judgement, judgeMoves } from '../rules/judging.ts'
import { shiftedSpan, wallShift } from '../rules/recurrence.ts'
import { brokenSeriesProblems, membersConcerned, type SeriesReach, settledSeries } from '../rules/series.ts'
import { changeProblems } from '../rules/states.ts'
import { freedTime } from '../rules/taken-time.ts'
import { bookingFor, lockBooking } from './access.ts'
import { cancelTerms, storeCancellation } from './decide.ts'
import { timeFreed } from './freed-time.ts'
import { againWhenOvertaken, judgingFacts, takeTime } from './judgement.ts'
import { storeMove } from './place.ts'
import { whenText } from './series.ts'

export type SeriesMove = SeriesReach & {
  /** Where the booking goes; the others move by as much on the wall clock. */
  readonly to: Interval
  /** Move those that can be moved and leave the others, instead of moving none. */
  readonly skipsConflicts: boolean
}

/** One booking of a change. */
export type ChangeOutcome = {
  readonly booking: Booking
  /** Where it goes; null when it is given up. */
  readonly to: Interval | null
  /** Every reason why it stays as it is; empty when it is changed. */
  readonly problems: readonly Problem[]
}

export type ChangedSeries = {
  /** The series of the changed bookings: another than before where one was split. */
  readonly series: Series
  /** By date. */
  readonly outcomes: readonly ChangeOutcome[]
}

/** What moving (or, without a span, giving up) would do to each booking concerned, by the facts of this moment. */
export async function previewSeriesChange(
  ctx: Context,
  {
    to,
    skipsConflicts,
    ...reach
  }: SeriesReach & { readonly to: Interval | null; readonly skipsConflicts: boolean },
): Promise<ChangedSeries> {
  const booking = await bookingFor(ctx, reach.bookingId, 'changeBookings')
  const concerned = await concernedBy(ctx, ctx.store.db, booking, reach)
  if (to === null) {
    const leads = await cancelLeads(ctx, ctx.store.db, concerned.bookings)
    const outcomes = leads.map((it) => ({ ...it, to }))
    return { series: concerned.series, outcomes }
  }
  const judged = await judgeMove(ctx, ctx.store.db, concerned, { booking, to, skipsConflicts })
  return { series: concerned.series, outcomes: judged.map(outcomeOf) }
}

/** Moves bookings of a series. Throws a `Rejection` with every reason against every booking when none is moved. */
export async function moveSeries(
  ctx: Context,
  { to, skipsConflicts, ...reach }: SeriesMove,
): Promise<ChangedSeries> {
  const known = await bookingFor(ctx, reach.bookingId, 'changeBookings')
  return againWhenOvertaken(ctx, () =>
    ctx.store.transact(async (trx) => {
      const booking = await lockBooking(ctx, trx, known)
      const concerned = await concernedBy(ctx, trx, booking, reach)
      const judged = await judgeMove(ctx, trx, concerned, { booking, to, skipsConflicts })
      const { made, refused } = settledSeries(judged, skipsConflicts)
      if (made.length === 0) {
        const { timeZone } = concerned.series
        refuse(brokenSeriesProblems(refused.map((it) => ({ ...it, when: whenText(it, timeZone) }))))
      }
      await relocate(ctx, trx, made)
      if (reach.scope === 'this') await markException(trx, booking.id)
      const series = reach.scope === 'following' ? await splitSeries(ctx, trx, concerned) : concerned.series
      await recordChange(ctx, trx, series, {
        action: 'moveSeries',
        made: made.length,
        refused: refused.length,
      })
      return { series, outcomes: judged.map(outcomeOf) }
    }),
  )
}

/**
 * Gives up bookings of a series, and frees their time. Each costs what giving it up alone would cost. Those that it is
 * too late for stay, with the reason; throws a `Rejection` where that is all of them.
 */
export async function cancelSeries(
  ctx: Context,
  { reason, ...reach }: SeriesReach & { readonly reason: string | null },
): Promise<ChangedSeries> {
  const known = await bookingFor(ctx, reach.bookingId, 'changeBookings')
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    refuse(noteProblems('reason', reason))
    const { series, bookings } = await concernedBy(ctx, trx, booking, reach)
    const { made, refused } = settledSeries(await cancelLeads(ctx, trx, bookings), true)
    if (made.length === 0) {
      const late = refused.map((it) => ({ ...it, when: whenText(it.booking, series.timeZone) }))
      refuse(brokenSeriesProblems(late))
    }
    const outcomes: ChangeOutcome[] = refused.map((it) => ({ ...it, to: null }))
    for (const it of made) {
      const cancelled = await storeCancellation(ctx, trx, it.booking, reason)
      outcomes.push({ booking: cancelled, to: null, problems: [] })
    }
    await recordChange(ctx, trx, series, {
      action: 'cancelSeries',
      made: made.length,
      refused: refused.length,
    })
    return { series, outcomes: outcomes.toSorted((a, b) => a.booking.startsAt - b.booking.startsAt) }
  })
}

/** Bookings of one series with the reasons why it is too late to give each of them up. */
async function cancelLeads(ctx: Context, db: Db, bookings: readonly Booking[]) {
  const [first] = bookings
  const terms = first && (await cancelTerms(ctx, db, first))
  return bookings.map((booking) => ({
    booking,
    problems: terms ? cancelLeadProblems(booking, terms.policy, ctx.now()) : [],
  }))
}

type Concerned = {
  readonly series: Series
  /** The day of the booking that the change starts from, and whether the series begins with it. */
  readonly since: string
  readonly isFirst: boolean
  readonly bookings: readonly Booking[]
}

/** The bookings that a change is about. Throws a `Rejection` where it cannot start from this booking. */
async function concernedBy(ctx: Context, db: Db, booking: Booking, reach: SeriesReach): Promise<Concerned> {
  const [membership] = await membershipsByBookingIds(db, [booking.id])
  if (!membership) throw new Rejection([problem('SERIES_NOT_FOUND')])
  refuse(changeProblems(booking, ctx.now()))
  const [series] = await seriesByIds(db, [membership.seriesId])
  const members = await seriesMembers(db, membership.seriesId)
  const concerned = membersConcerned(
    members.map(({ booking: own, ...it }) => ({ ...own, ...it, bookingId: own.id, booking: own })),
    reach,
    ctx.now(),
  )
  return {
    series: present(series, `series ${membership.seriesId}`),
    since: present(members.find((it) => it.booking.id === booking.id)?.date, 'the day of the booking'),
    isFirst: membership.position === 1,
    bookings: concerned.map((it) => it.booking),
  }
}

type JudgedMove = Interval & {
  readonly booking: Booking
  readonly judgement: Judgement
  readonly problems: readonly Problem[]
}

async function judgeMove(
  ctx: Context,
  db: Db,
  { series: { timeZone, instrumentId }, bookings }: Concerned,
  {
    booking,
    to,
    skipsConflicts,
  }: { readonly booking: Booking; readonly to: Interval; readonly skipsConflicts: boolean },
): Promise<readonly JudgedMove[]> {
  const shift = wallShift(booking, to, timeZone)
  const moves = bookings.map((it) => ({
    ...(it.id === booking.id
      ? { startsAt: to.startsAt, endsAt: to.endsAt }
      : shiftedSpan(it, shift, timeZone)),
    id: it.id,
    before: it,
    booking: it,
    operatorId: it.operatorId,
  }))
  const facts = await judgingFacts(ctx, db, {
    instrumentId,
    personId: booking.personId,
    customerInstitutionId: booking.customerInstitutionId,
    spans: [...moves, ...bookings],
    exceptIds: moves.map((it) => it.id),
    isAsked: moves.some((it) => it.operatorId !== null) || null,
  })
  return judgeMoves(facts, moves, skipsConflicts).map(({ candidate, judgement }) => ({
    ...candidate,
    judgement,
    problems: judgement.problems,
  }))
}

function outcomeOf({ booking, startsAt, endsAt, problems }: JudgedMove): ChangeOutcome {
  return { booking, to: { startsAt, endsAt }, problems }
}

/** Takes the new times once all the old ones are free: one may move to where another was. */
async function relocate(ctx: Context, trx: Trx, moves: readonly JudgedMove[]): Promise<void> {
  for (const { booking } of moves) await releaseTime(trx, booking.id)
  for (const { booking, judgement, startsAt, endsAt } of moves) {
    const span = { startsAt, endsAt }
    const { id, instrumentId } = booking
    await takeTime(trx, { id, instrumentId, ...span, kind: 'booking' }, judgement)
    await storeMove(ctx, trx, { booking, span }, judgement)
  }
  for (const { booking, startsAt, endsAt } of moves) {
    await regrowTurnaround(trx, booking.instrumentId, booking.startsAt)
    const freed = freedTime(booking, { startsAt, endsAt })
    await timeFreed(ctx, trx, { instrumentId: booking.instrumentId, freed })
  }
}

/** Makes what follows a series of its own, unless it is all. */
async function splitSeries(ctx: Context, trx: Trx, { series, since, isFirst }: Concerned): Promise<Series> {
  if (isFirst) return series
  const rest: Series = { ...series, id: ctx.newId(), splitFrom: series.id, createdAt: ctx.now() }
  await insertSeries(trx, rest, undefined)
  await handOverOccurrences(trx, { from: series.id, to: rest.id, since })
  return rest
}

type Counted = { readonly action: string; readonly made: number; readonly refused: number }

async function recordChange(
  ctx: Context,
  trx: Trx,
  { id }: Series,
  { action, ...detail }: Counted,
): Promise<void> {
  await ctx.audit(ctx, trx, { action, subjectType: 'BookingSeries', subjectId: id, detail })
}
