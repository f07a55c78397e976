/** One month of one institution of the demo, laid beside a ledger that differs in a few lines. */

import { createHash } from 'node:crypto'
import { addDays, dateOf, DEFAULT_ZONE, timeOf } from '../server/kernel/calendar.ts'
import { type Instant, MINUTE_MS } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { importLedger } from '../server/reconciliation/actions/import.ts'
import { type PlatformLine, platformLines } from '../server/reconciliation/actions/platform-lines.ts'
import { LEDGER_COLUMN_NAMES, LEDGER_COLUMNS } from '../server/reconciliation/rules/ledger-rows.ts'
import { seedInstitutions } from './data.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

export async function seedReconciliation(stage: Stage, town: Town): Promise<void> {
  const { key } = present(
    seedInstitutions.find((it) => it.isOwner),
    'an owner',
  )
  const providerId = present(town.institutionIds.get(key), key)
  const ctx = stage.as(town.staff(key, 'finance'))
  const firstOfMonth = `${dateOf(stage.now, DEFAULT_ZONE).slice(0, 7)}-01`
  const month = addDays(firstOfMonth, -1).slice(0, 7)
  const lines = await platformLines(ctx.store.db, providerId, month)
  const rows = lines.flatMap((it, i) => rowsOf(it, i))
  const table = {
    header: LEDGER_COLUMN_NAMES.map((it) => LEDGER_COLUMNS[it].zh),
    rows: rows.map((cells, i) => ({ number: i + 2, cells })),
  }
  if (rows.length === 0) return
  await importLedger(ctx, {
    providerId,
    month,
    fileName: `演示台账-${month}.csv`,
    fileSha256: createHash('sha256').update(JSON.stringify(table)).digest('hex'),
    table,
    settings: { nearMinutes: 30, timeMinutes: 5, amountFen: 0 },
    isKept: true,
  })
}

/** Of every dozen lines one is missing, one is dearer, one is longer, one has no number and one comes twice. */
function rowsOf(line: PlatformLine, i: number): readonly (readonly string[])[] {
  const way = i % 12
  if (way === 2) return []
  const { startsAt, endsAt } = line.span
  const end = way === 7 ? endsAt + 30 * MINUTE_MS : endsAt
  const fen = way === 4 ? line.amountFen + 2000 : line.amountFen
  const reference = way === 9 ? '' : (line.reference ?? '')
  const row = [
    reference,
    line.assetNo,
    line.customer ?? '',
    moment(startsAt),
    moment(end),
    (fen / 100).toFixed(2),
  ]
  return way === 11 ? [row, row] : [row]
}

function moment(instant: Instant): string {
  return `${dateOf(instant, DEFAULT_ZONE)} ${timeOf(instant, DEFAULT_ZONE)}`
}
