/** Extending a use while it runs, and beginning it early, where the time is free. */

import { bookingFor, lockBooking } from '../../booking/actions/access.ts'
import { recordHappening } from '../../booking/actions/history.ts'
import { judgingFacts, orWhoIsInTheWay, takeTime } from '../../booking/actions/judgement.ts'
import { releaseTime } from '../../booking/queries/blocked-time.ts'
import { type Booking, updateBookingSpan } from '../../booking/queries/bookings.ts'
import { timeOfPerson } from '../../booking/queries/operators.ts'
import { judgeBy, type JudgingFacts } from '../../booking/rules/judging.ts'
import { NO_OPERATION, type OperationFacts } from '../../booking/rules/operators.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { may } from '../../identity/rules.ts'
import { type Instant, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, refuse } from '../../kernel/problem.ts'
import {
  addedTimeProblems,
  earlyStartProblems,
  extensionLimit,
  EXTENSION_MS_MAX,
  extensionProblems,
} from '../rules/leeway.ts'

export type Extension = { readonly bookingId: string; readonly endsAt: Instant }

/** Gives a booking that is going on a later end, where the time behind it is free. Turnarounds stay with it. */
export async function extendBooking(ctx: Context, { bookingId, endsAt }: Extension): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  const extend = () =>
    ctx.store.transact(async (trx) => {
      const booking = await lockBooking(ctx, trx, known)
      const more = { startsAt: booking.endsAt, endsAt }
      const basic = extensionProblems(booking, endsAt, ctx.now())
      refuse(basic)
      const facts = await factsFor(ctx, trx, booking, more)
      refuse(addedTimeProblems(booking, more, facts))
      const span = { startsAt: booking.startsAt, endsAt }
      return storeSpan(ctx, trx, { booking, span, action: 'extendBooking' }, facts)
    })
  return orWhoIsInTheWay(ctx, extend, () => whyNoMore(ctx, known, { startsAt: known.endsAt, endsAt }))
}

/** The booking with its start at the next full minute, where the time before it is free; as it was when its time has come. */
export async function beginEarly(ctx: Context, trx: Trx, booking: Booking): Promise<Booking> {
  const now = ctx.now()
  if (booking.startsAt - now < MINUTE_MS) return booking
  refuse(earlyStartProblems(booking, now))
  const more = { startsAt: Math.ceil(now / MINUTE_MS) * MINUTE_MS, endsAt: booking.startsAt }
  const facts = await factsFor(ctx, trx, booking, more)
  refuse(addedTimeProblems(booking, more, facts))
  const span = { startsAt: more.startsAt, endsAt: booking.endsAt }
  return storeSpan(ctx, trx, { booking, span, action: 'checkIn' }, facts)
}

/** Who is in the way of an early start. */
export async function whyNotEarly(ctx: Context, booking: Booking): Promise<readonly Problem[]> {
  const now = ctx.now()
  return booking.startsAt <= now ? [] : whyNoMore(ctx, booking, { startsAt: now, endsAt: booking.startsAt })
}

async function whyNoMore(ctx: Context, booking: Booking, more: Interval): Promise<readonly Problem[]> {
  return addedTimeProblems(booking, more, await factsFor(ctx, ctx.store.db, booking, more))
}

async function factsFor(ctx: Context, db: Db, booking: Booking, more: Interval): Promise<JudgingFacts> {
  const { id, instrumentId, personId, customerInstitutionId, operatorId } = booking
  const whom = { instrumentId, personId, customerInstitutionId }
  const isAsked = operatorId !== null
  const facts = await judgingFacts(ctx, db, { ...whom, spans: [more], exceptIds: [id], isAsked })
  return { ...facts, operation: await ofOneOperator(db, facts.operation, booking, more) }
}

/** Whoever operates goes on: nobody else takes over, also where the instrument names others by now. */
async function ofOneOperator(
  db: Db,
  facts: OperationFacts,
  { id, operatorId }: Booking,
  more: Interval,
): Promise<OperationFacts> {
  if (operatorId === null) return NO_OPERATION
  const taken = (await timeOfPerson(db, operatorId, more)).filter((it) => it.id !== id)
  return { ...facts, demand: 'offered', operatorIds: [operatorId], taken }
}

type Stored = {
  readonly booking: Booking
  readonly span: Interval
  readonly action: 'extendBooking' | 'checkIn'
}

async function storeSpan(
  ctx: Context,
  trx: Trx,
  { booking, span, action }: Stored,
  facts: JudgingFacts,
): Promise<Booking> {
  const { id, instrumentId, state, operatorId } = booking
  const at = ctx.now()
  await updateBookingSpan(trx, id, { ...span, state, operatorId, at })
  await releaseTime(trx, id)
  const whole = await factsFor(ctx, trx, booking, span)
  const judgement = {
    ...judgeBy(facts, span),
    taken: whole.taken,
    operatorIds: operatorId === null ? [] : [operatorId],
  }
  await takeTime(trx, { id, instrumentId, ...span, kind: 'booking' }, judgement)
  const changed: Booking = { ...booking, ...span, version: booking.version + 1, updatedAt: at }
  await recordHappening(ctx, trx, changed, {
    action,
    what: 'moved',
    event: 'booking.changed',
    before: booking,
    after: span,
  })
  return changed
}

/** Until when the viewer can extend a booking; null where he cannot. */
export async function extendableUntil(ctx: Context, booking: Booking): Promise<Instant | null> {
  const now = ctx.now()
  const soonest = Math.max(booking.endsAt, now) + 1
  if (!may(ctx.viewer, 'changeBookings', booking)) return null
  if (extensionProblems(booking, soonest, now).length > 0) return null
  const more = { startsAt: booking.endsAt, endsAt: booking.endsAt + EXTENSION_MS_MAX }
  return extensionLimit(booking, await factsFor(ctx, ctx.store.db, booking, more))
}

/** Whether the viewer can begin a booking now, before its start, because the time before it is free. */
export async function startsEarly(ctx: Context, booking: Booking): Promise<boolean> {
  const now = ctx.now()
  if (booking.startsAt <= now || !may(ctx.viewer, 'changeBookings', booking)) return false
  if (earlyStartProblems(booking, now).length > 0) return false
  return (await whyNotEarly(ctx, booking)).length === 0
}
