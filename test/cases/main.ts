/** `npm run -s cases -- FILE.json …`: a line for each case that fails, then the count; exit status 1 when any does. */

import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { BILLING_ADAPTERS } from './billing.ts'
import { BOOKING_ADAPTERS } from './booking.ts'
import { CALENDAR_ADAPTERS } from './calendar.ts'
import { PRICE_ADAPTERS } from './prices.ts'
import { RECURRENCE_ADAPTERS } from './recurrence.ts'
import { Case, casesReport } from './report.ts'
import { POLICY_ADAPTERS } from './policy.ts'
import { SETTLING_ADAPTERS } from './settling.ts'
import { STATISTICS_ADAPTERS } from './statistics.ts'
import { USE_ADAPTERS } from './use.ts'

const paths = process.argv.slice(2)
if (paths.length === 0) throw new Error('Usage: npm run -s cases -- FILE.json …')

const cases = paths.flatMap((path) => z.array(Case).parse(JSON.parse(readFileSync(path, 'utf8'))))
const adapters = {
  ...BILLING_ADAPTERS,
  ...BOOKING_ADAPTERS,
  ...CALENDAR_ADAPTERS,
  ...POLICY_ADAPTERS,
  ...PRICE_ADAPTERS,
  ...RECURRENCE_ADAPTERS,
  ...SETTLING_ADAPTERS,
  ...STATISTICS_ADAPTERS,
  ...USE_ADAPTERS,
}
const { passed, failed, failures } = casesReport(cases, adapters)
for (const line of failures) process.stdout.write(`${line}\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
