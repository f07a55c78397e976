/** What something would cost: a booking that is not made yet, and cancelling one that is. Reads only. */

import { whyNot } from '../../booking/actions/book.ts'
import { customerOf as bookedFor } from '../../booking/actions/customer.ts'
import { changesByBookingIds } from '../../booking/queries/changes.ts'
import { BOOKING_MS_MAX } from '../../booking/rules/booking-problems.ts'
import { changeProblems } from '../../booking/rules/states.ts'
import { visibleInstrument } from '../../catalog/actions/find.ts'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { may, type Viewer } from '../../identity/rules.ts'
import { dateOf } from '../../kernel/calendar.ts'
import { durationMs, type Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem, Rejection } from '../../kernel/problem.ts'
import { tariffsByInstrumentIds } from '../queries/tariffs.ts'
import { type BookingTerms, termsByBookingIds } from '../queries/terms.ts'
import { cancellationLines, wasConfirmed } from '../rules/cancellation.ts'
import { type PriceLine, priceLineText } from '../rules/price-lines.ts'
import { priceLines, totalOf } from '../rules/pricing.ts'
import {
  type CustomerClass,
  customerClassOf,
  type Tariff,
  tariffInForce,
  tariffOf,
} from '../rules/tariffs.ts'
import { isOwners } from './charges.ts'
import { type VoucherQuote, voucherQuote } from './voucher-payments.ts'

export type Quote = {
  readonly lines: readonly PriceLine[]
  /** Null where nothing can be priced: no tariff, or no span. Never zero for that. */
  readonly totalFen: Fen | null
  readonly customerClass: CustomerClass
  readonly problems: readonly Problem[]
  /** What a voucher would pay of it; left out where no booking is being made. */
  readonly voucher?: () => Promise<VoucherQuote>
}

export type QuoteForm = Interval & {
  readonly instrumentId: string
  /** Quote as a move of this booking. */
  readonly movingBookingId?: string | null | undefined
  /** Quote for this person, for whom the viewer would book; left out: for the viewer. */
  readonly forPersonId?: string | null | undefined
  /** Whether somebody is to operate the instrument; left out: as it demands. */
  readonly withOperator?: boolean | null | undefined
  /** Quote as this class: for those who set the tariffs. */
  readonly customerClass?: CustomerClass | null | undefined
}

/** What a booking of the span would cost the viewer, line by line, and every reason why he could not make it. */
export async function quote(ctx: Context, form: QuoteForm): Promise<Quote> {
  const instrument = await visibleInstrument(ctx, form.instrumentId)
  if (!instrument) {
    return {
      lines: [],
      totalFen: null,
      customerClass: 'external',
      problems: [problem('INSTRUMENT_NOT_FOUND')],
    }
  }
  const span = { startsAt: form.startsAt, endsAt: form.endsAt }
  const { whom, refused } = await whomFor(ctx, form)
  const customer = await customerOf(ctx, { form, whom }, instrument)
  const [tariffs = []] = await tariffsByInstrumentIds(ctx.store.db, [instrument.id])
  // What others move keeps the prices that its customer knew.
  const { moved, customerClass } = customer
  const tariff =
    moved && moved.personId !== ctx.viewer?.personId
      ? tariffOf(tariffs, { ...moved, reserved: span })
      : tariffInForce(tariffs, customerClass, dateOf(span.startsAt, instrument.timeZone))
  const isPriced = tariff !== undefined && durationMs(span) > 0 && durationMs(span) <= BOOKING_MS_MAX
  const lines = isPriced ? priceLines(tariff, span, instrument.timeZone) : []
  const priceFen = totalOf(lines)
  const { id: instrumentId } = instrument
  const wanted = { instrumentId, institutionId: whom?.institutionId ?? null, ...span, priceFen }
  return {
    lines,
    totalFen: isPriced ? priceFen : null,
    customerClass,
    ...(isPriced && whom && !moved ? { voucher: () => voucherQuote(ctx, wanted) } : {}),
    problems: [
      ...refused,
      ...(await reasonsAgainst(ctx, { ...form, span, customer: whom })),
      ...customer.problems,
      ...(tariff ? [] : [problem('TARIFF_NOT_FOUND', [instrument.id])]),
    ],
  }
}

type Customer = {
  readonly customerClass: CustomerClass
  readonly problems: readonly Problem[]
  readonly moved?: BookingTerms
}

/** Who the customer is: the viewer, or whoever booked what is moved; the class can be chosen by those who set tariffs. */
async function customerOf(
  ctx: Context,
  { form, whom }: { readonly form: QuoteForm; readonly whom: Whom },
  { id, institutionId }: Instrument,
): Promise<Customer> {
  const own = customerClassOf(institutionId, whom?.institutionId ?? null)
  if (form.customerClass) {
    const mayChoose = may(ctx.viewer, 'setTariffs', { institutionId })
    return mayChoose || form.customerClass === own
      ? { customerClass: form.customerClass, problems: [] }
      : { customerClass: own, problems: [problem('FORBIDDEN')] }
  }
  if (!form.movingBookingId) return { customerClass: own, problems: [] }
  const [terms] = await termsByBookingIds(ctx.store.db, [form.movingBookingId])
  const isHis = terms?.instrumentId === id && mayChange(ctx, terms)
  return isHis
    ? {
        customerClass: customerClassOf(terms.ownerId, terms.customerInstitutionId),
        problems: [],
        moved: terms,
      }
    : { customerClass: own, problems: terms?.instrumentId === id ? [] : [problem('BOOKING_NOT_FOUND')] }
}

