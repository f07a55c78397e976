/** A provider claims what vouchers have paid (兑付); the bureau pays or refuses; what was paid is public. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, mayEverywhere } from '../../identity/rules.ts'
import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type Claim,
  claimsByIds,
  type ClaimScope,
  type ClaimSource,
  claimsPage,
  insertClaim,
  linesByClaimIds,
  type Unclaimed,
  unclaimedReserves,
  unclaimedTotals,
  updateClaimDecided,
  updateReservesClaimed,
  updateReservesPaid,
  updateReservesUnclaimed,
} from '../queries/claims.ts'
import { insertMovement } from '../queries/movements.ts'
import type { VoucherReserve } from '../queries/reserves.ts'
import {
  CLAIM_LINES_MAX,
  type ClaimDecision,
  claimDecisionProblems,
  claimPeriodProblems,
} from '../rules/claims.ts'
import { programmeKey } from '../rules/movements.ts'
import { programmeById } from './programmes.ts'

/** Claims what vouchers of a programme have paid to a provider in a period: each booking once. */
export async function submitClaim(ctx: Context, source: ClaimSource): Promise<Claim> {
  const { providerId, programmeId, period } = source
  const { personId } = authorise(ctx.viewer, 'claimVouchers', { institutionId: providerId })
  await programmeById(ctx.store.db, programmeId)
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [programmeKey(programmeId)])
    refuse(claimPeriodProblems(period, ctx.now()))
    const lines = await unclaimedReserves(trx, source, CLAIM_LINES_MAX)
    if (lines.length === 0) throw new Rejection([problem('VOUCHER_CLAIM_EMPTY')])
    const claim: Claim = {
      id: ctx.newId(),
      programmeId,
      providerId,
      period,
      lineCount: lines.length,
      amountFen: totalOf(lines),
      state: 'submitted',
      submittedAt: ctx.now(),
      submittedBy: personId,
      decidedAt: null,
      decidedBy: null,
      paymentReference: null,
      paidOn: null,
      reason: null,
    }
    await insertClaim(trx, claim)
    const bookingIds = lines.map((it) => it.bookingId)
    if (!(await updateReservesClaimed(trx, bookingIds, claim.id))) throw new Error(`the lines of ${claim.id}`)
    await moveLines(ctx, trx, lines, { kind: 'claim', claimId: claim.id })
    const { lineCount, amountFen } = claim
    await ctx.audit(ctx, trx, {
      action: 'submitVoucherClaim',
      subjectType: 'VoucherClaim',
      subjectId: claim.id,
      detail: { programmeId, providerId, lineCount, amountFen },
    })
    return claim
  })
}

function totalOf(lines: readonly VoucherReserve[]): number {
  return lines.reduce((sum, it) => sum + it.capturedFen, 0)
}

async function moveLines(
  ctx: Context,
  trx: Trx,
  lines: readonly VoucherReserve[],
  { kind, claimId }: { readonly kind: 'claim' | 'paid'; readonly claimId: string },
): Promise<void> {
  const actorId = ctx.viewer?.personId ?? null
  for (const { programmeId, grantId, bookingId, capturedFen: amountFen } of lines) {
    const movement = { kind, programmeId, grantId, bookingId, claimId, amountFen }
    await insertMovement(trx, movement, { at: ctx.now(), actorId })
  }
}

/** Records that a claim was paid, by its reference at the treasury, or refuses it, whose lines can be claimed again. */
export async function decideClaim(
  ctx: Context,
  { claimId, ...decision }: ClaimDecision & { readonly claimId: string },
): Promise<Claim> {
  const { personId } = authorise(ctx.viewer, 'reviewVouchers')
  const [known] = await claimsByIds(ctx.store.db, [claimId])
  if (!known) throw new Rejection([problem('VOUCHER_CLAIM_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [programmeKey(known.programmeId)])
    const [claim = known] = await claimsByIds(trx, [claimId])
    if (decision.pay && isSamePayment(claim, decision)) return claim
    const now = ctx.now()
    const submittedOn = dateOf(claim.submittedAt, DEFAULT_ZONE)
    refuse(claimDecisionProblems({ ...claim, submittedOn }, decision, dateOf(now, DEFAULT_ZONE)))
    const [lines = []] = await linesByClaimIds(trx, [claimId])
    const decided: Claim = {
      ...claim,
      amountFen: totalOf(lines),
      state: decision.pay ? 'paid' : 'refused',
      decidedAt: now,
      decidedBy: personId,
      paymentReference: decision.pay ? decision.paymentReference.trim() : null,
      paidOn: decision.pay ? decision.paidOn : null,
      reason: decision.pay ? null : decision.reason.trim(),
    }
    await updateClaimDecided(trx, decided)
    if (decision.pay) {
      await updateReservesPaid(trx, claimId)
      await moveLines(ctx, trx, lines, { kind: 'paid', claimId })
    } else await updateReservesUnclaimed(trx, claimId)
    const { state, amountFen, paymentReference, reason } = decided
    await ctx.audit(ctx, trx, {
      action: 'decideVoucherClaim',
      subjectType: 'VoucherClaim',
      subjectId: claimId,
      detail: { state, amountFen, paymentReference, reason },
    })
    return decided
  })
}

/** Sending the same payment again records it once. */
function isSamePayment(claim: Claim, { paymentReference, paidOn }: PaymentOfClaim): boolean {
  return claim.paymentReference === paymentReference.trim() && claim.paidOn === paidOn
}

type PaymentOfClaim = Extract<ClaimDecision, { pay: true }>

/** Claims of a provider for its staff, or of all for the city; newest first. */
export async function findClaims(ctx: Context, scope: ClaimScope, args: PageArgs): Promise<Page<Claim>> {
  authorise(ctx.viewer, 'seeVoucherClaims', { institutionId: scope.providerId ?? null })
  return pageOfClaims(ctx, scope, args)
}

/** Claims that were paid, newest first: public. */
export async function findPaidClaims(ctx: Context, args: PageArgs): Promise<Page<Claim>> {
  return pageOfClaims(ctx, { state: 'paid' }, args)
}

async function pageOfClaims(ctx: Context, scope: ClaimScope, args: PageArgs): Promise<Page<Claim>> {
  const page = pageRequest(args)
  return pageOf(await claimsPage(ctx.store.db, scope, page), page, (it) => [it.submittedAt, it.id])
}

/** What a provider could claim by now, by programme. */
export async function findUnclaimed(ctx: Context, providerId: string): Promise<Unclaimed[]> {
  authorise(ctx.viewer, 'seeVoucherClaims', { institutionId: providerId })
  return unclaimedTotals(ctx.store.db, providerId)
}

/** Whether the viewer decides a claim. */
export function decidesClaim(ctx: Context, { state }: Claim): boolean {
  return state === 'submitted' && mayEverywhere(ctx.viewer, 'reviewVouchers')
}
