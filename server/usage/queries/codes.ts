/** The codes that hang on instruments. Rows in snake_case stop here. */

import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'

/** The codes of instruments, in the order of `instrumentIds`; undefined where there is none yet. */
export async function checkInTokens(
  db: Db,
  instrumentIds: readonly string[],
): Promise<(string | undefined)[]> {
  const rows = await db
    .selectFrom('check_in_code')
    .select(['instrument_id', 'token'])
    .where('instrument_id', 'in', instrumentIds)
    .execute()
  const found = new Map(rows.map((it) => [it.instrument_id, it.token]))
  return instrumentIds.map((it) => found.get(it))
}

/** The instrument on which a code hangs; undefined when it hangs on none, or no longer. */
export async function instrumentIdByCheckInToken(db: Db, token: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('check_in_code')
    .select('instrument_id')
    .where('token', '=', token)
    .executeTakeFirst()
  return row?.instrument_id
}

/** Gives an instrument a code, in the place of the one before. */
export async function upsertCheckInCode(
  trx: Trx,
  code: { readonly instrumentId: string; readonly token: string; readonly createdAt: Instant },
): Promise<void> {
  const renewed = { token: code.token, created_at: code.createdAt }
  await trx
    .insertInto('check_in_code')
    .values({ instrument_id: code.instrumentId, ...renewed })
    .onConflict((it) => it.column('instrument_id').doUpdateSet(renewed))
    .execute()
}
