/** Who sees which charges, statements and totals, on each dialect. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findCharges } from '../../../server/fees/actions/charges.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import {
  findStatements,
  findUnstatedTotals,
  issueStatement,
} from '../../../server/fees/actions/statements.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { codesOf, type Market, month, morning, openMarket, use } from '../../support/settlement.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('on %s', (dialect) => {
  let world: World
  let people: Market

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
  })
  afterEach(() => world.close())

  const all = { first: 100 }
  const chargesSeenBy = async (viewer: Viewer) => {
    const page = await findCharges(world.as(viewer), {}, all)
    return page.edges.map((it) => it.node)
  }

  const payers = async (viewer: Viewer) => (await chargesSeenBy(viewer)).map((it) => it.payerId)
  const find = async (viewer: Viewer, filter: Parameters<typeof findCharges>[1]) => {
    const page = await findCharges(world.as(viewer), filter, all)
    return { ...(await page.totals()), seen: page.edges.length }
  }

  describe('what people see', () => {
    beforeEach(async () => {
      await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      await use(world, people.cleo, '2026-01-05T10:00', '2026-01-05T11:00')
      await use(world, people.insider, '2026-01-05T11:00', '2026-01-05T12:00')
      world.clock.now = morning('02-02')
      await issueStatement(world.as(people.finance), { providerId: 'lab', payerId: 'firm', period: month(1) })
    })

    test('is their own, their institution’s by a role there, or all of it', async () => {
      expect(await payers(people.ada)).toEqual(['firm'])
      expect(await payers(people.payerFinance)).toEqual(['firm'])
      expect(await payers(people.cleo)).toEqual(['college'])
      expect(await payers(people.solo)).toEqual([])
      expect(await payers(people.keeper)).toEqual(['lab', 'college', 'firm'])
      expect(await payers(people.auditor)).toEqual(['lab', 'college', 'firm'])
      expect(await codesOf(findCharges(world.as(), {}, all))).toEqual(['SIGN_IN_REQUIRED'])
    })

    test('of statements is the same, without the colleagues of who booked', async () => {
      const count = async (viewer: Viewer) => (await findStatements(world.as(viewer), {}, all)).edges.length
      expect(await count(people.ada)).toBe(0)
      expect(await count(people.payerFinance)).toBe(1)
      expect(await count(people.finance)).toBe(1)
      expect(await count(people.auditor)).toBe(1)
      expect(await count(people.cleo)).toBe(0)
      const own = await world.ask(people.ada, '{ charges { edges { node { state statement { id } } } } }')
      expect(own['charges']).toEqual({ edges: [{ node: { state: 'STATED', statement: null } }] })
    })

    test('is narrowed by filters, and the totals with it', async () => {
      expect(await find(people.finance, {})).toEqual({ count: 3, totalFen: 30_000, seen: 3 })
      expect(await find(people.finance, { state: 'open' })).toEqual({ count: 2, totalFen: 18_000, seen: 2 })
      expect(await find(people.finance, { payerId: 'firm' })).toEqual({ count: 1, totalFen: 12_000, seen: 1 })
      expect(await find(people.finance, { providerId: 'firm' })).toEqual({ count: 0, totalFen: 0, seen: 0 })
      expect(await find(people.ada, { providerId: 'lab' })).toEqual({ count: 1, totalFen: 12_000, seen: 1 })
      const during = { startsAt: wallTime('2026-01-05T11:00'), endsAt: wallTime('2026-01-05T12:00') }
      expect(await find(people.auditor, { during })).toEqual({ count: 1, totalFen: 12_000, seen: 1 })
    })

    test('comes in pages, newest first, without gaps', async () => {
      const ids: string[] = []
      for (let after: string | null = null; ;) {
        const { edges, pageInfo } = await findCharges(world.as(people.insider), {}, { first: 1, after })
        ids.push(...edges.map((it) => it.node.id))
        if (!pageInfo.hasNextPage) break
        after = pageInfo.endCursor
      }
      expect(ids).toEqual((await chargesSeenBy(people.insider)).map((it) => it.id))
      const seen: string[] = []
      for (let after: string | null = null; ;) {
        const { edges, pageInfo } = await findCharges(world.as(people.finance), {}, { first: 2, after })
        seen.push(...edges.map((it) => it.node.id))
        if (!pageInfo.hasNextPage) break
        after = pageInfo.endCursor
      }
      expect(seen).toEqual((await chargesSeenBy(people.finance)).map((it) => it.id))
    })

    test('of the books is for the finance of the provider and for the city', async () => {
      const input = { providerId: 'lab', period: month(1) }
      expect(await findUnstatedTotals(world.as(people.finance), input)).toMatchObject([
        { payerId: 'college', count: 1, totalFen: 12_000 },
        { payerId: 'lab', count: 1, totalFen: 6_000 },
      ])
      expect(await codesOf(findUnstatedTotals(world.as(people.payerFinance), input))).toEqual(['FORBIDDEN'])
      expect(await codesOf(ledgerCheck(world.as(people.payerFinance), 'lab'))).toEqual(['FORBIDDEN'])
      expect(await codesOf(ledgerCheck(world.as(people.finance), null))).toEqual(['FORBIDDEN'])
      expect((await ledgerCheck(world.as(people.payerFinance), 'firm')).transferCount).toBe(0)
    })

    test('of a booking and of a use is its charge, for those who may see it', async () => {
      const [charge] = await chargesSeenBy(people.cleo)
      const query = `query ($id: ID!) { booking(id: $id) { charge { id } usage { charge { id } } } }`
      const ask = async (viewer: Viewer) =>
        (await world.ask(viewer, query, { id: charge?.bookingId }))['booking']
      expect(await ask(people.cleo)).toEqual({
        charge: { id: charge?.id },
        usage: { charge: { id: charge?.id } },
      })
      expect(await ask(people.keeper)).toEqual({
        charge: { id: charge?.id },
        usage: { charge: { id: charge?.id } },
      })
      expect(await ask(people.ada)).toMatchObject({ charge: null })
    })
  })
})
