/** `npm run bench [-- NAME …]`: measures each row against the limit of the same run. The table goes to data/bench.json too. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { moveRow, seriesRow } from './rows/change.ts'
import { createRow } from './rows/create.ts'
import { dayRow, timelineRow } from './rows/day.ts'
import { freeTimeRow } from './rows/free-time.ts'
import { killRow } from './rows/kill.ts'
import { pricingRow } from './rows/pricing.ts'
import { raceRow } from './rows/race.ts'
import { reconcileRow } from './rows/reconcile.ts'
import { searchRow } from './rows/search.ts'
import { weekRow } from './rows/week.ts'
import { type Row, tableOf } from './report.ts'

const ROWS: Record<string, () => Promise<readonly Row[]>> = {
  create: createRow,
  move: moveRow,
  series: seriesRow,
  week: weekRow,
  day: dayRow,
  timeline: timelineRow,
  search: searchRow,
  'free-time': freeTimeRow,
  race: raceRow,
  kill: killRow,
  reconcile: reconcileRow,
  pricing: pricingRow,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((it) => !(it in ROWS))
if (unknown.length > 0)
  throw new Error(`No such row: ${unknown.join(', ')}. There are ${Object.keys(ROWS).join(', ')}.`)

const rows: Row[] = []
for (const [name, measure] of Object.entries(ROWS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stderr.write(`${name} …\n`)
  rows.push(...(await measure()))
}
mkdirSync('data', { recursive: true })
writeFileSync('data/bench.json', `${JSON.stringify(rows, null, 2)}\n`)
process.stdout.write(`${tableOf(rows)}\n`)
