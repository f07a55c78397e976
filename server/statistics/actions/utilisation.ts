/** How much instruments were used, out of sums that are kept by day, month and year: the cost grows with instruments, not with use. */

import { codePath } from '../../catalog/rules/category.ts'
import { categoriesByCodes } from '../../catalog/queries/categories.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { districtsByAdcodes, institutionsByIds } from '../../institutions/queries/institutions.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, problem, refuse } from '../../kernel/problem.ts'
import { hoursDuring, measuresByInstrument } from '../queries/facts.ts'
import { type MeasuredInstrument, measuredInstruments } from '../queries/instruments.ts'
import { usageInScope } from '../queries/usage.ts'
import { exportPath } from '../rules/export-path.ts'
import {
  type FiguresRow,
  figuresRows,
  type InstrumentScope,
  type InstrumentTotals,
  type UtilisationBy,
  type UtilisationFigures,
  utilisationFigures,
  type UtilisationQuestion,
} from '../rules/figures.ts'
import { FORMULA_VERSION } from '../rules/formulas.ts'
import { type HeatCell, heatCells, heatGrid, type HoursOfWeek } from '../rules/heat.ts'
import { addMeasures, dayFacts, type Measures, NO_USE, type UsageFacts } from '../rules/measures.ts'
import { periodPieces, periodProblems, previousPeriod } from '../rules/period.ts'
import { ratedHours, serviceSpans } from '../rules/rated-hours.ts'

export type UtilisationRow = FiguresRow & { readonly labelZh: string; readonly labelEn: string | null }

export type Utilisation = UtilisationQuestion & {
  readonly total: UtilisationFigures
  /** Of the period of the same length just before. */
  readonly previous: UtilisationFigures
  /** The most effective hours first, then by key. */
  readonly rows: readonly UtilisationRow[]
  /** How many rows there are when none is left out. */
  readonly rowCount: number
  readonly heat: readonly HeatCell[]
  /** Where the same is as a workbook, with every row: a path on this server. */
  readonly exportUrl: string
  readonly formulaVersion: string
}

const ROWS = 100
const ROWS_MAX = 500

/** For the city, or for managers about their own institution; at most 500 rows. */
export async function utilisation(
  ctx: Context,
  question: UtilisationQuestion,
  first: number | null | undefined,
): Promise<Utilisation> {
  return answer(ctx, question, Math.min(Math.max(first ?? ROWS, 1), ROWS_MAX))
}

/** The same with every row. */
export async function wholeUtilisation(ctx: Context, question: UtilisationQuestion): Promise<Utilisation> {
  return answer(ctx, question, Infinity)
}

async function answer(ctx: Context, question: UtilisationQuestion, limit: number): Promise<Utilisation> {
  const { period, by, scope } = question
  const { db } = ctx.store
  authorise(ctx.viewer, 'seeStatistics', { institutionId: scope.institutionId })
  refuse([...periodProblems(period), ...(await scopeProblems(db, scope))])
  const instruments = await measuredInstruments(db, scope)
  const byId = new Map(instruments.map((it) => [it.id, it]))
  const edges = await edgeFacts(db, question, zonesOf(instruments))
  const totals = await instrumentTotals(db, question, instruments, edges)
  const before = { ...question, period: previousPeriod(period) }
  const edgesBefore = await edgeFacts(db, before, zonesOf(instruments))
  const totalsBefore = await instrumentTotals(db, before, instruments, edgesBefore)
  const rows = figuresRows(totals, (it) => rowKey(present(byId.get(it.instrumentId), 'instrument'), by))
  const counted = totals.map((it) => present(byId.get(it.instrumentId), 'instrument'))
  return {
    ...question,
    total: utilisationFigures(totals),
    previous: utilisationFigures(totalsBefore),
    rows: await labelled(db, by, rows.slice(0, limit)),
    rowCount: rows.length,
    heat: await heat(db, question, counted, edges),
    exportUrl: exportPath(question, ctx.locale),
    formulaVersion: FORMULA_VERSION,
  }
}

