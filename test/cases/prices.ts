/** Cases about the price of time, days and things. */

import { z } from 'zod'
import { spanToBill } from '../../server/fees/rules/billed-spans.ts'
import { scheduleFactor } from '../../server/fees/rules/discount-factor.ts'
import { billableMinutes, costAndSubsidy, priceLines, totalOf } from '../../server/fees/rules/pricing.ts'
import { rateChunks } from '../../server/fees/rules/rate-windows.ts'
import type { PriceLine } from '../../server/fees/rules/price-lines.ts'
import { minimumPrice } from '../../server/fees/rules/time-segments.ts'
import { newDays, startedDays, unitPriceLines } from '../../server/fees/rules/unit-price.ts'
import { dateOf, timeOf } from '../../server/kernel/calendar.ts'
import { type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { ratioNumber } from '../../server/kernel/money.ts'
import {
  discountWindows,
  ratesOf,
  ScheduleRules,
  Steps,
  stepsOf,
  TimedRates,
  timedWindows,
  Yuan,
  yuan,
} from './money-words.ts'
import type { Adapters } from './report.ts'
import { moment, Span, span, Zone } from './words.ts'

/** The words of a price: what it costs, what of that is subsidised, what is left. */
function told(lines: readonly PriceLine[]) {
  const { costFen, subsidyFen } = costAndSubsidy(lines)
  const netFen = totalOf(lines)
  return {
    cost: yuan(costFen),
    cost_fen: costFen,
    subsidy: yuan(subsidyFen),
    subsidy_fen: subsidyFen,
    net: yuan(netFen),
    net_fen: netFen,
    total_fen: netFen,
    amount_fen: netFen,
  }
}

const MinutesInput = z.object({ start: z.string(), end: z.string(), tz: Zone })

function minutesBilled(input: unknown) {
  const it = MinutesInput.parse(input)
  return { minutes: billableMinutes(span(it, it.tz)) ?? null }
}

const MODES = ['reservation', 'usage', 'overage'] as const

const TimeInput = z.object({
  tz: Zone,
  mode: z.enum(MODES).default('usage'),
  rate_per_hour: z.number().optional(),
  base_rate_per_hour: z.number().optional(),
  subsidy_per_hour: z.number().optional(),
  base_subsidy_per_hour: z.number().optional(),
  minimum_charge: z.number().optional(),
  startup_fee: z.number().optional(),
  round_up_minutes: z.number().optional(),
  schedule_rules: ScheduleRules,
  timed_rates: TimedRates.default([]),
  steps: Steps,
  start: z.string().optional(),
  end: z.string().optional(),
  duration_minutes: z.number().optional(),
  minutes: z.number().optional(),
  reserved: Span.optional(),
  actual: Span.nullish(),
})
type TimeCase = z.infer<typeof TimeInput>

function tariffOf(it: TimeCase) {
  return ratesOf({
    rate_per_hour: it.rate_per_hour ?? it.base_rate_per_hour,
    subsidy_per_hour: it.subsidy_per_hour ?? it.base_subsidy_per_hour,
    minimum_charge: it.minimum_charge,
    startup_fee: it.startup_fee,
    round_up_minutes: it.round_up_minutes,
    rateWindows: [...discountWindows(it.schedule_rules), ...timedWindows(it.timed_rates)],
    steps: stepsOf(it.steps),
  })
}

/** The span that a case names, or one of the length that it gives. */
function spanOf(it: TimeCase): Interval {
  if (it.start !== undefined && it.end !== undefined) return span({ start: it.start, end: it.end }, it.tz)
  if (it.reserved) {
    return spanToBill(it.mode, span(it.reserved, it.tz), it.actual ? span(it.actual, it.tz) : undefined)
  }
  return lasting(it.duration_minutes ?? it.minutes ?? 0)
}

function lasting(minutes: number): Interval {
  const startsAt = moment('00:00')
  return { startsAt, endsAt: startsAt + minutes * MINUTE_MS }
}

function priceTime(input: unknown) {
  const it = TimeInput.parse(input)
  return told(priceLines(tariffOf(it), spanOf(it), it.tz))
}

/** A service is entered in minutes, and none of them is none. */
function timedService(input: unknown) {
  const it = TimeInput.parse(input)
  return told(it.minutes === 0 ? [] : priceLines(tariffOf(it), spanOf(it), it.tz))
}

const ChunksInput = z.object({
  chunks: z.array(z.object({ minutes: z.number(), amount: Yuan, minimum: Yuan })),
})

function priceMin(input: unknown) {
  const chunks = ChunksInput.safeParse(input)
  if (!chunks.success) return priceTime(input)
  const fen = minimumPrice(
    chunks.data.chunks.map((it) => ({
      ms: it.minutes * MINUTE_MS,
      amountFen: it.amount,
      minimumFen: it.minimum,
    })),
  )
  return { amount: yuan(fen), amount_fen: fen }
}

function priceModes(input: unknown) {
  const it = TimeInput.parse(input)
  const answers = MODES.map((mode) => {
    const wanted = spanOf({ ...it, mode })
    const { cost_fen, subsidy_fen } = told(priceLines(tariffOf(it), wanted, it.tz))
    return {
      [`${mode}_fen`]: cost_fen,
      [`${mode}_subsidy_fen`]: subsidy_fen,
      [`${mode}_minutes`]: billableMinutes(wanted),
    }
  })
  return Object.assign({}, ...answers)
}

const FactorInput = Span.extend({ tz: Zone, schedule_rules: ScheduleRules })

function discountFactor(input: unknown) {
  const it = FactorInput.parse(input)
  return { factor: ratioNumber(scheduleFactor(span(it, it.tz), discountWindows(it.schedule_rules), it.tz)) }
}

const DailyInput = z.union([
  Span.extend({ tz: Zone, rate_per_day: Yuan, subsidy_per_day: Yuan.default(0) }),
  z.object({ tz: Zone, daily_rate: Yuan, uses: z.array(z.tuple([z.string(), z.string()])) }),
])

function priceDaily(input: unknown) {
  const it = DailyInput.parse(input)
  if ('uses' in it) {
    const uses = it.uses.map(([start, end]) => span({ start, end }, it.tz))
    const rates = { unit: 'day', unitPriceFen: it.daily_rate } as const
    const fen = newDays(uses, it.tz).map((days) => totalOf(unitPriceLines(rates, days)))
    return { amounts: fen.map(yuan), amounts_fen: fen }
  }
  const rates = { unit: 'day', unitPriceFen: it.rate_per_day, unitSubsidyFen: it.subsidy_per_day } as const
  return told(unitPriceLines(rates, startedDays(span(it, it.tz))))
}

const ItemInput = z.object({
  unit_cost: Yuan,
  unit_subsidy: Yuan.default(0),
  quantity: z.number().default(1),
})

function priceItem(input: unknown) {
  const it = ItemInput.parse(input)
  const rates = { unit: 'item', unitPriceFen: it.unit_cost, unitSubsidyFen: it.unit_subsidy } as const
  return told(unitPriceLines(rates, it.quantity))
}

const FixedInput = z.object({ fixed_price: Yuan, fixed_subsidy: Yuan.default(0) })

function priceFixed(input: unknown) {
  const it = FixedInput.parse(input)
  const rates = { unit: 'booking', unitPriceFen: it.fixed_price, unitSubsidyFen: it.fixed_subsidy } as const
  return told(unitPriceLines(rates, 1))
}

const SplitInput = Span.extend({ tz: Zone, base_rate_per_hour: Yuan, timed_rates: TimedRates })

function rateSplit(input: unknown) {
  const it = SplitInput.parse(input)
  const rates = ratesOf({ rateFenPerHour: it.base_rate_per_hour, rateWindows: timedWindows(it.timed_rates) })
  const wanted = span(it, it.tz)
  const wall = (instant: number) => `${dateOf(instant, it.tz)}T${timeOf(instant, it.tz)}`
  const chunks = rateChunks(wanted, rates.rateWindows, it.tz)
    .flatMap(({ window, parts }) =>
      parts.map((part) => ({ ...part, fen: window?.rateFenPerHour ?? rates.rateFenPerHour })),
    )
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .map((part) => [wall(part.startsAt), wall(part.endsAt), yuan(part.fen)])
  const fen = totalOf(priceLines(rates, wanted, it.tz))
  return { chunks, total: yuan(fen), total_fen: fen }
}

export const PRICE_ADAPTERS: Adapters = {
  billable_minutes: minutesBilled,
  billable_minutes_modes: priceModes,
  price_time: priceTime,
  price_stepped: priceTime,
  price_usage: priceTime,
  price_overage: priceTime,
  price_ceil: priceTime,
  price_min: priceMin,
  price_modes: priceModes,
  price_modes_min: priceModes,
  price_modes_subsidy: priceModes,
  price_timed_service: timedService,
  price_daily: priceDaily,
  price_item: priceItem,
  price_fixed: priceFixed,
  discount_factor: discountFactor,
  rate_split: rateSplit,
}
