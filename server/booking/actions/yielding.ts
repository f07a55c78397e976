/** Held time yields to the group that it is held for: exactly the part that a member takes, in his transaction. */

import type { Trx } from '../../database.ts'
import { type Interval, subtractIntervals } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { insertBlockedSpan, releaseTime, takenTime } from '../queries/blocked-time.ts'
import {
  holdsByIds,
  holdsOfPerson,
  insertHold,
  laneOfHold,
  type TimeHold,
  updateHold,
} from '../queries/holds.ts'
import { yieldingParts } from '../rules/holds.ts'

/** Lets what is held for the group of a person yield where he takes `span`. Under the lock of the instrument. */
export async function yieldHeldTime(
  trx: Trx,
  who: { readonly instrumentId: string; readonly personId: string },
  span: Interval,
): Promise<void> {
  const taken = (await takenTime(trx, who.instrumentId, span)).filter((it) => it.kind === 'hold')
  const own = await holdsOfPerson(
    trx,
    taken.map((it) => it.id),
    who,
  )
  const held = taken.filter((it) => own.includes(it.id))
  const yielding = Map.groupBy(yieldingParts(held, span), (it) => it.from)
  const ids = [...yielding.keys()].map((it) => it.id)
  const holds = await holdsByIds(trx, ids)
  for (const [i, parts] of [...yielding.values()].entries()) {
    const hold = present(holds[i], `hold ${ids[i]}`)
    await cut(
      trx,
      hold,
      parts.map((it) => it.part),
    )
  }
}

/** Takes parts out of a hold: what is left goes on, each piece as a hold of its own. */
async function cut(trx: Trx, hold: TimeHold, parts: readonly Interval[]): Promise<void> {
  const { id, instrumentId } = hold
  const lane = await laneOfHold(trx, hold)
  const [first, ...rest] = subtractIntervals([hold], parts)
  await releaseTime(trx, id)
  await updateHold(trx, id, first ? { ...first, state: 'open' } : { ...hold, state: 'used' })
  const left = first
    ? [{ ...hold, ...first }, ...rest.map((it) => ({ ...hold, ...it, id: `${id}~${it.startsAt}` }))]
    : []
  for (const it of left) {
    if (it.id !== id) await insertHold(trx, it)
    await insertBlockedSpan(trx, { ...it, busyUntil: it.endsAt, instrumentId, kind: 'hold', lane })
  }
}
