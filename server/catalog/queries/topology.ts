/** How instruments hang together, and the units that follow from it. */

import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import { type ArrangedInstrument, type Arrangement, type Topology, unitsOf } from '../rules/topology.ts'

/** These instruments and all that hang together with them, through parents, components and schedules. */
export async function relatedInstruments(db: Db, ids: readonly string[]): Promise<Topology> {
  const found = new Map<string, ArrangedInstrument>()
  const asked = new Set<string>()
  for (let next = ids; next.length > 0;) {
    for (const id of next) asked.add(id)
    const rows = await neighbours(db, next)
    for (const it of rows) found.set(it.id, it)
    const named = rows.flatMap((it) => [it.id, it.parentId ?? it.id, it.scheduleOfId ?? it.id])
    next = [...new Set(named)].filter((id) => !asked.has(id))
  }
  return found
}

async function neighbours(db: Db, ids: readonly string[]): Promise<ArrangedInstrument[]> {
  const rows = await db
    .selectFrom('instrument')
    .select(['id', 'institution_id', 'capacity', 'parent_id', 'schedule_of_id'])
    .where((it) => it.or([it('id', 'in', ids), it('parent_id', 'in', ids), it('schedule_of_id', 'in', ids)]))
    .execute()
  return rows.map((it) => ({
    id: it.id,
    institutionId: it.institution_id,
    capacity: it.capacity,
    parentId: it.parent_id,
    scheduleOfId: it.schedule_of_id,
  }))
}

/** The direct components of each instrument, in the order of `parentIds`; within one by id. */
export async function componentIds(db: Db, parentIds: readonly string[]): Promise<string[][]> {
  const rows = await db
    .selectFrom('instrument')
    .select(['id', 'parent_id'])
    .where('parent_id', 'in', parentIds)
    .orderBy('id')
    .execute()
  const found = Map.groupBy(rows, (it) => it.parent_id)
  return parentIds.map((it) => (found.get(it) ?? []).map((row) => row.id))
}

export async function updateArrangement(
  trx: Trx,
  id: string,
  { capacity, parentId, scheduleOfId }: Arrangement,
  at: Instant,
): Promise<void> {
  await trx
    .updateTable('instrument')
    .set({ capacity, parent_id: parentId, schedule_of_id: scheduleOfId, updated_at: at })
    .where('id', '=', id)
    .execute()
}

/** Writes the units of an instrument anew, and how many lanes there are. */
export async function rewriteUnits(trx: Trx, id: string, topology: Topology): Promise<void> {
  const { lanes, parts } = unitsOf(id, topology)
  await trx.deleteFrom('instrument_unit').where('instrument_id', '=', id).execute()
  await trx
    .insertInto('instrument_unit')
    .values([
      ...lanes.map((unit_id) => ({ instrument_id: id, unit_id, is_lane: 1 })),
      ...parts.map((unit_id) => ({ instrument_id: id, unit_id, is_lane: 0 })),
    ])
    .execute()
  await trx.updateTable('instrument').set({ capacity: lanes.length }).where('id', '=', id).execute()
}
