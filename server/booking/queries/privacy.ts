/** Who sees names on calendars, as it is set. */

import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { NamePolicy } from '../rules/privacy.ts'

/** What an instrument and its institution have set; null where nothing is set. */
export type NamesSet = { readonly own: NamePolicy | null; readonly institution: NamePolicy | null }

/** What is set for each instrument; no entry where neither it nor its institution has set anything. */
export async function namesSet(
  db: Db,
  instrumentIds: readonly string[],
): Promise<ReadonlyMap<string, NamesSet>> {
  const rows = await db
    .selectFrom('instrument')
    .leftJoin('instrument_privacy', 'instrument_privacy.instrument_id', 'instrument.id')
    .leftJoin('institution_privacy', 'institution_privacy.institution_id', 'instrument.institution_id')
    .select(['instrument.id', 'instrument_privacy.names as own', 'institution_privacy.names as institution'])
    .where('instrument.id', 'in', instrumentIds)
    .where((it) =>
      it.or([
        it('instrument_privacy.names', 'is not', null),
        it('institution_privacy.names', 'is not', null),
      ]),
    )
    .execute()
  return new Map(rows.map(({ id, own, institution }) => [id, { own, institution }]))
}

/** What institutions have set, in the order of `ids`; undefined where nothing is set. */
export async function institutionNames(db: Db, ids: readonly string[]): Promise<(NamePolicy | undefined)[]> {
  const rows = await db
    .selectFrom('institution_privacy')
    .select(['institution_id', 'names'])
    .where('institution_id', 'in', ids)
    .execute()
  const found = new Map(rows.map((it) => [it.institution_id, it.names]))
  return ids.map((it) => found.get(it))
}

/** The institutions among `ids` that are enterprises. */
export async function enterprisesAmong(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('institution')
    .select('id')
    .where('id', 'in', ids)
    .where('kind', '=', 'enterprise')
    .execute()
  return new Set(rows.map((it) => it.id))
}

export async function setInstitutionNames(
  trx: Trx,
  institutionId: string,
  names: NamePolicy,
  at: Instant,
): Promise<void> {
  await trx
    .insertInto('institution_privacy')
    .values({ institution_id: institutionId, names, updated_at: at })
    .onConflict((it) => it.column('institution_id').doUpdateSet({ names, updated_at: at }))
    .execute()
}

/** Null: the instrument follows its institution. */
export async function setInstrumentNames(
  trx: Trx,
  instrumentId: string,
  names: NamePolicy | null,
  at: Instant,
): Promise<void> {
  if (names === null) {
    await trx.deleteFrom('instrument_privacy').where('instrument_id', '=', instrumentId).execute()
    return
  }
  await trx
    .insertInto('instrument_privacy')
    .values({ instrument_id: instrumentId, names, updated_at: at })
    .onConflict((it) => it.column('instrument_id').doUpdateSet({ names, updated_at: at }))
    .execute()
}
