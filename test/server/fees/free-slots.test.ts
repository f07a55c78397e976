/** The search for time through the front door: whose time, in which order, page by page, and at which price. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertDistrict } from '../../../server/institutions/queries/institutions.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { act, book, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution } from '../../support/people.ts'
import { slotPage, starts } from '../../support/slots.ts'
import { measure } from '../../support/standing.ts'
import { addTariff } from '../../support/tariffs.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const DURING = span('08:00', '20:00')
const MORNING = DURING.startsAt

describe.each(dialects)('%s: free time', (dialect) => {
  let world: World
  let lab: Lab

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    await addInstitution(world, 'other')
    await world.store.transact((trx) =>
      insertDistrict(trx, { adcode: '150603', nameZh: '康巴什区', nameEn: 'Kangbashi' }),
    )
    await addInstrument(world, 'inner', { institutionId: 'lab', shareMode: 'internal' })
    await addInstrument(world, 'broken', { institutionId: 'lab', runStatus: 'await_repair' })
    await addInstrument(world, 'draft', { institutionId: 'lab', state: 'draft' })
    await addInstrument(world, 'free', { institutionId: 'other', isPriced: false, nameZh: '激光粒度仪' })
    await addInstrument(world, 'cheap', {
      institutionId: 'other',
      categoryCode: '010100',
      districtAdcode: '150603',
      policy: policyWith({ stepMs: 2 * HOUR_MS, durationMsMin: 2 * HOUR_MS }),
    })
    await addTariff(world, 'cheap', 'external', { rateFenPerHour: 100 })
    await book(world, lab.bob, span('08:00', '09:30'))
  })
  afterAll(() => world.close())

  test('is found for the viewer only where it is shared with him, in order, and has a price for him', async () => {
    const during = DURING
    expect(await starts(world, lab.ada, { during })).toEqual({ sem: MORNING + 1.5 * HOUR_MS })
    expect(Object.keys(await starts(world, lab.ann, { during })).toSorted()).toEqual(['inner', 'sem'])
    expect(await starts(world, null, { during })).toEqual({})
    const anybody = await starts(world, null, { during, forMe: false })
    expect(Object.keys(anybody).toSorted()).toEqual(['free', 'inner', 'sem'])
  })

  test('is as long as asked, and nowhere that such a length is not allowed', async () => {
    const { edges } = await slotPage(world, lab.ada, { during: DURING, minutes: 240 })
    expect(
      edges.map(({ node }) => [node.instrument.id, Date.parse(node.endsAt) - Date.parse(node.startsAt)]),
    ).toEqual([
      ['cheap', 4 * HOUR_MS],
      ['sem', 4 * HOUR_MS],
    ])
    expect(await starts(world, lab.ada, { during: DURING, minutes: 9 * 60 })).toEqual({})
  })

  test('is narrowed like the catalog: by facets, by words, by what else is free', async () => {
    const search = { during: DURING, minutes: 120 }
    const found = async (filter: object) =>
      Object.keys(await starts(world, lab.ada, { ...search, filter })).toSorted()
    expect(await found({ district: '150603' })).toEqual(['cheap'])
    expect(await found({ categoryCode: '010000' })).toEqual(['cheap', 'sem'])
    expect(await found({ categoryCode: '010102' })).toEqual(['sem'])
    expect(await found({ institutionId: 'other' })).toEqual(['cheap'])
    expect(await found({ shareMode: 'INTERNAL' })).toEqual([])
    expect(await found({ freeDuring: sent(span('08:00', '09:00')) })).toEqual(['cheap'])
    expect(await found({ managedByMe: true })).toEqual([])
  })

  test('comes page by page, earliest or cheapest first, unpriced last, equal ones by id', async () => {
    const search = { during: DURING, minutes: 120, forMe: false }
    for (const [sort, ids] of [
      ['EARLIEST', ['cheap', 'free', 'inner', 'sem']],
      ['CHEAPEST', ['cheap', 'inner', 'sem', 'free']],
    ] as const) {
      const seen: string[] = []
      let after: string | null = null
      for (let more = true; more;) {
        const page = await slotPage(world, lab.ada, { ...search, sort, first: 1, after })
        expect(page.totalCount).toBe(4)
        seen.push(...page.edges.map((it) => it.node.instrument.id))
        after = page.pageInfo.endCursor
        more = page.pageInfo.hasNextPage
      }
      expect(seen).toEqual(ids)
    }
  })

  test('costs what the quote of the span says for the viewer', async () => {
    const { edges } = await slotPage(world, lab.ada, {
      during: DURING,
      minutes: 120,
      sort: 'CHEAPEST',
      forMe: false,
    })
    expect(edges.map(({ node }) => node.totalFen)).toEqual([200, 24_000, 24_000, null])
    const [sem] = (await slotPage(world, lab.ann, { during: DURING, minutes: 120 })).edges.filter(
      ({ node }) => node.instrument.id === 'sem',
    )
    const data = await world.ask(
      lab.ann,
      'query ($input: QuoteInput!) { quote(input: $input) { totalFen } }',
      { input: { instrumentId: 'sem', startsAt: sem?.node.startsAt, endsAt: sem?.node.endsAt } },
    )
    expect(data['quote']).toEqual({ totalFen: sem?.node.totalFen })
  })

  test('is only where the viewer is trained, and not before a restriction ends', async () => {
    const input = { instrumentId: 'sem', requirement: { validDays: 365 } }
    expect((await measure(world, lab.keeper, 'setTrainingRequirement', input)).problems).toBeUndefined()
    expect(await starts(world, lab.ada, { during: DURING })).not.toHaveProperty('sem')
    const grant = { instrumentId: 'sem', email: 'ada@test', reason: '考核合格' }
    await measure(world, lab.keeper, 'grantQualification', grant)
    expect(await starts(world, lab.ada, { during: DURING })).toHaveProperty('sem')
    expect(await starts(world, lab.keeper, { during: DURING })).toHaveProperty('sem')
    await world.store.transact((trx) =>
      trx
        .insertInto('restriction')
        .values({
          id: 'r',
          person_id: 'ada',
          scope: 'institution',
          institution_id: 'lab',
          instrument_id: null,
          reason: '迟到',
          starts_at: MORNING,
          ends_at: MORNING + 3 * HOUR_MS,
          imposed_by: 'keeper',
          imposed_at: world.clock.now,
          event_id: null,
          below_points: null,
          lifted_at: null,
          lifted_by: null,
          lift_reason: null,
        })
        .execute(),
    )
    expect((await starts(world, lab.ada, { during: DURING }))['sem']).toBe(MORNING + 3 * HOUR_MS)
    expect((await starts(world, lab.ada, { during: DURING, minutes: 120 }))['cheap']).toBe(MORNING)
  })

  test('cannot be looked for without an end, for no time, or for more than two weeks', async () => {
    const long = { startsAt: MORNING, endsAt: MORNING + 15 * DAY_MS }
    for (const search of [
      { during: long },
      { during: DURING, minutes: 0 },
      { during: DURING, minutes: 15 * 1_440 },
    ]) {
      await expect(slotPage(world, lab.ada, search)).rejects.toThrow(/./)
    }
  })

  test('puts the whole catalog in the order of the next free start, what has none last', async () => {
    const ask = async (first: number, after: string | null = null) => {
      const data = await world.ask(
        lab.keeper,
        `query ($first: Int!, $after: String) { instrumentsByNextFree(first: $first, after: $after) {
          totalCount edges { node { id nextFreeAt runStatus } } pageInfo { hasNextPage endCursor } } }`,
        { first, after },
      )
      return data['instrumentsByNextFree'] as {
        totalCount: number
        edges: { node: { id: string; nextFreeAt: string | null; runStatus: string } }[]
        pageInfo: { endCursor: string }
      }
    }
    const at = span('08:00', '16:00').startsAt
    world.clock.now = at + 1
    await act(world, lab.keeper, 'scheduleMaintenance', {
      instrumentId: 'inner',
      reason: '校准',
      ...sent({ startsAt: at + HOUR_MS, endsAt: at + 20 * DAY_MS }),
    })
    const all = await ask(20)
    expect(all.totalCount).toBe(6)
    expect(all.edges.map((it) => it.node.id)).toEqual(['free', 'inner', 'sem', 'cheap', 'broken', 'draft'])
    const times = all.edges.slice(0, 4).map((it) => Date.parse(it.node.nextFreeAt ?? ''))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const first = await ask(2)
    const second = await ask(4, first.pageInfo.endCursor)
    expect([...first.edges, ...second.edges]).toEqual(all.edges)
  })

  test('is found from the day on from which it has a price for the viewer', async () => {
    await addInstrument(world, 'late', { institutionId: 'lab', isPriced: false })
    await addTariff(world, 'late', 'external', { validFrom: '2026-01-03' })
    const ctx = world.as()
    await world.store.transact((trx) => ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: 'late' }))
    const longer = { during: { ...DURING, endsAt: MORNING + 2 * DAY_MS } }
    expect((await starts(world, lab.bob, longer))['late']).toBe(span('00:00', '01:00', '2026-01-03').startsAt)
  })
})
