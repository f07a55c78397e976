/** What a row of a file with uses means: headers in either language, cells as people type them, and all that is wrong. */

import { isLocalDate, type LocalDate, type LocalTime, minutesOfDay } from '../../kernel/calendar.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { USAGE_KINDS, type UsageKind } from './sessions.ts'

/** Columns in the order of the template. */
export const IMPORT_COLUMNS = {
  assetNo: { zh: '资产编号', en: 'Asset number', isNeeded: true },
  person: { zh: '使用人邮箱', en: 'User e-mail', isNeeded: true },
  startsAt: { zh: '开始时间', en: 'Start', isNeeded: true },
  endsAt: { zh: '结束时间', en: 'End', isNeeded: true },
  kind: { zh: '使用类型', en: 'Type', isNeeded: false },
  samples: { zh: '样品数', en: 'Samples', isNeeded: false },
  operator: { zh: '操作人邮箱', en: 'Operator e-mail', isNeeded: false },
  note: { zh: '备注', en: 'Note', isNeeded: false },
} as const
export type ImportColumn = keyof typeof IMPORT_COLUMNS
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the literal types.
export const IMPORT_COLUMN_NAMES = Object.keys(IMPORT_COLUMNS) as ImportColumn[]

export const IMPORT_KIND_NAMES: Readonly<Record<UsageKind, { readonly zh: string; readonly en: string }>> = {
  use: { zh: '使用', en: 'Use' },
  training: { zh: '培训', en: 'Training' },
  teaching: { zh: '教学', en: 'Teaching' },
  maintenance: { zh: '保养维修', en: 'Maintenance' },
  commissioned: { zh: '委托测试', en: 'Commissioned' },
  analysis: { zh: '数据分析', en: 'Analysis' },
}

export const IMPORT_ROWS_MAX = 500

/** A cell as text; null where it holds a formula, which is never worked out. */
export type RawCell = string | null

/** Rows of a file with their numbers in it, the header without. */
export type RawTable = {
  readonly header: readonly RawCell[]
  readonly rows: readonly { readonly number: number; readonly cells: readonly RawCell[] }[]
}

/** A moment as the clock at the instrument showed it. */
export type WallTime = { readonly date: LocalDate; readonly time: LocalTime }

export type ImportRow = {
  /** Of the line in the file; the header is 1. */
  readonly number: number
  readonly assetNo: string
  readonly personEmail: string
  readonly startsAt: WallTime
  readonly endsAt: WallTime
  readonly kind: UsageKind
  readonly samples: number
  /** Empty: nobody else than the user. */
  readonly operatorEmail: string
  /** Null: none. */
  readonly note: string | null
}

/** Every reason why a file cannot be read as uses at all; empty when it can. */
export function tableProblems({ header, rows }: RawTable): readonly Problem[] {
  const places = columnPlaces(header)
  const missing = IMPORT_COLUMN_NAMES.filter((it) => IMPORT_COLUMNS[it].isNeeded && !places.has(it))
  return [
    ...missing.map((it) => problem('IMPORT_COLUMN_MISSING', [], { column: IMPORT_COLUMNS[it].zh })),
    ...(rows.length === 0 ? [problem('IMPORT_EMPTY')] : []),
    ...(rows.length > IMPORT_ROWS_MAX ? [problem('IMPORT_TOO_MANY_ROWS', [], { max: IMPORT_ROWS_MAX })] : []),
  ]
}

/** Where each column stands, by its Chinese or English name. */
export function columnPlaces(header: readonly RawCell[]): ReadonlyMap<ImportColumn, number> {
  const places = new Map<ImportColumn, number>()
  header.forEach((cell, at) => {
    const text = (cell ?? '').trim().toLowerCase()
    const column = IMPORT_COLUMN_NAMES.find(
      (it) => text === IMPORT_COLUMNS[it].zh || text === IMPORT_COLUMNS[it].en.toLowerCase(),
    )
    if (column && !places.has(column)) places.set(column, at)
  })
  return places
}

/** A row as a use, or every reason why it is none. */
export function importRow(
  number: number,
  cells: readonly RawCell[],
  places: ReadonlyMap<ImportColumn, number>,
): { readonly row: ImportRow | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const text = (column: ImportColumn): string => {
    const at = places.get(column)
    const cell = at === undefined ? '' : cells[at]
    const { zh, isNeeded } = IMPORT_COLUMNS[column]
    if (cell === null) problems.push(problem('IMPORT_FORMULA', [], { column: zh }))
    else if (isNeeded && !cell?.trim()) problems.push(problem('IMPORT_CELL_MISSING', [], { column: zh }))
    return cell?.trim() ?? ''
  }
  const read = <T>(
    column: ImportColumn,
    form: string,
    parse: (text: string) => T | undefined,
    empty: T,
  ): T => {
    const before = problems.length
    const value = text(column)
    if (value === '' || problems.length > before) return empty
    const parsed = parse(value)
    if (parsed !== undefined) return parsed
    const facts = { column: IMPORT_COLUMNS[column].zh, form, value: value.slice(0, 40) }
    problems.push(problem('IMPORT_CELL_INVALID', [], facts))
    return empty
  }
  const row: ImportRow = {
    number,
    assetNo: text('assetNo'),
    personEmail: text('person').toLowerCase(),
    startsAt: read('startsAt', WALL_TIME_FORM, wallTimeOf, NO_TIME),
    endsAt: read('endsAt', WALL_TIME_FORM, wallTimeOf, NO_TIME),
    kind: read('kind', KIND_FORM, kindOf, 'use'),
    samples: read('samples', '0, 1, 2 …', countOf, 0),
    operatorEmail: text('operator').toLowerCase(),
    note: text('note') || null,
  }
  return { row: problems.length === 0 ? row : undefined, problems }
}

const NO_TIME: WallTime = { date: '', time: '' }
const WALL_TIME_FORM = 'YYYY-MM-DD HH:MM'
const KIND_FORM = USAGE_KINDS.map((it) => IMPORT_KIND_NAMES[it].zh).join('/')

/** `2026-01-05 09:30`, `2026/1/5 9:30`, with `T` between and seconds of zero behind. */
export function wallTimeOf(text: string): WallTime | undefined {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T\s]+(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?$/.exec(text)
  if (!match) return undefined
  const [, year, month = '', day = '', hour = '', minute] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = `${hour.padStart(2, '0')}:${minute}`
  return isLocalDate(date) && minutesOfDay(time) !== undefined ? { date, time } : undefined
}

function kindOf(text: string): UsageKind | undefined {
  const wanted = text.toLowerCase()
  return USAGE_KINDS.find(
    (it) =>
      it === wanted || IMPORT_KIND_NAMES[it].zh === text || IMPORT_KIND_NAMES[it].en.toLowerCase() === wanted,
  )
}

function countOf(text: string): number | undefined {
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined
}
