/** Charges: they arise in the transaction of what causes them, once for each cause; and can be waived. */

import { changesByBookingIds } from '../../booking/queries/changes.ts'
import { insertGivenUp } from '../../booking/queries/given-up.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, may } from '../../identity/rules.ts'
import { dateOf } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type Charge,
  chargesByBookingIds,
  chargesByIds,
  chargesByUsageIds,
  chargesOfBooking,
  type ChargeScope,
  chargesPage,
  type ChargeTotals,
  chargeTotals,
  insertCharge,
  updateChargeWaived,
} from '../queries/charges.ts'
import { insertTransfer } from '../queries/ledger.ts'
import { tariffsByInstrumentIds } from '../queries/tariffs.ts'
import { type BookingTerms, pricedTermsOf } from '../queries/terms.ts'
import { basisOf, type ChargeBasis, type ChargeCause, linesOfBasis } from '../rules/basis.ts'
import { wasConfirmed } from '../rules/cancellation.ts'
import { chargeTransfer, waiverTransfer } from '../rules/ledger.ts'
import type { PriceLine } from '../rules/price-lines.ts'
import { totalOf } from '../rules/pricing.ts'
import { type Parties, seesSettlement, sightOf, viewsOf } from '../rules/sight.ts'
import { settlementKey, waived, waiverProblems } from '../rules/statements.ts'
import { customerClassOf, tariffInForce, tariffOf } from '../rules/tariffs.ts'
import { noTariff, termsOf } from './booking-terms.ts'
import { closedProblems, openMomentFrom } from './periods.ts'
import { cancellationId } from './reversals.ts'
import { lessVoucher, postVoucher, withoutVoucher } from './voucher-payments.ts'

type Event = { readonly subjectId: string }

/** Refuses a booking, or a move, to a start for which the instrument has no tariff for this customer. */
export async function requireTariff(_ctx: Context, trx: Trx, { subjectId }: Event): Promise<void> {
  const terms = await pricedTermsOf(trx, subjectId)
  if (terms?.state !== 'requested' && terms?.state !== 'confirmed') return
  const customerClass = customerClassOf(terms.ownerId, terms.customerInstitutionId)
  const day = dateOf(terms.reserved.startsAt, terms.timeZone)
  if (!tariffInForce(terms.tariffDays, customerClass, day)) throw noTariff(terms)
}

/** Charges a booking that its customer has cancelled late. */
export async function chargeLateCancellation(ctx: Context, trx: Trx, { subjectId }: Event): Promise<void> {
  const terms = await termsOf(trx, subjectId)
  const [changes = []] = await changesByBookingIds(trx, [subjectId])
  const isFree = isOwners(ctx, terms) || !wasConfirmed(changes)
  const isCharged = !isFree && (await chargeFee(ctx, trx, terms, { kind: 'cancelled', at: ctx.now() }))
  if (isCharged) await insertGivenUp(trx, { ...terms, ...terms.reserved })
}

/** Charges a booking to which nobody came, like one cancelled at its start. */
export async function chargeMissed(ctx: Context, trx: Trx, { subjectId }: Event): Promise<void> {
  const terms = await termsOf(trx, subjectId)
  await chargeFee(ctx, trx, terms, { kind: 'missed', at: terms.reserved.startsAt })
}

/** Charges the fee that a tariff sets, and says whether it does; without a tariff no fee is set. */
async function chargeFee(
  ctx: Context,
  trx: Trx,
  terms: BookingTerms,
  cause: Exclude<ChargeCause, { kind: 'use' }>,
): Promise<boolean> {
  const { bookingId, instrumentId } = terms
  const [tariffs = []] = await tariffsByInstrumentIds(trx, [instrumentId])
  const tariff = tariffOf(tariffs, terms)
  if (!tariff) return false
  const basis = basisOf(tariff, terms, cause)
  const lines = linesOfBasis(tariff, basis)
  if (lines.length === 0) return false
  const id = cause.kind === 'missed' ? `missed:${bookingId}` : cancellationId(bookingId)
  await charge(ctx, trx, terms, { id, usageId: null, lines, basis, occurredAt: cause.at })
  return true
}

/** Whether it is the owner of the instrument, or the platform itself, that acts. */
export function isOwners(ctx: Context, { ownerId }: { readonly ownerId: string }): boolean {
  return ctx.viewer === null || may(ctx.viewer, 'changeBookings', { institutionId: ownerId })
}

export type Cause = {
  readonly id: string
  readonly usageId: string | null
  readonly lines: readonly PriceLine[]
  readonly basis: ChargeBasis
  readonly occurredAt: Instant
}

