/** Booking an instrument, moving a booking, and saying why not. Each action is one transaction: lock, load, judge, store. */

import type { Answer } from '../../catalog/rules/form-fields.ts'
import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments } from '../queries/blocked-time.ts'
import { type Booking, bookingByClientKey, type ClientKey } from '../queries/bookings.ts'
import { clientKeyProblems, purposeProblems } from '../rules/booking-problems.ts'
import type { Override } from '../rules/overrides.ts'
import { moveLeadProblems } from '../rules/change-leads.ts'
import { changeProblems } from '../rules/states.ts'
import { bookingFor, lockBooking } from './access.ts'
import { type Customer, customerOf } from './customer.ts'
import { judge, orWhoIsInTheWay } from './judgement.ts'
import { placeBooking } from './place.ts'
import { relocate } from './relocate.ts'

export type BookingForm = Interval & {
  readonly instrumentId: string
  readonly purpose: string
  /** Chosen by the client; sending the same form with it again answers with the booking that it made. */
  readonly clientKey: string | null
  /** Whom the booking is for; left out: the viewer. See `customerOf`. */
  readonly forPersonId?: string | null | undefined
  /** To the form of the instrument. */
  readonly answers?: readonly Answer[] | null | undefined
  /** Sets aside what staff may set aside. */
  readonly override?: Override | null | undefined
  /** Whether somebody is to operate the instrument; left out: as it demands. */
  readonly withOperator?: boolean | null | undefined
  /** Whether a voucher of the customer's institution is to pay a part of it; refused where none does. */
  readonly useVoucher?: boolean | null | undefined
}

/** Books an instrument for the viewer, or for whom he names. Throws a `Rejection` with every reason when it cannot. */
export async function bookInstrument(ctx: Context, form: BookingForm): Promise<Booking> {
  const viewer = authorise(ctx.viewer, 'bookInstruments')
  refuse([...purposeProblems(form.purpose), ...clientKeyProblems(form.clientKey)])
  const { instrumentId, startsAt, endsAt, purpose } = form
  const { personId, institutionId: customerInstitutionId } = await customerOf(ctx, viewer, form)
  const { withOperator } = form
  const wanted = { instrumentId, startsAt, endsAt, personId, customerInstitutionId, withOperator }
  const client = clientKeyOf(form)
  const answers = form.answers ?? []
  const wishes = { override: form.override ?? undefined, useVoucher: form.useVoucher ?? false }
  const placement = { wanted, personId, purpose, client, answers, ...wishes }
  const book = () =>
    ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [instrumentId], wanted)
      return placeBooking(ctx, trx, placement)
    })
  const reasons = async () => (await judge(ctx, ctx.store.db, wanted)).problems
  try {
    return await orWhoIsInTheWay(ctx, book, reasons)
  } catch (error) {
    const earlier = await bookedEarlier(ctx, personId, client)
    if (earlier) return earlier
    throw error
  }
}

/** A booking of one's own stands in its own way: a form that failed may have been sent, and booked, before. */
async function bookedEarlier(
  ctx: Context,
  personId: string,
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
  answers,
  withOperator,
  useVoucher,
}: BookingForm): ClientKey | undefined {
  if (clientKey === null) return undefined
  const answered = answers && answers.length > 0 ? [answers] : []
  const helped = typeof withOperator === 'boolean' ? [{ withOperator }] : []
  const paid = useVoucher === true ? [{ useVoucher }] : []
  return {
    key: clientKey,
    input: JSON.stringify([instrumentId, startsAt, endsAt, purpose.trim(), ...answered, ...helped, ...paid]),
  }
}

/** Gives a booking that lies ahead another span. Where a keeper decides, a booking that its owner moves waits anew. */
export async function moveBooking(
  ctx: Context,
  { bookingId, ...span }: Interval & { readonly bookingId: string },
): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  const { instrumentId, personId, customerInstitutionId, operatorId } = known
  const who = { personId, customerInstitutionId, operatorId }
  const wanted = { ...span, instrumentId, ...who, exceptIds: [bookingId] }
  const move = () =>
    ctx.store.transact(async (trx) => {
      const booking = await lockBooking(ctx, trx, known)
      return relocate(ctx, trx, booking, span)
    })
  return orWhoIsInTheWay(ctx, move, async () => (await judge(ctx, ctx.store.db, wanted)).problems)
}

/** Every reason why the viewer could not book or move there, by the facts of this moment; empty when he could. */
export async function whyNot(
  ctx: Context,
  { instrumentId, span, movingBookingId, customer, withOperator }: WhyNot,
): Promise<readonly Problem[]> {
  const moving = movingBookingId ? await bookingFor(ctx, movingBookingId, 'changeBookings') : undefined
  const now = ctx.now()
  const { problems, isStaff, terms } = await judge(ctx, ctx.store.db, {
    ...span,
    instrumentId,
    personId: (moving ?? customer)?.personId ?? null,
    customerInstitutionId: moving ? moving.customerInstitutionId : (customer?.institutionId ?? null),
    exceptIds: moving ? [moving.id] : [],
    withOperator,
    operatorId: moving?.operatorId,
  })
  if (!moving) return problems
  const late = isStaff ? [] : moveLeadProblems(moving, terms.policy, now)
  return [...changeProblems(moving, now), ...late, ...problems]
}

type WhyNot = {
  readonly instrumentId: string
  readonly span: Interval
  /** Judge as a move of this booking. */
  readonly movingBookingId?: string | null | undefined
  /** Whom it would be for; null for nobody in particular. What is moved keeps its own. */
  readonly customer: Customer | null
  readonly withOperator?: boolean | null | undefined
}
