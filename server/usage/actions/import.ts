/**
 * Uses out of a file. It is judged as a whole first; then nothing of it is recorded, or exactly the rows that were chosen.
 * A row is the same use again by its instrument, person and times, so the same file twice changes nothing.
 */

import { lockInstruments } from '../../booking/queries/blocked-time.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { instantOf } from '../../kernel/calendar.ts'
import { overlaps } from '../../kernel/interval.ts'
import { type Problem, problem, refuse } from '../../kernel/problem.ts'
import { instrumentsByAssetNos, peopleByEmails } from '../queries/people.ts'
import { sessionsBySourceKeys, sessionsDuring } from '../queries/sessions.ts'
import {
  columnPlaces,
  importRow,
  type ImportRow,
  type RawTable,
  tableProblems,
} from '../rules/import-rows.ts'
import { hull, sessionProblems } from '../rules/sessions.ts'
import { addPastUses, type PastUse, UsesRefused } from './past-uses.ts'

/** `ready`: can be recorded. `known`: is recorded already. */
export type ImportedRow = {
  readonly number: number
  readonly state: 'ready' | 'known' | 'refused' | 'applied'
  readonly problems: readonly Problem[]
}

export type ImportReport = {
  /** Whether the chosen rows were recorded; false after a mere look, and where one of them could not be. */
  readonly applied: boolean
  /** In the order of the file. */
  readonly rows: readonly ImportedRow[]
}

export type ImportForm = {
  readonly institutionId: string
  readonly table: RawTable
  /** Numbers of the rows to record; null: only look. */
  readonly chosen: readonly number[] | null
}

/** Judges a file, and records the chosen rows when all of them can be. */
export async function importUsage(ctx: Context, form: ImportForm): Promise<ImportReport> {
  const { institutionId, table, chosen } = form
  authorise(ctx.viewer, 'recordUsage', { institutionId })
  const numbers = new Set(table.rows.map((it) => it.number))
  const unknown = (chosen ?? []).filter((it) => !numbers.has(it))
  refuse([...tableProblems(table), ...unknown.map((row) => problem('IMPORT_ROW_UNKNOWN', [], { row }))])
  const judged = await judgeRows(ctx, ctx.store.db, form)
  return chosen === null ? { applied: false, rows: judged.map(shown) } : apply(ctx, form, chosen)
}

type Judged = ImportedRow & { readonly use: PastUse | undefined }

function shown({ number, state, problems }: Judged): ImportedRow {
  return { number, state, problems }
}

async function apply(ctx: Context, form: ImportForm, chosen: readonly number[]): Promise<ImportReport> {
  let judged: readonly Judged[] = await judgeRows(ctx, ctx.store.db, form)
  const instrumentIds = new Set(judged.flatMap((it) => it.use?.instrumentId ?? []))
  try {
    return await ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [...instrumentIds])
      judged = await judgeRows(ctx, trx, form)
      const wanted = judged.filter((it) => chosen.includes(it.number))
      if (wanted.some((it) => it.state === 'refused')) return { applied: false, rows: judged.map(shown) }
      const uses = wanted.flatMap((it) => (it.state === 'ready' && it.use ? [it.use] : []))
      await addPastUses(ctx, trx, 'importUsage', uses)
      await ctx.audit(ctx, trx, {
        action: 'importUsage',
        subjectType: 'Institution',
        subjectId: form.institutionId,
        detail: { rows: wanted.length, recorded: uses.length },
      })
      const isDone = (it: Judged) => it.state === 'ready' && chosen.includes(it.number)
      return {
        applied: true,
        rows: judged.map((it) => ({ ...shown(it), state: isDone(it) ? 'applied' : it.state })),
      }
    })
  } catch (error) {
    if (!(error instanceof UsesRefused)) throw error
    return { applied: false, rows: judged.map((it) => shown(withReasons(it, error))) }
  }
}

/** A row that could not be concluded, for example because there is no price. */
function withReasons(row: Judged, { sourceKeys, problems }: UsesRefused): Judged {
  const isMeant = row.use !== undefined && sourceKeys.includes(row.use.sourceKey)
  return isMeant ? { ...row, state: 'refused', problems: [...row.problems, ...problems] } : row
}