/** Adds the charge of a cause with its transfer; does nothing when the cause has been charged already. */
export async function charge(ctx: Context, trx: Trx, terms: BookingTerms, cause: Cause): Promise<void> {
  const { ownerId: providerId, customerInstitutionId, personId } = terms
  const payerId = customerInstitutionId ?? personId
  const grossFen = totalOf(cause.lines)
  const occurredAt = await openMomentFrom(ctx, trx, { providerId, at: cause.occurredAt })
  const made = await lessVoucher(ctx, trx, {
    ...cause,
    occurredAt,
    bookingId: terms.bookingId,
    instrumentId: terms.instrumentId,
    customerClass: customerClassOf(providerId, customerInstitutionId),
    startsAt: terms.reserved.startsAt,
    providerId,
    payerId,
    payerInstitutionId: customerInstitutionId,
    personId,
    amountFen: grossFen,
    waivedFen: 0,
    voucherFen: 0,
    state: 'open',
    statementId: null,
    waiverReason: null,
    reversesId: null,
  })
  const isNew = await insertCharge(trx, made)
  if (!isNew || grossFen === 0) return
  await insertTransfer(trx, chargeTransfer(cause.id, { providerId, payerId }, grossFen), ctx.now())
  await postVoucher(ctx, trx, made)
}

/** Lets go of a charge that is not on a statement yet, for a reason. */
export async function waiveCharge(
  ctx: Context,
  { chargeId, reason }: { readonly chargeId: string; readonly reason: string },
): Promise<Charge> {
  const [known] = await chargesByIds(ctx.store.db, [chargeId])
  authorise(ctx.viewer, 'waiveCharges', { institutionId: known?.providerId ?? null })
  if (!known) throw new Rejection([problem('CHARGE_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [settlementKey(known)])
    const [found] = await chargesByIds(trx, [chargeId])
    const open = present(found, `charge ${chargeId}`)
    const all = await chargesOfBooking(trx, open.bookingId)
    const isReversed = open.reversesId !== null || all.some((it) => it.reversesId === chargeId)
    const moment = { providerId: open.providerId, at: open.occurredAt }
    refuse([...waiverProblems({ ...open, isReversed }, reason), ...(await closedProblems(ctx, trx, moment))])
    const after = waived(await withoutVoucher(ctx, trx, open), reason.trim())
    if (!(await updateChargeWaived(trx, after))) throw new Rejection([problem('CHARGE_NOT_OPEN', [chargeId])])
    if (after.waivedFen > 0)
      await insertTransfer(trx, waiverTransfer(chargeId, open, after.waivedFen), ctx.now())
    await ctx.audit(ctx, trx, {
      action: 'waiveCharge',
      subjectType: 'Charge',
      subjectId: chargeId,
      detail: { waivedFen: after.waivedFen, reason: after.waiverReason },
    })
    return after
  })
}

export type ChargeFilter = Parties & Pick<ChargeScope, 'during' | 'state'>

/** A page of charges, and the totals over all of them when somebody asks. */
export type ChargePage = Page<Charge> & { readonly totals: () => Promise<ChargeTotals> }

/** Charges that the viewer may see, newest first. */
export async function findCharges(ctx: Context, filter: ChargeFilter, args: PageArgs): Promise<ChargePage> {
  const viewer = authorise(ctx.viewer, 'seeCharges', { personId: ctx.viewer?.personId ?? null })
  const { providerId, payerId, during, state } = filter
  const views = viewsOf(sightOf(viewer), filter)
  return pageOfCharges(ctx, { providerId, payerId, during, state, views }, args)
}

/** The charges on a statement that the viewer sees, newest first. */
export async function chargesOfStatement(
  ctx: Context,
  statementId: string,
  args: PageArgs,
): Promise<ChargePage> {
  return pageOfCharges(ctx, { statementId, views: [null] }, args)
}

async function pageOfCharges(ctx: Context, scope: ChargeScope, args: PageArgs): Promise<ChargePage> {
  const page = pageRequest(args)
  const rows = await chargesPage(ctx.store.db, scope, page)
  let totals: Promise<ChargeTotals> | undefined
  return {
    ...pageOf(rows, page, (it) => [it.occurredAt, it.id]),
    totals: () => (totals ??= chargeTotals(ctx.store.db, scope)),
  }
}

/** What each booking cost in the end; null where nothing has been charged, or the viewer may not see it. */
export async function chargesOfBookings(
  ctx: Context,
  bookingIds: readonly string[],
): Promise<(Charge | null)[]> {
  return (await chargesByBookingIds(ctx.store.db, bookingIds)).map((it) => seen(ctx, it))
}

/** What each use cost; null where it has not been charged, or the viewer may not see it. */
export async function chargesOfUsages(ctx: Context, usageIds: readonly string[]): Promise<(Charge | null)[]> {
  return (await chargesByUsageIds(ctx.store.db, usageIds)).map((it) => seen(ctx, it))
}

/** Charges in the order of `ids`; null where there is none that the viewer may see. */
export async function visibleCharges(ctx: Context, ids: readonly string[]): Promise<(Charge | null)[]> {
  return (await chargesByIds(ctx.store.db, ids)).map((it) => seen(ctx, it))
}

function seen(ctx: Context, it: Charge | undefined): Charge | null {
  return it && seesSettlement(ctx.viewer, it) ? it : null
}
