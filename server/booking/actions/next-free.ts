/** The catalog by the next free start: over the whole result, not over a page of it. */

import { findInstrumentIds, type InstrumentFilter, instrumentSearch } from '../../catalog/actions/find.ts'
import { type Instrument, instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { InstrumentSearch } from '../../catalog/queries/instrument-search.ts'
import { isInOrder } from '../../catalog/rules/instrument.ts'
import type { Context } from '../../context.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { OUTLOOK_MS } from '../rules/free-time.ts'
import { earliestStart } from '../rules/time-search.ts'
import { knownTime, slotQuestion } from './free-slots.ts'

/** More are not put in order: whoever sees so many narrows them. */
const ORDERED_MAX = 10_000

type Key = readonly [startsAt: number, id: string]

/** Instruments of the catalog, those first that can be booked soonest; at the end those without a free start in two weeks, or out of order. */
export async function instrumentsByNextFree(
  ctx: Context,
  filter: InstrumentFilter,
  args: PageArgs,
): Promise<Page<Instrument> & { readonly search: InstrumentSearch }> {
  const page = pageRequest(args)
  const now = ctx.now()
  const ids = await findInstrumentIds(ctx, filter, 'name', ORDERED_MAX)
  const known = await knownTime(ctx, ids)
  const during = { startsAt: now, endsAt: now + OUTLOOK_MS }
  const question = await slotQuestion(ctx, known, { during, lengthMs: null, wishes: {} })
  // As cards tell it: to everybody the notice that counts for his class.
  const earliest = earliestStart({ ...question, hasNoLeads: () => false })
  const keys = ids.map((id): Key => {
    const instrument = known.instruments.get(id)
    const slot = instrument && isInOrder(instrument.runStatus) ? earliest(instrument) : undefined
    return [slot?.startsAt ?? Number.MAX_SAFE_INTEGER, id]
  })
  const [startsAt, id] = page.after ?? []
  const isAfter = (it: Key) =>
    typeof startsAt !== 'number' || typeof id !== 'string' || inOrder(it, [startsAt, id]) > 0
  const listed = keys
    .filter(isAfter)
    .toSorted(inOrder)
    .slice(0, page.limit + 1)
  const found = await instrumentsByIds(
    ctx.store.db,
    listed.map((it) => it[1]),
  )
  const rows = found.flatMap((instrument, i) => {
    const key = listed[i]
    return instrument && key ? [{ instrument, key }] : []
  })
  const { edges, pageInfo } = pageOf(rows, page, (it) => it.key)
  return {
    edges: edges.map(({ cursor, node }) => ({ cursor, node: node.instrument })),
    pageInfo,
    search: await instrumentSearch(ctx, filter),
  }
}

function inOrder([a, id]: Key, [b, other]: Key): number {
  if (a !== b) return a - b
  return id < other ? -1 : Number(id > other)
}
