/** Whoever gives time up late loses nothing by it where others take it again. A handler of events.ts. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { present } from '../../kernel/invariant.ts'
import { takenTime } from '../queries/blocked-time.ts'
import { bookingsByIds } from '../queries/bookings.ts'
import { deleteGivenUp, type GivenUpTime, givenUpInTimeOf } from '../queries/given-up.ts'
import { lanesOfInstrument } from '../queries/lanes.ts'
import { shortestMs } from '../rules/free-time.ts'
import { CERTAIN_STATES, isTakenAgain } from '../rules/given-up.ts'

/** Says of each booking given up late whose time is now full of others that it was taken again. */
export async function settleGivenUp(
  ctx: Context,
  trx: Trx,
  { subjectId }: { readonly subjectId: string },
): Promise<void> {
  for (const givenUp of await givenUpInTimeOf(trx, subjectId)) {
    if (!(await isFull(trx, givenUp))) continue
    await deleteGivenUp(trx, givenUp.bookingId)
    await ctx.emit(ctx, trx, { type: 'time.retaken', subjectId: givenUp.bookingId, ...givenUp })
  }
}

async function isFull(trx: Trx, givenUp: GivenUpTime): Promise<boolean> {
  const { instrumentId } = givenUp
  const [instrument] = await instrumentsByIds(trx, [instrumentId])
  const { policy } = present(instrument, `instrument ${instrumentId}`)
  const capacity = (await lanesOfInstrument(trx, instrumentId)).length
  const taken = (await takenTime(trx, instrumentId, givenUp)).filter((it) => it.kind === 'booking')
  const bookings = await bookingsByIds(
    trx,
    taken.map((it) => it.id),
  )
  const certain = new Set(bookings.flatMap((it) => (it && CERTAIN_STATES.includes(it.state) ? [it.id] : [])))
  const place = { capacity, shortestMs: shortestMs(policy, policy.stepMs) }
  return isTakenAgain(
    givenUp,
    taken.filter((it) => certain.has(it.id)),
    place,
  )
}
