/** How the cases write money, rates and schedules. */

import { z } from 'zod'
import type { Rates, RateStep, RateWindow } from '../../server/fees/rules/tariffs.ts'
import { weekdays } from './words.ts'

/** Yuan with decimals, as fen. */
export const Yuan = z.number().transform((amount) => Math.round(amount * 100))

/** What an answer gives in yuan. */
export function yuan(fen: number): number {
  return fen / 100
}

const Days = z.union([z.string(), z.array(z.string())])

export const ScheduleRules = z
  .array(z.object({ days: Days, start: z.string(), end: z.string(), discount_percent: z.number() }))
  .default([])

/** Schedule discounts as windows with a percentage of the rate. */
export function discountWindows(rules: z.infer<typeof ScheduleRules>): readonly RateWindow[] {
  return rules.map((it) => ({
    nameZh: String(it.days),
    weekdays: weekdays(it.days),
    startsAt: it.start,
    endsAt: it.end,
    percent: 100 - it.discount_percent,
  }))
}

const Window = z.object({
  day: z.string().optional(),
  days: Days.optional(),
  start: z.string(),
  end: z.string(),
})

export const TimedRates = z.array(
  z.object({ rate_per_hour: z.number(), minimum_charge: Yuan.optional(), windows: z.array(Window) }),
)

/** Timed rates as windows with a rate of their own. */
export function timedWindows(rates: z.infer<typeof TimedRates>): readonly RateWindow[] {
  return rates.flatMap(({ rate_per_hour, minimum_charge, windows }) =>
    windows.map(({ day, days, start, end }) => ({
      nameZh: `${rate_per_hour}`,
      weekdays: weekdays(day ?? days ?? 'mon-sun'),
      startsAt: start,
      endsAt: end,
      percent: 100,
      rateFenPerHour: Yuan.parse(rate_per_hour),
      ...(minimum_charge === undefined ? {} : { minimumChargeFen: minimum_charge }),
    })),
  )
}

export const Steps = z
  .array(
    z.object({
      after_hours: z.number(),
      rate_per_hour: Yuan,
      subsidy_per_hour: Yuan.optional(),
    }),
  )
  .default([])

export function stepsOf(steps: z.infer<typeof Steps>): readonly RateStep[] {
  return steps.map((it) => ({
    afterMinutes: it.after_hours * 60,
    rateFenPerHour: it.rate_per_hour,
    ...(it.subsidy_per_hour === undefined ? {} : { subsidyFenPerHour: it.subsidy_per_hour }),
  }))
}

type Words = Partial<Rates> & {
  readonly rate_per_hour?: number | undefined
  readonly subsidy_per_hour?: number | undefined
  readonly minimum_charge?: number | undefined
  readonly startup_fee?: number | undefined
  readonly round_up_minutes?: number | undefined
}

/** A tariff of which a case says only what matters to it; amounts in yuan. */
export function ratesOf(words: Words): Rates {
  const { rate_per_hour, subsidy_per_hour, minimum_charge, startup_fee, round_up_minutes, ...more } = words
  return {
    mode: 'reservation',
    rateFenPerHour: Yuan.parse(rate_per_hour ?? 0),
    subsidyFenPerHour: Yuan.parse(subsidy_per_hour ?? 0),
    startUpFeeFen: Yuan.parse(startup_fee ?? 0),
    minimumChargeFen: Yuan.parse(minimum_charge ?? 0),
    roundUpMinutes: round_up_minutes ?? 1,
    cancelNoticeMinutes: 0,
    cancelFeeFen: 0,
    rateWindows: [],
    ...more,
  }
}
