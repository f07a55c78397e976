/** Utilisation as an Excel workbook: rows, heat map, definitions. */

import { DEFAULT_ZONE, dateOf, timeOf } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Locale } from '../../kernel/problem.ts'
import { addSheet, type Workbook, writeRow } from '../../platform/workbook.ts'
import type { Utilisation } from '../actions/utilisation.ts'
import type { UtilisationFigures } from '../rules/figures.ts'
import { FORMULAS } from '../rules/formulas.ts'
import { wordsIn } from './words.ts'

export function writeUtilisation(workbook: Workbook, answer: Utilisation, locale: Locale): void {
  writeRows(workbook, answer, locale)
  writeHeat(workbook, answer, locale)
  writeDefinitions(workbook, answer, locale)
}

/** Formats of a row of figures, in the order of `figureCells`. */
const FIGURE_FORMATS = ['0', '0.0', '0.0', '0.0', '0.0%', '0.0%', '0.0%', '0.0%', '0', '0']

function figureCells(it: UtilisationFigures): readonly number[] {
  return [
    it.instrumentCount,
    it.effectiveHours,
    it.externalHours,
    it.ratedHours,
    it.utilisation,
    it.sharingRate,
    it.meanUtilisation,
    it.meanSharingRate,
    it.bookingCount,
    it.sampleCount,
  ]
}

function writeRows(workbook: Workbook, answer: Utilisation, locale: Locale): void {
  const words = wordsIn(locale)
  const headings = [words.key, words.by[answer.by], ...words.figures]
  const sheet = addSheet(workbook, words.rowsSheet, {
    widths: [28, 36, ...words.figures.map(() => 14)],
    frozen: 5,
  })
  writeRow(sheet, [words.title], { bold: true })
  writeRow(sheet, [words.period, periodText(answer.period)])
  writeRow(sheet, [words.formulas, answer.formulaVersion])
  writeRow(sheet, [])
  writeRow(sheet, headings, { bold: true })
  const formats = ['@', '@', ...FIGURE_FORMATS]
  for (const { key, labelZh, labelEn, figures } of answer.rows) {
    const label = locale === 'en' ? (labelEn ?? labelZh) : labelZh
    writeRow(sheet, [key, label, ...figureCells(figures)], { formats })
  }
  writeRow(sheet, ['', words.total, ...figureCells(answer.total)], { formats, bold: true })
  writeRow(sheet, ['', words.previous, ...figureCells(answer.previous)], { formats })
  sheet.commit()
}

function writeHeat(workbook: Workbook, { heat }: Utilisation, locale: Locale): void {
  const words = wordsIn(locale)
  const sheet = addSheet(workbook, words.heatSheet, { widths: [12, 16, 18, 18], frozen: 1 })
  writeRow(sheet, [words.weekday, words.hour, words.hours, words.share], { bold: true })
  for (const cell of heat) {
    const hour = `${twoDigits(cell.hour)}:00–${twoDigits(cell.hour + 1)}:00`
    const row = [words.weekdays[cell.weekday - 1] ?? '', hour, cell.effectiveHours, cell.share]
    writeRow(sheet, row, { formats: ['@', '@', '0.0', '0.0%'] })
  }
  sheet.commit()
}

function writeDefinitions(workbook: Workbook, answer: Utilisation, locale: Locale): void {
  const words = wordsIn(locale)
  const isEnglish = locale === 'en'
  const sheet = addSheet(workbook, words.definitionsSheet, { widths: [12, 24, 90, 60], frozen: 1 })
  writeRow(sheet, [words.formula, words.name, words.text, words.source], { bold: true })
  for (const it of FORMULAS) {
    writeRow(sheet, [it.id, isEnglish ? it.nameEn : it.nameZh, isEnglish ? it.textEn : it.textZh, it.source])
  }
  writeRow(sheet, [])
  writeRow(sheet, ['', words.period, periodText(answer.period)])
  writeRow(sheet, ['', words.formulas, answer.formulaVersion])
  sheet.commit()
}

/** `2026-01-01 00:00 – 2026-02-01 00:00 (Asia/Shanghai)`. */
function periodText({ startsAt, endsAt }: Utilisation['period']): string {
  return `${momentText(startsAt)} – ${momentText(endsAt)} (${DEFAULT_ZONE})`
}

function momentText(instant: Instant): string {
  return `${dateOf(instant, DEFAULT_ZONE)} ${timeOf(instant, DEFAULT_ZONE)}`
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
