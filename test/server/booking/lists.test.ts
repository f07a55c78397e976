/** Pages of bookings through the front door: one's own, the desk's, and requests. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import { addBooking, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const MINE = /* GraphQL */ `
  query ($scope: BookingScope, $first: Int, $after: String) {
    myBookings(scope: $scope, first: $first, after: $after) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`
const DESK = /* GraphQL */ `
  query ($filter: DeskFilter!, $first: Int, $after: String) {
    deskBookings(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`
const REQUESTS = /* GraphQL */ `
  query ($institutionId: ID, $first: Int, $after: String) {
    bookingRequests(institutionId: $institutionId, first: $first, after: $after) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`

type Answer = {
  readonly edges: readonly { readonly node: { readonly id: string } }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** Friday 2 January in Ordos; the clock stands at noon. */
const DAY = span('00:00', '24:00')
const NOON = span('12:00', '24:00').startsAt

describe.each(dialects)('%s: pages of bookings', (dialect) => {
  let world: World
  let lab: Lab

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    for (const id of ['tem', 'xrd']) await addInstrument(world, id, { institutionId: 'lab' })
    await addInstrument(world, 'nmr', { institutionId: 'firm' })
    const owners = { sem: 'lab', tem: 'lab', xrd: 'lab', nmr: 'firm' }
    const add = (instrument: keyof typeof owners, id: string, at: Interval, more: object = {}) =>
      addBooking(
        world,
        { id: instrument, institutionId: owners[instrument] },
        { id, personId: 'ada', ...at, ...more },
      )
    await add('sem', 'done', span('08:00', '09:00'), { state: 'completed' })
    await add('sem', 'using', span('10:00', '11:00'), { state: 'in_use' })
    await add('sem', 'next', span('13:00', '14:00'))
    await add('sem', 'asked', span('15:00', '16:00'), { state: 'requested', createdAt: NEW_YEAR + 2 })
    await add('sem', 'off', span('17:00', '18:00'), { state: 'cancelled' })
    await add('tem', 'refused', span('17:00', '18:00'), { state: 'rejected' })
    await add('tem', 'missed', span('08:00', '09:00'), { state: 'missed', personId: 'bob' })
    await add('tem', 'bobs', span('13:00', '14:00'), {
      state: 'requested',
      personId: 'bob',
      createdAt: NEW_YEAR + 1,
    })
    await add(
      'xrd',
      'long',
      { startsAt: DAY.startsAt - 10 * DAY_MS, endsAt: DAY.startsAt + HOUR_MS },
      { personId: 'bob' },
    )
    await add(
      'xrd',
      'over',
      { startsAt: DAY.startsAt + 2 * HOUR_MS, endsAt: DAY.endsAt + HOUR_MS },
      { personId: 'bob' },
    )
    await add('nmr', 'elsewhere', span('13:00', '14:00'), { state: 'requested', personId: 'bob' })
    world.clock.now = NOON
  })

  afterAll(() => world.close())

  /** Walks through all pages of two; the ids in their order. */
  async function walk(who: Viewer | null, query: string, variables: object = {}): Promise<readonly string[]> {
    const ids: string[] = []
    for (let after: string | null = null; ;) {
      const data = await world.ask(who, query, { ...variables, first: 2, after })
      const [page] = Object.values(data) as [Answer]
      ids.push(...page.edges.map((it) => it.node.id))
      if (!page.pageInfo.hasNextPage) return ids
      after = page.pageInfo.endCursor
    }
  }

  test('show a person what is to come by start, and the rest latest first', async () => {
    expect(await walk(lab.ada, MINE, { scope: 'UPCOMING' })).toEqual(['using', 'next', 'asked'])
    expect(await walk(lab.ada, MINE, { scope: 'PAST' })).toEqual(['refused', 'off', 'done'])
    expect(await walk(lab.ada, MINE, { scope: 'ALL' })).toEqual([
      'refused',
      'off',
      'asked',
      'next',
      'using',
      'done',
    ])
    expect(await walk(lab.ann, MINE, { scope: 'ALL' })).toEqual([])
    expect(await walk(null, MINE)).toEqual([])
  })

  test('show a keeper the day of his desk, with what reaches into it', async () => {
    const filter = { during: sent(DAY) }
    const day = ['long', 'over', 'done', 'missed', 'using', 'bobs', 'next', 'asked']
    expect(await walk(lab.keeper, DESK, { filter })).toEqual(day)
    expect(await walk(lab.manager, DESK, { filter })).toEqual(day)
    expect(
      await walk(lab.keeper, DESK, {
        filter: { during: sent({ startsAt: DAY.endsAt, endsAt: DAY.endsAt + DAY_MS }) },
      }),
    ).toEqual(['over'])
    expect(await walk(lab.keeper, DESK, { filter: { ...filter, institutionId: 'firm' } })).toEqual([])
    expect(await walk(lab.auditor, DESK, { filter: { ...filter, institutionId: 'firm' } })).toEqual([
      'elsewhere',
    ])
    expect(await walk(lab.ada, DESK, { filter })).toEqual([])
    expect(await walk(null, DESK, { filter })).toEqual([])
  })

  test('show a keeper who waits, the longest first', async () => {
    expect(await walk(lab.keeper, REQUESTS)).toEqual(['bobs', 'asked'])
    expect(await walk(lab.stranger, REQUESTS)).toEqual(['elsewhere'])
    expect(await walk(lab.keeper, REQUESTS, { institutionId: 'firm' })).toEqual([])
    expect(await walk(lab.ada, REQUESTS)).toEqual([])
  })
})
