/** Cases about how much instruments were used, and by whom. */

import { z } from 'zod'
import { HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import { groupShares, machineTime } from '../../server/statistics/rules/machine-time.ts'
import type { Adapters } from './report.ts'

const HoursInput = z.object({
  records: z.array(
    z.object({ is_manager: z.boolean(), hours: z.number(), is_missed: z.boolean().default(false) }),
  ),
})

function utilizationHours(input: unknown) {
  const { records } = HoursInput.parse(input)
  const { totalMs, openMs } = machineTime(
    records.map((it) => ({ ms: it.hours * HOUR_MS, isKeepers: it.is_manager, isMissed: it.is_missed })),
  )
  return { time_total_hours: totalMs / HOUR_MS, time_open_hours: openMs / HOUR_MS }
}

const ShareInput = z.object({
  rows: z.array(
    z.object({
      group: z.string(),
      count: z.number(),
      reserved_minutes_each: z.number(),
      actual_minutes_each: z.number(),
    }),
  ),
})

function utilizationShare(input: unknown) {
  const { rows } = ShareInput.parse(input)
  const { groups, total } = groupShares(
    rows.flatMap((it) =>
      Array.from({ length: it.count }, () => ({
        group: it.group,
        reservedMs: it.reserved_minutes_each * MINUTE_MS,
        usedMs: it.actual_minutes_each * MINUTE_MS,
      })),
    ),
  )
  const told = groups.map((it) => [
    it.group,
    {
      count: it.count,
      reserved_hours: it.reservedHours,
      reserved_share_percent: it.reservedPercent,
      actual_hours: it.usedHours,
      actual_share_percent: it.usedPercent,
    },
  ])
  return {
    ...Object.fromEntries(told),
    total: { count: total.count, reserved_hours: total.reservedHours, actual_hours: total.usedHours },
  }
}

export const STATISTICS_ADAPTERS: Adapters = {
  utilization_hours: utilizationHours,
  utilization_share: utilizationShare,
}
