/** Cases about coming, not coming, and what it costs. */

import { z } from 'zod'
import { isNoShow } from '../../server/booking/rules/states.ts'
import { cancellationLines } from '../../server/fees/rules/cancellation.ts'
import { totalOf } from '../../server/fees/rules/pricing.ts'
import { DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import { attendance } from '../../server/usage/rules/attendance.ts'
import type { Adapters } from './report.ts'
import { Span, span } from './words.ts'

const AttendanceInput = z.object({
  reserved: Span,
  use: Span.nullable(),
  late_tolerance_min: z.number(),
  leave_early_tolerance_min: z.number(),
  overtime_tolerance_min: z.number(),
})

function attended(input: unknown) {
  const it = AttendanceInput.parse(input)
  const tolerances = {
    lateMs: it.late_tolerance_min * MINUTE_MS,
    leaveEarlyMs: it.leave_early_tolerance_min * MINUTE_MS,
    overtimeMs: it.overtime_tolerance_min * MINUTE_MS,
  }
  return { status: attendance(span(it.reserved), it.use && span(it.use), tolerances).toUpperCase() }
}

const NoShowInput = z.object({
  auto_cancel_minutes: z.number(),
  minutes_since_start: z.number(),
  started: z.boolean(),
  cancellation_fee: z.number().default(0),
})

function noShow(input: unknown) {
  const it = NoShowInput.parse(input)
  const reserved = { startsAt: 0, endsAt: HOUR_MS }
  const at = it.minutes_since_start * MINUTE_MS
  const state = it.started ? 'in_use' : 'confirmed'
  if (!isNoShow({ state, startsAt: reserved.startsAt }, at, it.auto_cancel_minutes * MINUTE_MS)) {
    return { status: it.started ? 'started' : 'booked', fee_fen: 0 }
  }
  const feeFen = it.cancellation_fee * 100
  // A fee is never more than the booking costs: here it costs as much.
  const rates = {
    mode: 'reservation',
    rateFenPerHour: feeFen,
    startUpFeeFen: 0,
    minimumChargeFen: 0,
    cancelNoticeMinutes: 1,
    cancelFeeFen: feeFen,
    rateWindows: [],
  } as const
  const fee = totalOf(cancellationLines(rates, { reserved, at, isFree: false, missed: true }, DEFAULT_ZONE))
  return { status: fee > 0 ? 'cancelled_with_fee' : 'cancelled', fee_fen: fee }
}

export const USE_ADAPTERS: Adapters = { attendance: attended, no_show: noShow }
