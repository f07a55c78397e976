/** Arranges an instrument anew, with all the time that is taken already. */

import { authorisedInstrument } from '../../catalog/actions/publication.ts'
import { storeArrangement, type TopologyChange, topologyChange } from '../../catalog/actions/topology.ts'
import { type Instrument, instrumentsByIds } from '../../catalog/queries/instruments.ts'
import { type Arrangement, lanesOf, unitsOf } from '../../catalog/rules/topology.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, refuse } from '../../kernel/problem.ts'
import { lockInstruments } from '../queries/blocked-time.ts'
import { heldTime, idsInUse, rewriteHeldTime } from '../queries/lanes.ts'
import { carriedOver, type Held } from '../rules/carrying-over.ts'

/**
 * Sets how many units an instrument has, of what it is a component, and whose schedule it shares. What is booked from
 * now on takes the new units at once; refused where bookings would then be in each other's way.
 */
export async function arrangeInstrument(
  ctx: Context,
  { instrumentId, ...arrangement }: Arrangement & { readonly instrumentId: string },
): Promise<Instrument> {
  const known = await authorisedInstrument(ctx, instrumentId, 'editInstruments')
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [`arrangement:${known.institutionId}`])
    const change = await topologyChange(trx, known, arrangement)
    const ids = [...change.before.keys()]
    await lockInstruments(ctx, trx, ids)
    const [instrument] = await instrumentsByIds(trx, [instrumentId])
    const held = await heldTime(trx, ids, ctx.now())
    const arranged = await storeArrangement(ctx, trx, present(instrument, instrumentId), change)
    await carryOver(ctx, trx, held, change)
    return arranged
  })
}

async function carryOver(
  ctx: Context,
  trx: Trx,
  held: readonly Held[],
  { before, after }: TopologyChange,
): Promise<void> {
  const ids = [...after.keys()]
  const carried = carriedOver(held, {
    now: ctx.now(),
    lanesBefore: new Map(ids.map((id) => [id, lanesOf(id, before)])),
    units: new Map(ids.map((id) => [id, unitsOf(id, after)])),
    inUse: await idsInUse(trx, held),
  })
  refuse(carried.crowded.length > 0 ? [problem('ARRANGEMENT_COVERS_BOOKINGS', carried.crowded)] : [])
  await rewriteHeldTime(
    trx,
    carried.held.filter((it, i) => !isSame(it, held[i])),
  )
}

function isSame(a: Held, b: Held | undefined): boolean {
  const text = ({ units, blockedUntil }: Held) => JSON.stringify([units.toSorted(), blockedUntil])
  return b !== undefined && text(a) === text(b)
}
