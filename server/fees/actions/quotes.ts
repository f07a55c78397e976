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

export type Quote = {
  readonly lines: readonly PriceLine[]
  /** Null where nothing can be priced: no tariff, or no span. Never zero for that. */
  readonly totalFen: Fen | null
  readonly customerClass: CustomerClass
  readonly problems: readonly Problem[]
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
  const tariff = tariffInForce(tariffs, customer.customerClass, dateOf(span.startsAt, instrument.timeZone))
  const isPriced = tariff !== undefined && durationMs(span) > 0 && durationMs(span) <= BOOKING_MS_MAX
  const lines = isPriced ? priceLines(tariff, span, instrument.timeZone) : []
  return {
    lines,
    totalFen: isPriced ? totalOf(lines) : null,
    customerClass: customer.customerClass,
    problems: [
      ...refused,
      ...(await reasonsAgainst(ctx, { ...form, span, customer: whom })),
      ...customer.problems,
      ...(tariff ? [] : [problem('TARIFF_NOT_FOUND', [instrument.id])]),
    ],
  }
}

type Customer = { readonly customerClass: CustomerClass; readonly problems: readonly Problem[] }

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
    ? { customerClass: customerClassOf(terms.ownerId, terms.customerInstitutionId), problems: [] }
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

/** What cancelling each booking now would cost; null where the viewer cannot cancel it. */
export async function cancellationFees(
  ctx: Context,
  bookingIds: readonly string[],
): Promise<(Quote | null)[]> {
  const terms = await termsByBookingIds(ctx.store.db, bookingIds)
  const open = terms.map((it) => (it && isCancellable(ctx, it) ? it : null))
  const wanted = open.flatMap((it) => it ?? [])
  if (wanted.length === 0) return open.map(() => null)
  const instrumentIds = [...new Set(wanted.map((it) => it.instrumentId))]
  const tariffs = new Map(
    (await tariffsByInstrumentIds(ctx.store.db, instrumentIds)).map((it, i) => [instrumentIds[i], it]),
  )
  const changes = await changesByBookingIds(ctx.store.db, bookingIds)
  return open.map((it, i) => {
    const tariff = it && tariffOf(tariffs.get(it.instrumentId) ?? [], it)
    return (
      it && cancellationFee(ctx, it, { tariff, isFree: isOwners(ctx, it) || !wasConfirmed(changes[i] ?? []) })
    )
  })
}

type FeeFacts = { readonly tariff: Tariff | undefined | null; readonly isFree: boolean }

function cancellationFee(ctx: Context, terms: BookingTerms, { tariff, isFree }: FeeFacts): Quote {
  const { ownerId, customerInstitutionId, reserved, timeZone } = terms
  const customerClass = customerClassOf(ownerId, customerInstitutionId)
  if (!tariff) return { lines: [], totalFen: null, customerClass, problems: [problem('TARIFF_NOT_FOUND')] }
  const lines = cancellationLines(tariff, { reserved, at: ctx.now(), isFree, missed: false }, timeZone)
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
