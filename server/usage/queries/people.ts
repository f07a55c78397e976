/** People by their addresses and instruments by their asset numbers, as those name them who record a use. */

import type { Db } from '../../database.ts'

/** Who somebody is, and for whom he works. */
export type Customer = { readonly id: string; readonly institutionId: string | null }

/** People in the order of `emails`, which are in lower case; undefined where there is no account. */
export async function peopleByEmails(db: Db, emails: readonly string[]): Promise<(Customer | undefined)[]> {
  if (emails.length === 0) return []
  const rows = await db
    .selectFrom('person')
    .select(['id', 'email', 'institution_id'])
    .where('email', 'in', emails)
    .execute()
  const found = new Map(rows.map((it) => [it.email, { id: it.id, institutionId: it.institution_id }]))
  return emails.map((it) => found.get(it))
}

/** People in the order of `ids`; undefined where there is none. */
export async function customersByIds(db: Db, ids: readonly string[]): Promise<(Customer | undefined)[]> {
  const rows = await db.selectFrom('person').select(['id', 'institution_id']).where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, { id: it.id, institutionId: it.institution_id }]))
  return ids.map((it) => found.get(it))
}

export type KeptInstrument = { readonly id: string; readonly timeZone: string }

/** Instruments of an institution by their asset numbers, in the order of `assetNos`; undefined where there is none. */
export async function instrumentsByAssetNos(
  db: Db,
  institutionId: string,
  assetNos: readonly string[],
): Promise<(KeptInstrument | undefined)[]> {
  if (assetNos.length === 0) return []
  const rows = await db
    .selectFrom('instrument')
    .select(['id', 'local_asset_no', 'time_zone'])
    .where('institution_id', '=', institutionId)
    .where('local_asset_no', 'in', assetNos)
    .execute()
  const found = new Map(rows.map((it) => [it.local_asset_no, { id: it.id, timeZone: it.time_zone }]))
  return assetNos.map((it) => found.get(it))
}
