/** Arranges instruments: how many units one has, of what it is a component, whose schedule it shares. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { refuse } from '../../kernel/problem.ts'
import type { Instrument } from '../queries/instruments.ts'
import { relatedInstruments, rewriteUnits, updateArrangement } from '../queries/topology.ts'
import {
  type ArrangedInstrument,
  type Arrangement,
  changedUnits,
  type Topology,
  topologyProblems,
} from '../rules/topology.ts'

/** How all instruments concerned hang together before a change and after it. */
export type TopologyChange = { readonly before: Topology; readonly after: Topology }

/** What an arrangement would change; throws a `Rejection` with every reason why it cannot be. */
export async function topologyChange(
  trx: Trx,
  { id, institutionId }: Pick<Instrument, 'id' | 'institutionId'>,
  { capacity, parentId, scheduleOfId }: Arrangement,
): Promise<TopologyChange> {
  const named = [id, parentId, scheduleOfId].filter((it) => it !== null)
  const before = await relatedInstruments(trx, named)
  const arranged: ArrangedInstrument = { id, institutionId, capacity, parentId, scheduleOfId }
  const after = new Map([...before, [id, arranged]])
  refuse(topologyProblems(id, after))
  return { before, after }
}

/** Writes an arrangement and the units that follow from it. Only where the time that is taken is carried over with it. */
export async function storeArrangement(
  ctx: Context,
  trx: Trx,
  instrument: Instrument,
  { before, after }: TopologyChange,
): Promise<Instrument> {
  const { id } = instrument
  const { capacity = 1, parentId = null, scheduleOfId = null } = after.get(id) ?? {}
  const updatedAt = ctx.now()
  await updateArrangement(trx, id, { capacity, parentId, scheduleOfId }, updatedAt)
  for (const changed of changedUnits(before, after)) {
    await rewriteUnits(trx, changed, after)
    await ctx.emit(ctx, trx, { type: 'instrument.arranged', subjectId: changed })
  }
  await ctx.audit(ctx, trx, {
    action: 'arrangeInstrument',
    subjectType: 'Instrument',
    subjectId: id,
    detail: { capacity, parentId, scheduleOfId },
  })
  if (instrument.state === 'approved') await ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: id })
  return { ...instrument, capacity, parentId, scheduleOfId, updatedAt }
}
