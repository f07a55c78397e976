/** Moves a booking in the transaction of somebody who has locked its instrument. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Problem, refuse } from '../../kernel/problem.ts'
import { releaseTime } from '../queries/blocked-time.ts'
import type { Booking } from '../queries/bookings.ts'
import { markException } from '../queries/series-changes.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { moveLeadProblems } from '../rules/change-leads.ts'
import { changeProblems } from '../rules/states.ts'
import { freedTime } from '../rules/taken-time.ts'
import { timeFreed } from './freed-time.ts'
import { judge, takeTime } from './judgement.ts'
import { storeMove } from './place.ts'

/**
 * The booking where it is then. Throws a `Rejection` with every reason when it cannot be there. Bookings that move with
 * it and have not yet do not count against quotas.
 */
export async function relocate(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  to: Interval & { readonly besides?: readonly string[] },
): Promise<Booking> {
  return putElsewhere(ctx, trx, { booking, obstacles: changeProblems(booking, ctx.now()) }, to)
}

/** A booking, and the reasons why it may not be moved at all. */
export type Movable = { readonly booking: Booking; readonly obstacles: readonly Problem[] }

/** The same where something else decides whether it may be moved. */
export async function putElsewhere(
  ctx: Context,
  trx: Trx,
  { booking, obstacles }: Movable,
  { startsAt, endsAt, besides = [] }: Interval & { readonly besides?: readonly string[] },
): Promise<Booking> {
  const { id, instrumentId, personId, customerInstitutionId, operatorId } = booking
  const span = { startsAt, endsAt }
  const exceptIds = [id, ...besides]
  const wanted = { ...span, instrumentId, personId, customerInstitutionId, operatorId, exceptIds }
  const judgement = await judge(ctx, trx, wanted)
  const late = judgement.isStaff ? [] : moveLeadProblems(booking, judgement.terms.policy, ctx.now())
  refuse([...obstacles, ...late, ...judgement.problems])
  await releaseTime(trx, id)
  await takeTime(trx, { id, instrumentId, ...span, kind: 'booking' }, judgement)
  const moved = await storeMove(ctx, trx, { booking, span }, judgement)
  await regrowTurnaround(trx, instrumentId, booking.startsAt)
  await markException(trx, id)
  await timeFreed(ctx, trx, { instrumentId, freed: freedTime(booking, span) })
  return moved
}
