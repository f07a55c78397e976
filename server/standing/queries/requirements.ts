/** Which instruments require a qualification, and when it lapses there. */

import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { TrainingRequirement } from '../rules/qualifications.ts'

/** The requirement of each instrument, in the order of `instrumentIds`; undefined where there is none. */
export async function requirementsByInstrumentIds(
  db: Db,
  instrumentIds: readonly string[],
): Promise<(TrainingRequirement | undefined)[]> {
  const rows = await db
    .selectFrom('training_requirement')
    .selectAll()
    .where('instrument_id', 'in', instrumentIds)
    .execute()
  const found = new Map(
    rows.map((it) => [it.instrument_id, { validDays: it.valid_days, disuseDays: it.disuse_days }]),
  )
  return instrumentIds.map((it) => found.get(it))
}

export async function upsertRequirement(
  trx: Trx,
  instrumentId: string,
  { validDays, disuseDays }: TrainingRequirement,
  at: Instant,
): Promise<void> {
  const set = { valid_days: validDays, disuse_days: disuseDays, updated_at: at }
  await trx
    .insertInto('training_requirement')
    .values({ instrument_id: instrumentId, ...set })
    .onConflict((it) => it.column('instrument_id').doUpdateSet(set))
    .execute()
}

export async function deleteRequirement(trx: Trx, instrumentId: string): Promise<void> {
  await trx.deleteFrom('training_requirement').where('instrument_id', '=', instrumentId).execute()
}
