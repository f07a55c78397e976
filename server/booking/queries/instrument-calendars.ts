/** The private calendar links of keepers to their instruments; of each secret only its hash is known. */

import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'

export type InstrumentCalendarKey = { readonly instrumentId: string; readonly personId: string }

/** Gives somebody a link to an instrument's calendar, in the place of the one that he had. */
export async function upsertInstrumentCalendar(
  trx: Trx,
  { instrumentId, personId }: InstrumentCalendarKey,
  { tokenHash, at }: { readonly tokenHash: string; readonly at: Instant },
): Promise<void> {
  const row = { token_hash: tokenHash, created_at: at }
  await trx
    .insertInto('instrument_calendar')
    .values({ instrument_id: instrumentId, person_id: personId, ...row })
    .onConflict((it) => it.columns(['instrument_id', 'person_id']).doUpdateSet(row))
    .execute()
}

export async function deleteInstrumentCalendar(
  trx: Trx,
  { instrumentId, personId }: InstrumentCalendarKey,
): Promise<void> {
  await trx
    .deleteFrom('instrument_calendar')
    .where('instrument_id', '=', instrumentId)
    .where('person_id', '=', personId)
    .execute()
}

/** Whose link it is, and to which instrument; undefined where there is none, or no longer. */
export async function instrumentCalendarByToken(
  db: Db,
  tokenHash: string,
): Promise<InstrumentCalendarKey | undefined> {
  const row = await db
    .selectFrom('instrument_calendar')
    .select(['instrument_id', 'person_id'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { instrumentId: row.instrument_id, personId: row.person_id }
}

/** Those of the instruments to which somebody has a link. */
export async function instrumentCalendarsOf(
  db: Db,
  personId: string,
  instrumentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('instrument_calendar')
    .select('instrument_id')
    .where('instrument_id', 'in', instrumentIds)
    .where('person_id', '=', personId)
    .execute()
  return new Set(rows.map((it) => it.instrument_id))
}