async function judgeRows(ctx: Context, db: Db, { institutionId, table }: ImportForm): Promise<Judged[]> {
  const places = columnPlaces(table.header)
  const read = table.rows.map(({ number, cells }) => ({ number, ...importRow(number, cells, places) }))
  const named = await namesOf(
    db,
    institutionId,
    read.flatMap((it) => it.row ?? []),
  )
  const uses = read.map((it) =>
    it.row ? useOfRow(it.row, named) : { use: undefined, problems: it.problems },
  )
  const known = await sessionsBySourceKeys(
    db,
    uses.flatMap((it) => it.use?.sourceKey ?? []),
  )
  const others = await othersOf(
    db,
    uses.flatMap((it) => it.use ?? []),
  )
  const judged: Judged[] = []
  for (const [i, { use, problems }] of uses.entries()) {
    const number = read[i]?.number ?? 0
    if (!use) {
      judged.push({ number, state: 'refused', problems, use })
    } else if (known.has(use.sourceKey)) {
      judged.push({ number, state: 'known', problems: [], use })
    } else {
      const facts = { now: ctx.now(), others: others.get(use.instrumentId) ?? [] }
      const reasons = [...sessionProblems(use, facts), ...againstRows(use, judged)]
      judged.push({ number, state: reasons.length > 0 ? 'refused' : 'ready', problems: reasons, use })
    }
  }
  return judged
}

/** A row is compared with those above it, so that of two in each other's way the first can stay. */
function againstRows(use: PastUse, above: readonly Judged[]): readonly Problem[] {
  const same = above.find((it) => it.use?.sourceKey === use.sourceKey)
  if (same) return [problem('IMPORT_ROW_REPEATED', [], { row: same.number })]
  const clash = above.find(
    (it) =>
      it.state === 'ready' && it.use && it.use.instrumentId === use.instrumentId && overlaps(it.use, use),
  )
  return clash ? [problem('IMPORT_ROWS_OVERLAP', [], { row: clash.number })] : []
}

type Names = {
  readonly instruments: ReadonlyMap<string, Awaited<ReturnType<typeof instrumentsByAssetNos>>[number]>
  readonly people: ReadonlyMap<string, Awaited<ReturnType<typeof peopleByEmails>>[number]>
}

async function namesOf(db: Db, institutionId: string, rows: readonly ImportRow[]): Promise<Names> {
  const assetNos = [...new Set(rows.map((it) => it.assetNo))]
  const emails = [...new Set(rows.flatMap((it) => [it.personEmail, it.operatorEmail]))].filter(
    (it) => it !== '',
  )
  const instruments = await instrumentsByAssetNos(db, institutionId, assetNos)
  const people = await peopleByEmails(db, emails)
  return {
    instruments: new Map(assetNos.map((it, i) => [it, instruments[i]])),
    people: new Map(emails.map((it, i) => [it, people[i]])),
  }
}

function useOfRow(
  row: ImportRow,
  { instruments, people }: Names,
): { readonly use: PastUse | undefined; readonly problems: readonly Problem[] } {
  const instrument = instruments.get(row.assetNo)
  const person = people.get(row.personEmail)
  const operator = people.get(row.operatorEmail)
  const strangers = [...(person ? [] : [row.personEmail]), ...(operator ? [] : [row.operatorEmail])]
  const problems = [
    ...(instrument ? [] : [problem('IMPORT_INSTRUMENT_UNKNOWN', [], { value: row.assetNo })]),
    ...strangers.filter((it) => it !== '').map((value) => problem('IMPORT_PERSON_UNKNOWN', [], { value })),
  ]
  if (!instrument || !person || problems.length > 0) return { use: undefined, problems }
  const startsAt = instantOf(row.startsAt.date, row.startsAt.time, instrument.timeZone)
  const endsAt = instantOf(row.endsAt.date, row.endsAt.time, instrument.timeZone)
  const use: PastUse = {
    instrumentId: instrument.id,
    person,
    bookingId: null,
    startsAt,
    endsAt,
    kind: row.kind,
    samples: row.samples,
    operatorId: operator?.id ?? null,
    note: row.note,
    source: 'import',
    sourceKey: `import:${instrument.id}:${person.id}:${startsAt}:${endsAt}`,
    isFinal: true,
  }
  return { use, problems }
}

/** Finished sessions in the time of the uses, by instrument. */
async function othersOf(db: Db, uses: readonly PastUse[]) {
  const found = new Map<string, Awaited<ReturnType<typeof sessionsDuring>>>()
  for (const [instrumentId, own] of Map.groupBy(uses, (it) => it.instrumentId)) {
    const [first] = own
    if (first) found.set(instrumentId, await sessionsDuring(db, instrumentId, own.reduce(joined, first)))
  }
  return found
}

function joined(all: PastUse, next: PastUse): PastUse {
  return { ...all, ...hull(all, next) }
}
