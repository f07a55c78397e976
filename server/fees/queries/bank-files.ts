/** How banks write their files, and the files that were imported. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { BankMapping } from '../rules/bank-mapping.ts'
import type { BankMappingTable } from '../tables.ts'

export type SavedMapping = BankMapping & {
  readonly id: string
  readonly institutionId: string
  readonly savedAt: Instant
}

/** The formats of an institution by name. */
export async function bankMappingsOf(
  db: Db,
  institutionId: string,
  limit: number,
): Promise<readonly SavedMapping[]> {
  const rows = await db
    .selectFrom('bank_mapping')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .orderBy('name')
    .limit(limit)
    .execute()
  return rows.map(toMapping)
}

export async function bankMappingById(db: Db, id: string): Promise<SavedMapping | undefined> {
  const row = await db.selectFrom('bank_mapping').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toMapping(row)
}

/** Keeps a format; the same name again is the same format put right. */
export async function upsertBankMapping(trx: Trx, it: SavedMapping): Promise<SavedMapping> {
  const { id, institutionId, savedAt, ...mapping } = it
  const text = JSON.stringify(mapping)
  const row = await trx
    .insertInto('bank_mapping')
    .values({ id, institution_id: institutionId, name: it.name, mapping: text, saved_at: savedAt })
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'name']).doUpdateSet({ mapping: text, saved_at: savedAt }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return toMapping(row)
}

function toMapping(row: Selectable<BankMappingTable>): SavedMapping {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by upsertBankMapping only.
  const mapping = JSON.parse(row.mapping) as BankMapping
  return { ...mapping, id: row.id, institutionId: row.institution_id, savedAt: row.saved_at }
}

export type BankFile = {
  readonly id: string
  readonly institutionId: string
  readonly sha256: string
  readonly name: string
  readonly importedAt: Instant
  readonly importedBy: string
}

/** The file with these bytes that an institution has imported; undefined where it has not. */
export async function bankFileOf(
  db: Db,
  institutionId: string,
  sha256: string,
): Promise<BankFile | undefined> {
  const row = await db
    .selectFrom('bank_file')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      institutionId: row.institution_id,
      sha256: row.sha256,
      name: row.name,
      importedAt: row.imported_at,
      importedBy: row.imported_by,
    }
  )
}

export async function insertBankFile(trx: Trx, it: BankFile): Promise<void> {
  await trx
    .insertInto('bank_file')
    .values({
      id: it.id,
      institution_id: it.institutionId,
      sha256: it.sha256,
      name: it.name,
      imported_at: it.importedAt,
      imported_by: it.importedBy,
    })
    .execute()
}

/** The numbers of the rows of a file that have become lines. */
export async function importedRows(db: Db, fileId: string): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom('bank_line').select('row_number').where('file_id', '=', fileId).execute()
  return new Set(rows.map((it) => it.row_number))
}