type Whom = Pick<Viewer, 'personId' | 'institutionId'> | null

/** Whom it would be for; the viewer, and why not another, where he may not book for whom he names. */
async function whomFor(
  ctx: Context,
  form: QuoteForm,
): Promise<{ readonly whom: Whom; readonly refused: readonly Problem[] }> {
  const { viewer: whom } = ctx
  if (!whom || !form.forPersonId || form.movingBookingId) return { whom, refused: [] }
  try {
    return { whom: await bookedFor(ctx, whom, form), refused: [] }
  } catch (error) {
    if (error instanceof Rejection) return { whom, refused: error.problems }
    throw error
  }
}

/** The reasons of the booking room; a question that it refuses is a reason too. */
async function reasonsAgainst(
  ctx: Context,
  question: Parameters<typeof whyNot>[1],
): Promise<readonly Problem[]> {
  try {
    return await whyNot(ctx, question)
  } catch (error) {
    if (error instanceof Rejection) return error.problems
    throw error
  }
}

/** What a line of a price says, in the language of the request. */
export function lineText({ locale }: Context, line: PriceLine): string {
  return priceLineText(line, locale)
}

type PricedBooking = { readonly terms: BookingTerms; readonly tariff: Tariff | undefined }

/** Those of the bookings that `counts` admits, each with the tariff that was known when it was quoted; null for others. */
async function pricedBookings(
  ctx: Context,
  bookingIds: readonly string[],
  counts: (terms: BookingTerms) => boolean,
): Promise<(PricedBooking | null)[]> {
  const found = await termsByBookingIds(ctx.store.db, bookingIds)
  const wanted = found.map((it) => (it && counts(it) ? it : null))
  const instrumentIds = [...new Set(wanted.flatMap((it) => it?.instrumentId ?? []))]
  if (instrumentIds.length === 0) return wanted.map(() => null)
  const tariffs = await tariffsByInstrumentIds(ctx.store.db, instrumentIds)
  const byInstrument = new Map(tariffs.map((it, i) => [instrumentIds[i], it]))
  return wanted.map(
    (terms) => terms && { terms, tariff: tariffOf(byInstrument.get(terms.instrumentId) ?? [], terms) },
  )
}

/** What each booking costs as it is booked; null where the viewer could not change it. */
export async function quotesOfBookings(
  ctx: Context,
  bookingIds: readonly string[],
): Promise<(Quote | null)[]> {
  const priced = await pricedBookings(ctx, bookingIds, (it) => mayChange(ctx, it))
  return priced.map(
    (it) => it && quoteBy(it, (tariff) => priceLines(tariff, it.terms.reserved, it.terms.timeZone)),
  )
}

/** What cancelling each booking now would cost; null where the viewer cannot cancel it. */
export async function cancellationFees(
  ctx: Context,
  bookingIds: readonly string[],
): Promise<(Quote | null)[]> {
  const priced = await pricedBookings(ctx, bookingIds, (it) => isCancellable(ctx, it))
  if (priced.every((it) => it === null)) return priced.map(() => null)
  const changes = await changesByBookingIds(ctx.store.db, bookingIds)
  return priced.map((it, i) => {
    if (!it) return null
    const { reserved, timeZone } = it.terms
    const isFree = isOwners(ctx, it.terms) || !wasConfirmed(changes[i] ?? [])
    const cancellation = { reserved, at: ctx.now(), isFree, missed: false }
    return quoteBy(it, (tariff) => cancellationLines(tariff, cancellation, timeZone))
  })
}

function quoteBy(
  { terms: { ownerId, customerInstitutionId }, tariff }: PricedBooking,
  linesBy: (tariff: Tariff) => readonly PriceLine[],
): Quote {
  const customerClass = customerClassOf(ownerId, customerInstitutionId)
  if (!tariff) return { lines: [], totalFen: null, customerClass, problems: [problem('TARIFF_NOT_FOUND')] }
  const lines = linesBy(tariff)
  return { lines, totalFen: totalOf(lines), customerClass, problems: [] }
}

function isCancellable(ctx: Context, terms: BookingTerms): boolean {
  const { bookingId, state, reserved } = terms
  return (
    mayChange(ctx, terms) && changeProblems({ id: bookingId, state, ...reserved }, ctx.now()).length === 0
  )
}

function mayChange(ctx: Context, { ownerId, personId }: BookingTerms): boolean {
  return may(ctx.viewer, 'changeBookings', { institutionId: ownerId, personId })
}
