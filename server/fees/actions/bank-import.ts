/**
 * Lines out of a bank's file. It is judged as a whole first; then nothing of it is kept, or exactly the rows that were
 * chosen. A row is known by the bank's number of the transaction, so the same file twice, or two files that overlap,
 * change nothing; where the bank gives no number, by what the row says and its place among those that say the same.
 */

import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { dateOf, DEFAULT_ZONE, type LocalDate } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type BankFile,
  bankFileOf,
  bankMappingById,
  importedRows,
  insertBankFile,
} from '../queries/bank-files.ts'
import { type BankLine, bankLinesByKeys, insertBankLines } from '../queries/bank-lines.ts'
import type { BankMapping } from '../rules/bank-mapping.ts'
import type { BankEntry, BankRow } from '../rules/bank-rows.ts'

/** `ready`: can be imported. `known`: is there already. */
export type BankImportRow = BankRow & { readonly state: 'ready' | 'known' | 'refused' | 'applied' }

export type BankImportReport = {
  /** Whether the chosen rows were kept; false after a mere look, and where one of them could not be. */
  readonly applied: boolean
  /** When these very bytes were imported before; null where they were not. */
  readonly importedAt: Instant | null
  /** In the order of the file. */
  readonly rows: readonly BankImportRow[]
}

/** Which rows to keep: all that can be, or these; null: only look. */
export type BankChoice = 'ready' | ReadonlySet<number> | null

export type BankImportForm = {
  readonly institutionId: string
  /** Needed where the file does not explain itself. */
  readonly mappingId: string | null
  readonly file: { readonly name: string; readonly bytes: Uint8Array }
  readonly chosen: BankChoice
  /** Reads the bytes; called once the viewer may import them. */
  readonly read: (mapping: BankMapping | undefined) => {
    readonly rows: readonly BankRow[]
    readonly problems: readonly Problem[]
  }
}

const NAME_MAX = 200

/** Judges a file of the bank, and keeps the chosen rows when all of them can be. */
export async function importBankFile(ctx: Context, form: BankImportForm): Promise<BankImportReport> {
  const { institutionId, mappingId, chosen } = form
  const { personId } = authorise(ctx.viewer, 'manageBankLines', { institutionId })
  const mapping = mappingId === null ? undefined : await bankMappingById(ctx.store.db, mappingId)
  if (mappingId !== null && mapping?.institutionId !== institutionId)
    throw new Rejection([problem('BANK_MAPPING_NOT_FOUND')])
  const { rows, problems } = form.read(mapping)
  const numbers = new Set(rows.map((it) => it.number))
  const unknown = chosen instanceof Set ? [...chosen].filter((it) => !numbers.has(it)).slice(0, 20) : []
  refuse([...problems, ...unknown.map((row) => problem('IMPORT_ROW_UNKNOWN', [], { row }))])
  const file: BankFile = {
    id: ctx.newId(),
    institutionId,
    sha256: createHash('sha256').update(form.file.bytes).digest('hex'),
    name: form.file.name.slice(0, NAME_MAX),
    importedAt: ctx.now(),
    importedBy: personId,
  }
  if (chosen === null) return { applied: false, ...(await judged(ctx, ctx.store.db, file, rows)) }
  return ctx.store.transact((trx) => keep(ctx, trx, { file, rows, chosen }))
}

type Keeping = {
  readonly file: BankFile
  readonly rows: readonly BankRow[]
  readonly chosen: NonNullable<BankChoice>
}

async function keep(ctx: Context, trx: Trx, { file, rows, chosen }: Keeping): Promise<BankImportReport> {
  await ctx.store.dialect.lock(trx, [`bank-import:${file.institutionId}`])
  const found = await judged(ctx, trx, file, rows)
  const isChosen = (it: BankRow) => chosen === 'ready' || chosen.has(it.number)
  if (chosen !== 'ready' && found.rows.some((it) => isChosen(it) && it.state === 'refused'))
    return { ...found, applied: false }
  const wanted = found.rows.filter((it) => it.state === 'ready' && isChosen(it))
  if (wanted.length > 0) {
    const known = await bankFileOf(trx, file.institutionId, file.sha256)
    if (!known) await insertBankFile(trx, file)
    await insertBankLines(
      trx,
      wanted.flatMap((it) => lineOf(ctx, known ?? file, it)),
    )
    await ctx.audit(ctx, trx, {
      action: 'importBankFile',
      subjectType: 'Institution',
      subjectId: file.institutionId,
      detail: { fileId: (known ?? file).id, sha256: file.sha256, name: file.name, lines: wanted.length },
    })
  }
  const done = new Set(wanted)
  return {
    applied: true,
    importedAt: found.importedAt,
    rows: found.rows.map((it) => (done.has(it) ? { ...it, state: 'applied' } : it)),
  }
}

