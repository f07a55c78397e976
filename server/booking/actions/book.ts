/** Booking an instrument, moving a booking, and saying why not. Each action is one transaction: lock, load, judge, store. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, type Viewer } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertBlockedSpan, updateBlockedSpan } from '../queries/blocked-time.ts'
import {
  type Booking,
  bookingByClientKey,
  type ClientKey,
  insertBooking,
  updateBookingSpan,
} from '../queries/bookings.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { clientKeyProblems, purposeProblems } from '../rules/booking-problems.ts'
import { changeProblems, stateOfNew } from '../rules/states.ts'
import { bookingFor, lockBooking } from './access.ts'
import { recordHappening } from './history.ts'
import { judge, makeRoom, orWhoIsInTheWay } from './judgement.ts'

export type BookingForm = Interval & {
  readonly instrumentId: string
  readonly purpose: string
  /** Chosen by the client; sending the same form with it again answers with the booking that it made. */
  readonly clientKey: string | null
}

/** Books an instrument for the viewer. Throws a `Rejection` with every reason when it cannot. */
export async function bookInstrument(ctx: Context, form: BookingForm): Promise<Booking> {
  const viewer = authorise(ctx.viewer, 'bookInstruments')
  refuse([...purposeProblems(form.purpose), ...clientKeyProblems(form.clientKey)])
  const { instrumentId, startsAt, endsAt } = form
  const wanted = { instrumentId, startsAt, endsAt, customerInstitutionId: viewer.institutionId }
  const client = clientKeyOf(form)
  const book = () => ctx.store.transact((trx) => insertNew(ctx, trx, viewer, { wanted, form, client }))
  const reasons = async () => (await judge(ctx, ctx.store.db, wanted)).problems
  try {
    return await orWhoIsInTheWay(ctx, book, reasons)
  } catch (error) {
    const earlier = await bookedEarlier(ctx, viewer, client)
    if (earlier) return earlier
    throw error
  }
}

/** A booking of one's own stands in its own way: a form that failed may have been sent, and booked, before. */
async function bookedEarlier(
  ctx: Context,
  { personId }: Viewer,
  client: ClientKey | undefined,
): Promise<Booking | undefined> {
  const earlier = client && (await bookingByClientKey(ctx.store.db, personId, client.key))
  if (earlier && earlier.input !== client.input)
    throw new Rejection([problem('CLIENT_KEY_REUSED', [earlier.booking.id])])
  return earlier?.booking
}

function clientKeyOf({
  clientKey,
  instrumentId,
  startsAt,
  endsAt,
  purpose,
}: BookingForm): ClientKey | undefined {
  if (clientKey === null) return undefined
  return { key: clientKey, input: JSON.stringify([instrumentId, startsAt, endsAt, purpose.trim()]) }
}

type New = {
  readonly wanted: Parameters<typeof judge>[2]
  readonly form: BookingForm
  readonly client: ClientKey | undefined
}

async function insertNew(
  ctx: Context,
  trx: Trx,
  viewer: Viewer,
  { wanted, form, client }: New,
): Promise<Booking> {
  await ctx.store.dialect.lock(trx, [`instrument:${wanted.instrumentId}`])
  const judgement = await judge(ctx, trx, wanted)
  refuse(judgement.problems)
  const { instrument, isStaff } = judgement
  const now = ctx.now()
  const booking: Booking = {
    id: ctx.newId(),
    instrumentId: wanted.instrumentId,
    personId: viewer.personId,
    institutionId: instrument.institutionId,
    customerInstitutionId: viewer.institutionId,
    startsAt: wanted.startsAt,
    endsAt: wanted.endsAt,
    state: stateOfNew(instrument.policy.approval, isStaff),
    purpose: form.purpose.trim(),
    decisionNote: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  await insertBooking(trx, booking, client)
  const blocked = await makeRoom(trx, booking, judgement)
  await insertBlockedSpan(trx, {
    ...blocked,
    id: booking.id,
    instrumentId: booking.instrumentId,
    kind: 'booking',
  })
  await recordHappening(ctx, trx, booking, {
    action: 'bookInstrument',
    what: booking.state === 'requested' ? 'requested' : 'booked',
    event: 'booking.booked',
    after: booking,
  })
  return booking
}

/** Gives a booking that lies ahead another span. Where a keeper decides, a booking that its owner moves waits anew. */
export async function moveBooking(
  ctx: Context,
  { bookingId, ...span }: Interval & { readonly bookingId: string },
): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  const { instrumentId, customerInstitutionId } = known
  const wanted = { ...span, instrumentId, customerInstitutionId, exceptId: bookingId }
  const move = () =>
    ctx.store.transact(async (trx) => {
      const booking = await lockBooking(ctx, trx, known)
      const now = ctx.now()
      const judgement = await judge(ctx, trx, wanted)
      refuse([...changeProblems(booking, now), ...judgement.problems])
      const { instrument, isStaff } = judgement
      const state = isStaff ? booking.state : stateOfNew(instrument.policy.approval, false)
      const moved: Booking = { ...booking, ...span, state, version: booking.version + 1, updatedAt: now }
      await updateBookingSpan(trx, bookingId, { ...span, state, at: now })
      await updateBlockedSpan(trx, bookingId, await makeRoom(trx, span, judgement))
      await regrowTurnaround(trx, instrumentId, booking.startsAt)
      await recordHappening(ctx, trx, moved, {
        action: 'moveBooking',
        what: 'moved',
        event: 'booking.changed',
        before: booking,
        after: span,
      })
      return moved
    })
  return orWhoIsInTheWay(ctx, move, async () => (await judge(ctx, ctx.store.db, wanted)).problems)
}

/** Every reason why the viewer could not book or move there, by the facts of this moment; empty when he could. */
export async function whyNot(
  ctx: Context,
  { instrumentId, span, movingBookingId }: WhyNot,
): Promise<readonly Problem[]> {
  const moving = movingBookingId ? await bookingFor(ctx, movingBookingId, 'changeBookings') : undefined
  const { problems } = await judge(ctx, ctx.store.db, {
    ...span,
    instrumentId,
    customerInstitutionId: moving ? moving.customerInstitutionId : (ctx.viewer?.institutionId ?? null),
    exceptId: moving?.id,
  })
  return [...(moving ? changeProblems(moving, ctx.now()) : []), ...problems]
}

type WhyNot = {
  readonly instrumentId: string
  readonly span: Interval
  /** Judge as a move of this booking. */
  readonly movingBookingId?: string | null | undefined
}
