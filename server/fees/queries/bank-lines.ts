/** Lines of the bank. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { BankDirection, BankLineState, Days } from '../rules/bank-lines.ts'
import type { BankEntry } from '../rules/bank-rows.ts'
import type { BankLineTable } from '../tables.ts'

export type BankLine = BankEntry & {
  readonly id: string
  readonly institutionId: string
  readonly transactionKey: string
  readonly fileId: string
  readonly rowNumber: number
  readonly matchedFen: Fen
  readonly notOursFen: Fen
  readonly notOursReason: string | null
  readonly state: BankLineState
  /** Counts its changes. */
  readonly version: number
}

const CHUNK = 500

/** Lines in the order of `ids`; undefined where there is none. */
export async function bankLinesByIds(db: Db, ids: readonly string[]): Promise<(BankLine | undefined)[]> {
  const rows = await db.selectFrom('bank_line').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toLine(it)]))
  return ids.map((it) => found.get(it))
}

/** The lines of an account that have these keys, by key. */
export async function bankLinesByKeys(
  db: Db,
  { institutionId, account }: { readonly institutionId: string; readonly account: string },
  keys: readonly string[],
): Promise<ReadonlyMap<string, BankLine>> {
  const found = new Map<string, BankLine>()
  for (let at = 0; at < keys.length; at += CHUNK) {
    const rows = await db
      .selectFrom('bank_line')
      .selectAll()
      .where('institution_id', '=', institutionId)
      .where('account', '=', account)
      .where('transaction_key', 'in', keys.slice(at, at + CHUNK))
      .execute()
    for (const row of rows) found.set(row.transaction_key, toLine(row))
  }
  return found
}

export async function insertBankLines(trx: Trx, lines: readonly BankLine[]): Promise<void> {
  for (let at = 0; at < lines.length; at += CHUNK) {
    await trx
      .insertInto('bank_line')
      .values(lines.slice(at, at + CHUNK).map(toRow))
      .execute()
  }
}

/** Stores how a line stands; its version is one more than before. */
export async function updateBankLine(
  trx: Trx,
  it: Pick<BankLine, 'id' | 'matchedFen' | 'notOursFen' | 'notOursReason' | 'state' | 'version'>,
): Promise<void> {
  await trx
    .updateTable('bank_line')
    .set({
      matched_fen: it.matchedFen,
      not_ours_fen: it.notOursFen,
      not_ours_reason: it.notOursReason,
      state: it.state,
      version: it.version,
    })
    .where('id', '=', it.id)
    .execute()
}

export type BankLineScope = {
  readonly institutionId: string
  readonly direction: BankDirection
  readonly days: Days
  readonly state?: BankLineState | null | undefined
}

/** Lines of an institution, the last booked first, one more than the page holds when more follow. */
export async function bankLinesPage(db: Db, scope: BankLineScope, page: PageRequest): Promise<BankLine[]> {
  const [day, id] = page.after ?? []
  const { institutionId, direction, days, state } = scope
  let query = db
    .selectFrom('bank_line')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('direction', '=', direction)
    .where('booked_on', '>=', days.from)
    .where('booked_on', '<=', days.to)
  if (state) query = query.where('state', '=', state)
  if (page.after) query = query.where(sql<boolean>`(booked_on, id) < (${day}, ${id})`)
  const rows = await query
    .orderBy('booked_on', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toLine)
}

export type BankSums = {
  readonly count: number
  readonly amountFen: Fen
  readonly matchedFen: Fen
  readonly notOursFen: Fen
}

/** What came in or went out in these days, and what of it is decided. */
export async function bankSums(db: Db, scope: Omit<BankLineScope, 'state'>): Promise<BankSums> {
  const { institutionId, direction, days } = scope
  const total = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`
  return db
    .selectFrom('bank_line')
    .select([
      sql<number>`count(*)`.as('count'),
      total('amount_fen').as('amountFen'),
      total('matched_fen').as('matchedFen'),
      total('not_ours_fen').as('notOursFen'),
    ])
    .where('institution_id', '=', institutionId)
    .where('direction', '=', direction)
    .where('booked_on', '>=', days.from)
    .where('booked_on', '<=', days.to)
    .executeTakeFirstOrThrow()
}

function toRow(it: BankLine): BankLineTable {
  return {
    id: it.id,
    institution_id: it.institutionId,
    account: it.account,
    transaction_key: it.transactionKey,
    file_id: it.fileId,
    row_number: it.rowNumber,
    direction: it.direction,
    booked_on: it.bookedOn,
    amount_fen: it.amountFen,
    payer_name: it.payerName,
    payer_account: it.payerAccount,
    description: it.description,
    bank_number: it.bankNumber,
    matched_fen: it.matchedFen,
    not_ours_fen: it.notOursFen,
    not_ours_reason: it.notOursReason,
    state: it.state,
    version: it.version,
  }
}

function toLine(row: Selectable<BankLineTable>): BankLine {
  return {
    id: row.id,
    institutionId: row.institution_id,
    account: row.account,
    transactionKey: row.transaction_key,
    fileId: row.file_id,
    rowNumber: row.row_number,
    direction: row.direction,
    bookedOn: row.booked_on,
    amountFen: row.amount_fen,
    payerName: row.payer_name,
    payerAccount: row.payer_account,
    description: row.description,
    bankNumber: row.bank_number,
    matchedFen: row.matched_fen,
    notOursFen: row.not_ours_fen,
    notOursReason: row.not_ours_reason,
    state: row.state,
    version: row.version,
  }
}
