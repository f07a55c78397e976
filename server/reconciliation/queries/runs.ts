/** Runs of a reconciliation. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { MatchSettings } from '../rules/matching.ts'
import type { RunState, Side } from '../rules/resolutions.ts'
import type { ReconciliationRunTable } from '../tables.ts'

export type Run = RunState & {
  readonly id: string
  readonly providerId: string
  readonly fileName: string
  readonly fileSha256: string
  readonly settings: MatchSettings
  readonly createdAt: Instant
  readonly createdBy: string
  readonly providerSignedBy: string | null
  readonly citySignedBy: string | null
  readonly linesSha256: string | null
}

/** Runs in the order of `ids`; undefined where there is none. */
export async function runsByIds(db: Db, ids: readonly string[]): Promise<(Run | undefined)[]> {
  const rows = await db.selectFrom('reconciliation_run').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toRun(it)]))
  return ids.map((it) => found.get(it))
}

/** The run that counts for a month of a provider. */
export async function currentRun(db: Db, providerId: string, month: string): Promise<Run | undefined> {
  const row = await db
    .selectFrom('reconciliation_run')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where('month', '=', month)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  return row && toRun(row)
}

/** Runs that count, of some providers or (null) of all, newest month first, one more than the page holds when more follow. */
export async function runsPage(
  db: Db,
  providerIds: readonly string[] | null,
  page: PageRequest,
): Promise<Run[]> {
  const [month, provider] = page.after ?? []
  const rows = await db
    .selectFrom('reconciliation_run')
    .selectAll()
    .where('replaced_at', 'is', null)
    .$if(providerIds !== null, (it) => it.where('provider_id', 'in', providerIds ?? []))
    .$if(page.after !== undefined, (it) =>
      it.where(sql<boolean>`(month, provider_id) < (${month}, ${provider})`),
    )
    .orderBy('month', 'desc')
    .orderBy('provider_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toRun)
}

export async function insertRun(trx: Trx, it: Run): Promise<void> {
  await trx
    .insertInto('reconciliation_run')
    .values({
      id: it.id,
      provider_id: it.providerId,
      month: it.month,
      file_name: it.fileName,
      file_sha256: it.fileSha256,
      near_minutes: it.settings.nearMinutes,
      time_minutes: it.settings.timeMinutes,
      amount_fen: it.settings.amountFen,
      created_at: it.createdAt,
      created_by: it.createdBy,
      replaced_at: null,
      provider_signed_at: null,
      provider_signed_by: null,
      city_signed_at: null,
      city_signed_by: null,
      lines_sha256: null,
    })
    .execute()
}

export async function updateRunReplaced(trx: Trx, id: string, at: Instant): Promise<void> {
  await trx.updateTable('reconciliation_run').set({ replaced_at: at }).where('id', '=', id).execute()
}

export async function updateRunSigned(
  trx: Trx,
  id: string,
  { side, at, by, linesSha256 }: { side: Side; at: Instant; by: string; linesSha256: string },
): Promise<void> {
  const signature =
    side === 'provider'
      ? { provider_signed_at: at, provider_signed_by: by }
      : { city_signed_at: at, city_signed_by: by }
  await trx
    .updateTable('reconciliation_run')
    .set({ ...signature, lines_sha256: linesSha256 })
    .where('id', '=', id)
    .execute()
}

function toRun(row: Selectable<ReconciliationRunTable>): Run {
  return {
    id: row.id,
    providerId: row.provider_id,
    month: row.month,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    settings: { nearMinutes: row.near_minutes, timeMinutes: row.time_minutes, amountFen: row.amount_fen },
    createdAt: row.created_at,
    createdBy: row.created_by,
    isReplaced: row.replaced_at !== null,
    providerSignedAt: row.provider_signed_at,
    providerSignedBy: row.provider_signed_by,
    citySignedAt: row.city_signed_at,
    citySignedBy: row.city_signed_by,
    linesSha256: row.lines_sha256,
  }
}
