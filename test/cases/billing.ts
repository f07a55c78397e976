/** Cases about which time, which count and whose price is billed. */

import { z } from 'zod'
import { smartTime, type Session, unionTime, usedTime } from '../../server/fees/rules/billed-spans.ts'
import { ANYBODY, cheapestOffer, taggedPrice } from '../../server/fees/rules/price-choice.ts'
import { costAndSubsidy, priceLines, priceLinesOfAll, totalOf } from '../../server/fees/rules/pricing.ts'
import { unitPriceLines } from '../../server/fees/rules/unit-price.ts'
import { DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { HOUR_MS, type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { ratesOf, Yuan, yuan } from './money-words.ts'
import type { Adapters } from './report.ts'
import { moment, Span, span } from './words.ts'

const KEEPER = 'manager'

const Use = Span.extend({ user: z.string() })
const UsesInput = z.object({
  rate_per_hour: z.number(),
  startup_fee: z.number().default(0),
  reservations: z.array(Use),
  uses: z.array(Use),
})

function sessionOf(it: z.infer<typeof Use>): Session {
  return { ...span(it), userId: it.user, isKeepers: it.user === KEEPER }
}

function total(fen: number) {
  return { total: yuan(fen), total_fen: fen }
}

function usageTime(input: unknown) {
  const it = UsesInput.parse(input)
  const rates = ratesOf({ rate_per_hour: it.rate_per_hour, startup_fee: it.startup_fee })
  return total(
    totalOf(usedTime(it.uses.map(sessionOf)).flatMap((use) => priceLines(rates, use, DEFAULT_ZONE))),
  )
}

function unionOfTime(input: unknown) {
  const it = UsesInput.parse(input)
  const rates = ratesOf({ rate_per_hour: it.rate_per_hour, startup_fee: it.startup_fee })
  const { bookings, walkIns } = unionTime(it.reservations.map(sessionOf), it.uses.map(sessionOf))
  const spans = [...bookings, ...walkIns.map((use) => [use])]
  return total(totalOf(spans.flatMap((use) => priceLinesOfAll(rates, use, DEFAULT_ZONE))))
}

const HourSpan = z.object({ user: z.string(), start_hour: z.number(), end_hour: z.number() })
const SmartInput = z.object({
  rate_per_hour: z.number(),
  startup_fee: z.number().default(0),
  reservations: z.array(HourSpan),
  records: z.array(HourSpan),
})

function smartBilling(input: unknown) {
  const it = SmartInput.parse(input)
  const rates = ratesOf({ rate_per_hour: it.rate_per_hour, startup_fee: it.startup_fee })
  const session = (use: z.infer<typeof HourSpan>): Session => ({
    startsAt: moment('00:00') + use.start_hour * HOUR_MS,
    endsAt: moment('00:00') + use.end_hour * HOUR_MS,
    userId: use.user,
    isKeepers: use.user === KEEPER,
  })
  const { bookings, walkIns } = smartTime(it.reservations.map(session), it.records.map(session))
  const price = (spans: readonly Interval[]) => totalOf(priceLinesOfAll(rates, spans, DEFAULT_ZONE))
  const fen = bookings.map(price)
  const walkInFen = walkIns.map((use) => price([use]))
  return {
    reservation_charges: fen.map(yuan),
    reservation_charges_fen: fen,
    walkin_record_charges: walkInFen.map(yuan),
    walkin_record_charges_fen: walkInFen,
  }
}

const TagPrice = z.object({ unit_price: z.number(), startup_fee: z.number().default(0) })
const CountInput = z.object({
  hours: z.number().optional(),
  samples: z.number().optional(),
  uses: z.number().optional(),
  unit_price: z.number().optional(),
  startup_fee: z.number().default(0),
  user_tags: z.array(z.string()).default([]),
  user_tags_in_weight_order: z.array(z.string()).default([]),
  prices: z.record(z.string(), TagPrice).optional(),
})

/** Hours, samples or uses at the price of the user's first tag that has one. */
function counted(input: unknown) {
  const it = CountInput.parse(input)
  const own = { unit_price: it.unit_price ?? 0, startup_fee: it.startup_fee }
  const prices = new Map(Object.entries(it.prices ?? { [ANYBODY]: own }))
  const chosen = taggedPrice([...it.user_tags, ...it.user_tags_in_weight_order], prices)
  if (!chosen) return { selected: null, error: 'no_price' }
  const { unit_price, startup_fee } = chosen.price
  const count = it.samples ?? it.uses
  const lines =
    count === undefined
      ? priceLines(
          ratesOf({ rate_per_hour: unit_price, startup_fee }),
          { startsAt: 0, endsAt: (it.hours ?? 0) * HOUR_MS },
          DEFAULT_ZONE,
        )
      : unitPriceLines(
          {
            unit: it.samples === undefined ? 'use' : 'sample',
            unitPriceFen: Yuan.parse(unit_price),
            startUpFeeFen: Yuan.parse(startup_fee),
          },
          count,
        )
  const fen = totalOf(lines)
  return { selected: chosen.tag, amount: yuan(fen), amount_fen: fen }
}

const Group = z.object({
  name: z.string(),
  rate_per_hour: z.number(),
  subsidy_per_hour: z.number().default(0),
  minimum_charge: z.number().optional(),
  base: z.boolean().default(false),
  can_purchase: z.boolean().default(true),
})
const ChoiceInput = z.object({ groups: z.array(Group), duration_minutes: z.number() })
const NoBaseInput = z.object({ base_rate_per_hour: z.null(), timed_rates: z.array(z.unknown()) })

function priceSelection(input: unknown) {
  if (NoBaseInput.safeParse(input).success) return { error: 'no_base_rate' }
  const groups = ChoiceInput.safeParse(input)
  if (!groups.success) return counted(input)
  const span_ = { startsAt: 0, endsAt: groups.data.duration_minutes * MINUTE_MS }
  const offers = groups.data.groups.map(({ name, base, can_purchase, ...rates }) => {
    const lines = priceLines(ratesOf(rates), span_, DEFAULT_ZONE)
    return { name, netFen: totalOf(lines), isBase: base, isOpen: can_purchase, ...costAndSubsidy(lines) }
  })
  const chosen = cheapestOffer(offers)
  if (!chosen) return { selected: null, error: 'no_price' }
  return {
    selected: chosen.name,
    net: yuan(chosen.netFen),
    net_fen: chosen.netFen,
    cost_fen: chosen.costFen,
    subsidy_fen: chosen.subsidyFen,
  }
}

export const BILLING_ADAPTERS: Adapters = {
  lims_usage_time: usageTime,
  lims_union_time: unionOfTime,
  lims_smart_billing: smartBilling,
  lims_sample_fee: counted,
  lims_usage_fee: counted,
  price_selection: priceSelection,
}
