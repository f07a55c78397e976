/** Voucher programmes and bans. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { ProgrammeForm, ProgrammeRules } from '../rules/programmes.ts'
import type { VoucherProgrammeTable } from '../tables.ts'

export type Programme = ProgrammeForm & {
  readonly id: string
  /** Set aside by bookings that are not settled. */
  readonly reservedFen: Fen
  readonly capturedFen: Fen
  readonly openedAt: Instant
  readonly openedBy: string
}

/** Programmes in the order of `ids`; undefined where there is none. */
export async function programmesByIds(db: Db, ids: readonly string[]): Promise<(Programme | undefined)[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('voucher_programme').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toProgramme(it)]))
  return ids.map((it) => found.get(it))
}

/** Programmes, newest first, one more than the page holds when more follow. */
export async function programmesPage(db: Db, { limit, after }: PageRequest): Promise<Programme[]> {
  const [at, id] = after ?? []
  const rows = await db
    .selectFrom('voucher_programme')
    .selectAll()
    .$if(after !== undefined, (it) => it.where(sql<boolean>`(opened_at, id) < (${at}, ${id})`))
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toProgramme)
}

export async function insertProgramme(trx: Trx, it: Programme): Promise<void> {
  await trx
    .insertInto('voucher_programme')
    .values({
      id: it.id,
      name_zh: it.nameZh,
      name_en: it.nameEn,
      issuer: it.issuer,
      level: it.level,
      doc_no: it.docNo,
      source: it.source,
      is_demo: it.isDemo ? 1 : 0,
      valid_from: it.validFrom,
      valid_to: it.validTo,
      rules: JSON.stringify(it.rules),
      budget_fen: it.budgetFen,
      reserved_fen: it.reservedFen,
      captured_fen: it.capturedFen,
      opened_at: it.openedAt,
      opened_by: it.openedBy,
    })
    .execute()
}

/** Until when an institution gets nothing of each programme; undefined where it may. */
export async function bansOf(
  db: Db,
  institutionId: string,
  programmeIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  if (programmeIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('voucher_ban')
    .select(['programme_id', 'ends_at'])
    .where('institution_id', '=', institutionId)
    .where('programme_id', 'in', programmeIds)
    .where('ends_at', '>', now)
    .orderBy('ends_at')
    .execute()
  return new Map(rows.map((it) => [it.programme_id, it.ends_at]))
}

export type Ban = {
  readonly institutionId: string
  readonly programmeId: string
  readonly endsAt: Instant
  readonly reason: string
  readonly imposedAt: Instant
  readonly imposedBy: string
}

export async function insertBan(trx: Trx, it: Ban): Promise<void> {
  await trx
    .insertInto('voucher_ban')
    .values({
      institution_id: it.institutionId,
      programme_id: it.programmeId,
      ends_at: it.endsAt,
      reason: it.reason,
      imposed_at: it.imposedAt,
      imposed_by: it.imposedBy,
    })
    .execute()
}

function toProgramme(row: Selectable<VoucherProgrammeTable>): Programme {
  return {
    id: row.id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    issuer: row.issuer,
    level: row.level,
    docNo: row.doc_no,
    source: row.source,
    isDemo: row.is_demo === 1,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertProgramme wrote it.
    rules: JSON.parse(row.rules) as ProgrammeRules,
    budgetFen: row.budget_fen,
    reservedFen: row.reserved_fen,
    capturedFen: row.captured_fen,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
  }
}