function lineOf(ctx: Context, file: BankFile, { key, entry, number }: Judged): readonly BankLine[] {
  if (!entry) return []
  const line: BankLine = {
    ...entry,
    id: ctx.newId(),
    institutionId: file.institutionId,
    transactionKey: key,
    fileId: file.id,
    rowNumber: number,
    matchedFen: 0,
    notOursFen: 0,
    notOursReason: null,
    state: 'open',
    version: 1,
  }
  return [line]
}

type Judged = BankImportRow & { readonly key: string }

async function judged(
  ctx: Context,
  db: Db,
  { institutionId, sha256 }: BankFile,
  rows: readonly BankRow[],
): Promise<{ readonly importedAt: Instant | null; readonly rows: readonly Judged[] }> {
  const before = await bankFileOf(db, institutionId, sha256)
  const taken = before ? await importedRows(db, before.id) : new Set<number>()
  const keys = transactionKeys(rows)
  const known = await knownLines(db, institutionId, rows, keys)
  const today = dateOf(ctx.now(), DEFAULT_ZONE)
  const first = new Map<string, number>()
  const found = rows.map((row, i): Judged => {
    const key = keys[i] ?? ''
    const { entry, number } = row
    if (!entry) return { ...row, key, state: 'refused' }
    const place = `${entry.account} ${key}`
    const above = first.get(place)
    if (above === undefined) first.set(place, number)
    if (taken.has(number)) return { ...row, key, state: 'known' }
    const problems = entryProblems(entry, { today, above, line: known.get(place) })
    if (problems.length > 0) return { ...row, key, state: 'refused', problems }
    return { ...row, key, state: known.has(place) ? 'known' : 'ready' }
  })
  return { importedAt: before?.importedAt ?? null, rows: found }
}

type EntryFacts = {
  readonly today: LocalDate
  /** Number of the row above that is the same transaction. */
  readonly above: number | undefined
  /** The line that is this transaction already. */
  readonly line: BankLine | undefined
}

function entryProblems(entry: BankEntry, { today, above, line }: EntryFacts): readonly Problem[] {
  const differs =
    line &&
    (line.amountFen !== entry.amountFen ||
      line.bookedOn !== entry.bookedOn ||
      line.direction !== entry.direction)
  return [
    ...(above === undefined ? [] : [problem('IMPORT_ROW_REPEATED', [], { row: above })]),
    ...(entry.bookedOn > today ? [problem('BANK_DAY_AHEAD', [], { day: entry.bookedOn })] : []),
    ...(differs ? [problem('BANK_LINE_DIFFERS', [line.id], { number: entry.bankNumber ?? '' })] : []),
  ]
}

async function knownLines(
  db: Db,
  institutionId: string,
  rows: readonly BankRow[],
  keys: readonly string[],
): Promise<ReadonlyMap<string, BankLine>> {
  const places = rows.flatMap(({ entry }, i) =>
    entry ? [{ account: entry.account, key: keys[i] ?? '' }] : [],
  )
  const found = new Map<string, BankLine>()
  for (const [account, own] of Map.groupBy(places, (it) => it.account)) {
    const wanted = [...new Set(own.map((it) => it.key))]
    for (const [key, line] of await bankLinesByKeys(db, { institutionId, account }, wanted))
      found.set(`${account} ${key}`, line)
  }
  return found
}

/** What each row is known by; rows that say the same are told apart by counting them. */
function transactionKeys(rows: readonly BankRow[]): readonly string[] {
  const counts = new Map<string, number>()
  return rows.map(({ entry }) => {
    if (!entry) return ''
    if (entry.bankNumber !== null) return `number:${entry.bankNumber}`
    const { direction, amountFen, bookedOn, payerName, payerAccount, description, account } = entry
    const said = JSON.stringify([
      account,
      bookedOn,
      direction,
      amountFen,
      payerName,
      payerAccount,
      description,
    ])
    const ordinal = (counts.get(said) ?? 0) + 1
    counts.set(said, ordinal)
    return `said:${createHash('sha256').update(said).digest('hex')}:${ordinal}`
  })
}
