/** Charges priced by one core: uses of 1 to 9 hours under a tariff with windows, start-up fee, minimum and steps. */

import { type Rates } from '../../../server/fees/rules/tariffs.ts'
import { priceLinesOfAll, totalOf } from '../../../server/fees/rules/pricing.ts'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { atLeast, type Row } from '../report.ts'

const CHARGES = 200_000
const PER_SECOND = 100_000
const ZONE = 'Asia/Shanghai'

const PLAIN: Rates = {
  mode: 'usage',
  rateFenPerHour: 12_000,
  startUpFeeFen: 5000,
  minimumChargeFen: 20_000,
  cancelNoticeMinutes: 0,
  cancelFeeFen: 0,
  rateWindows: [],
}

const NIGHT: Rates = {
  ...PLAIN,
  rateWindows: [
    { nameZh: '夜间', weekdays: [1, 2, 3, 4, 5, 6, 7], startsAt: '22:00', endsAt: '08:00', percent: 80 },
  ],
}

export async function pricingRow(): Promise<readonly Row[]> {
  return [rowOf('charges priced', PLAIN), rowOf('charges priced, with a night rate', NIGHT)]
}

function rowOf(name: string, rates: Rates): Row {
  priced(rates, CHARGES / 10)
  const before = process.cpuUsage()
  priced(rates, CHARGES)
  const { user, system } = process.cpuUsage(before)
  const ours = CHARGES / ((user + system) / 1_000_000)
  return atLeast(1, { name, unit: '/s and core', ours, against: 'goal', limit: PER_SECOND })
}

function priced(rates: Rates, count: number): number {
  const from = Date.UTC(2026, 0, 1)
  let sum = 0
  for (let i = 0; i < count; i += 1) {
    const startsAt = from + i * 17 * MINUTE_MS
    const used = [{ startsAt, endsAt: startsAt + HOUR_MS + ((i * 13) % 480) * MINUTE_MS }]
    sum += totalOf(priceLinesOfAll(rates, used, ZONE))
  }
  return sum
}
