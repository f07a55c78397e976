/** Free time with what it would cost, and in the order of that: found by booking, priced here for all at once. */

import { freeSlots, type SlotSearch } from '../../booking/actions/free-slots.ts'
import { firstSlots, type FoundSlot } from '../../booking/rules/slot-order.ts'
import type { Context } from '../../context.ts'
import { dateOf, instantOf } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Page, type PageArgs, pageOf, pageRequest, type PageRequest } from '../../kernel/page.ts'
import { firstTariffs, tariffsByInstrumentIds } from '../queries/tariffs.ts'
import { priceLines, totalOf } from '../rules/pricing.ts'
import { customerClassOf, tariffInForce } from '../rules/tariffs.ts'

/** So many of the earliest are priced to find the cheapest. */
const PRICED_MAX = 2_000

export type FreeSlot = Interval & {
  readonly instrumentId: string
  /** What it would cost the viewer; null where there is no price. */
  readonly totalFen: Fen | null
}

export type SlotSort = 'earliest' | 'cheapest'

export type SlotPage = Page<FreeSlot> & { readonly totalCount: number }

/** One row for each instrument with a fitting time: its earliest. What has no price comes last among the cheapest. */
export async function pricedSlots(
  ctx: Context,
  search: Omit<SlotSearch, 'notBefore'>,
  { sort, ...args }: PageArgs & { readonly sort: SlotSort },
): Promise<SlotPage> {
  const page = pageRequest(args)
  const found = await freeSlots(ctx, { ...search, notBefore: pricedFrom(ctx) })
  const slots = sort === 'cheapest' ? await cheapest(ctx, found, page) : await earliest(ctx, found, page)
  const rows = pageOf(slots, page, (it) => (sort === 'cheapest' ? priceKey(it) : timeKey(it)))
  return { ...rows, totalCount: found.length }
}

/** Nobody books what has no price for him: from which moment on it has one. */
function pricedFrom({ store, viewer }: Context): SlotSearch['notBefore'] {
  return async (instruments) => {
    const tariffs = await firstTariffs(
      store.db,
      instruments.map((it) => it.id),
    )
    const days = new Map(tariffs.map((it) => [`${it.instrumentId} ${it.customerClass}`, it.validFrom]))
    return ({ id, institutionId, timeZone }): Instant | undefined => {
      const day = days.get(`${id} ${customerClassOf(institutionId, viewer?.institutionId ?? null)}`)
      return day === undefined ? undefined : instantOf(day, '00:00', timeZone)
    }
  }
}

function timeKey({ startsAt, instrumentId }: FreeSlot): readonly (string | number)[] {
  return [startsAt, instrumentId]
}

/** No price is more than any price. */
function priceKey(it: FreeSlot): readonly (string | number)[] {
  return [it.totalFen ?? Number.MAX_SAFE_INTEGER, ...timeKey(it)]
}

function earliest(
  ctx: Context,
  found: readonly FoundSlot[],
  { limit, after = [] }: PageRequest,
): Promise<readonly FreeSlot[]> {
  const [startsAt, id] = after
  const place = typeof startsAt === 'number' && typeof id === 'string' ? { startsAt, id } : undefined
  return priced(ctx, firstSlots(found, limit + 1, place))
}

async function cheapest(
  ctx: Context,
  found: readonly FoundSlot[],
  { limit, after }: PageRequest,
): Promise<readonly FreeSlot[]> {
  const slots = await priced(ctx, firstSlots(found, PRICED_MAX, undefined))
  const left = after ? slots.filter((it) => compared(priceKey(it), after) > 0) : slots
  return left.toSorted((a, b) => compared(priceKey(a), priceKey(b))).slice(0, limit + 1)
}

function compared(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [i, it] of a.entries()) {
    const other = b[i] ?? 0
    if (it < other) return -1
    if (it > other) return 1
  }
  return 0
}

/** One statement, however many they are. */
async function priced(ctx: Context, slots: readonly FoundSlot[]): Promise<readonly FreeSlot[]> {
  if (slots.length === 0) return []
  const tariffs = await tariffsByInstrumentIds(
    ctx.store.db,
    slots.map((it) => it.instrument.id),
  )
  return slots.map(({ instrument, startsAt, endsAt }, i) => {
    const { id: instrumentId, institutionId, timeZone } = instrument
    const span = { startsAt, endsAt }
    const customerClass = customerClassOf(institutionId, ctx.viewer?.institutionId ?? null)
    const tariff = tariffInForce(tariffs[i] ?? [], customerClass, dateOf(startsAt, timeZone))
    return { ...span, instrumentId, totalFen: tariff ? totalOf(priceLines(tariff, span, timeZone)) : null }
  })
}
