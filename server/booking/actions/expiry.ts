/** Requests that nobody decided in time. */

import type { Context } from '../../context.ts'
import { expiredRequests, type WaitingRequest } from '../queries/approvals.ts'
import { decisionProblems } from '../rules/states.ts'
import { lockBooking } from './access.ts'
import { waitOf } from './approval-chain.ts'
import { workOff } from './backlog.ts'
import { giveBack } from './freed-time.ts'
import { recordHappening } from './history.ts'
import { transition } from './transition.ts'

/** Refuses requests whose deadline has passed, however long nobody looked, and frees their time. Job. */
export async function expireRequests(ctx: Context): Promise<void> {
  const now = ctx.now()
  await workOff<WaitingRequest>(
    (after, limit) => expiredRequests(ctx.store.db, now, after, limit),
    (it) => expire(ctx, it),
  )
}

async function expire(ctx: Context, { booking: known }: WaitingRequest): Promise<void> {
  await ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const at = ctx.now()
    if (decisionProblems(booking).length > 0 || (await waitOf(trx, booking)).expiresAt > at) return
    const expired = await transition(trx, booking, { to: 'rejected', at })
    await recordHappening(ctx, trx, expired, {
      action: 'expireRequests',
      what: 'rejected',
      event: 'booking.changed',
      before: booking,
    })
    await giveBack(ctx, trx, booking)
  })
}