async function scopeProblems(
  db: Db,
  { institutionId, district, categoryCode }: InstrumentScope,
): Promise<Problem[]> {
  const problems: Problem[] = []
  if (institutionId !== null && !(await institutionsByIds(db, [institutionId]))[0]) {
    problems.push(problem('INSTITUTION_NOT_FOUND'))
  }
  if (district !== null && !(await districtsByAdcodes(db, [district]))[0]) {
    problems.push(problem('DISTRICT_NOT_FOUND'))
  }
  if (categoryCode !== null && !(await categoriesByCodes(db, [categoryCode]))[0]) {
    problems.push(problem('CATEGORY_NOT_FOUND'))
  }
  return problems
}

type EdgeFacts = UsageFacts & { readonly instrumentId: string }

/** What was used in the parts of days at the edges of the period, from the records themselves. */
async function edgeFacts(
  db: Db,
  { period, scope }: UtilisationQuestion,
  zones: readonly string[],
): Promise<readonly EdgeFacts[]> {
  const facts: EdgeFacts[] = []
  for (const timeZone of zones) {
    for (const part of periodPieces(period, timeZone).edges) {
      const records = await usageInScope(db, { scope, timeZone }, part.span)
      for (const [instrumentId, own] of Map.groupBy(records, (it) => it.instrumentId)) {
        facts.push({ instrumentId, ...dayFacts(own, part, timeZone) })
      }
    }
  }
  return facts
}

/** Totals of the instruments that were in service in the period, or used all the same. */
async function instrumentTotals(
  db: Db,
  { period, scope }: UtilisationQuestion,
  instruments: readonly MeasuredInstrument[],
  edges: readonly EdgeFacts[],
): Promise<readonly InstrumentTotals[]> {
  const used = new Map<string, Measures>()
  const add = ({ instrumentId, ...measures }: Measures & { readonly instrumentId: string }) => {
    used.set(instrumentId, addMeasures(used.get(instrumentId) ?? NO_USE, measures))
  }
  edges.forEach(add)
  for (const timeZone of zonesOf(instruments)) {
    for (const range of periodPieces(period, timeZone).ranges) {
      for (const facts of await measuresByInstrument(db, { scope, timeZone, range })) add(facts)
    }
  }
  return instruments.flatMap((instrument) => {
    const spans = serviceSpans(instrument, period)
    const measures = used.get(instrument.id) ?? NO_USE
    if (spans.length === 0 && measures.effectiveMs === 0 && measures.bookingCount === 0) return []
    return [{ ...measures, instrumentId: instrument.id, ratedHours: ratedHours(instrument, spans) }]
  })
}

async function heat(
  db: Db,
  { period, scope }: UtilisationQuestion,
  instruments: readonly MeasuredInstrument[],
  edges: readonly EdgeFacts[],
): Promise<readonly HeatCell[]> {
  const hours: HoursOfWeek[] = [...edges]
  for (const timeZone of zonesOf(instruments)) {
    for (const range of periodPieces(period, timeZone).ranges) {
      hours.push(...(await hoursDuring(db, { scope, timeZone, range })))
    }
  }
  const zones = [...Map.groupBy(instruments, (it) => it.timeZone)].map(([timeZone, all]) => ({
    timeZone,
    instrumentCount: all.length,
  }))
  return heatCells(heatGrid(hours), period, zones)
}

function zonesOf(instruments: readonly MeasuredInstrument[]): readonly string[] {
  return [...new Set(instruments.map((it) => it.timeZone))]
}

function rowKey(instrument: MeasuredInstrument, by: UtilisationBy): string {
  const keys = {
    institution: instrument.institutionId,
    district: instrument.districtAdcode,
    category: codePath(instrument.categoryCode)[0] ?? instrument.categoryCode,
    instrument: instrument.id,
  }
  return keys[by]
}

/** Keys in one statement: below the number of values that a statement may have. */
const KEYS_MAX = 500

async function labelled(
  db: Db,
  by: UtilisationBy,
  rows: readonly FiguresRow[],
): Promise<readonly UtilisationRow[]> {
  const query = {
    institution: institutionsByIds,
    district: districtsByAdcodes,
    category: categoriesByCodes,
    instrument: instrumentsByIds,
  }
  const labels: UtilisationRow[] = []
  for (let i = 0; i < rows.length; i += KEYS_MAX) {
    const part = rows.slice(i, i + KEYS_MAX)
    const things = await query[by](
      db,
      part.map((it) => it.key),
    )
    part.forEach((row, at) => {
      const thing = things[at]
      labels.push({ ...row, labelZh: thing?.nameZh ?? row.key, labelEn: thing?.nameEn ?? null })
    })
  }
  return labels
}
