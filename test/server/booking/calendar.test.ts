/** Calendars through the front door: availability, bookings of an instrument, the timeline, the next free start. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { act, addBooking, book, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const WORKDAYS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' }))
const HOURS = [{ validFrom: '2020-01-01', windows: WORKDAYS, closedOnHolidays: true }]
const FRIDAY = span('00:00', '24:00')

const AVAILABILITY = /* GraphQL */ `
  query ($instrumentId: ID!, $during: IntervalInput!) {
    availability(instrumentId: $instrumentId, during: $during) {
      timeZone
      open {
        startsAt
        endsAt
      }
      busy {
        startsAt
        endsAt
        kind
        mine
        bookingId
        label
      }
      free {
        startsAt
        endsAt
      }
      holidays {
        date
        kind
        nameZh
      }
    }
  }
`

const BOOKINGS = /* GraphQL */ `
  query ($instrumentId: ID!, $during: IntervalInput!) {
    bookings(instrumentId: $instrumentId, during: $during) {
      startsAt
      mine
      purpose
      person {
        id
      }
      changes {
        what
      }
      may {
        move
        cancel
        decide
      }
    }
  }
`

const TIMELINE = /* GraphQL */ `
  query ($during: IntervalInput!, $first: Int, $filter: InstrumentFilter) {
    timeline(during: $during, first: $first, filter: $filter) {
      instrument {
        id
        nameZh
        policy {
          stepMinutes
        }
      }
      open {
        startsAt
        endsAt
      }
      busy {
        startsAt
        endsAt
        kind
        mine
        label
      }
    }
  }
`

describe.each(dialects)('%s: a calendar', (dialect) => {
  let world: World
  let lab: Lab
  let ids: { readonly mine: string; readonly asked: string; readonly fixed: string }

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world, { hours: HOURS, policy: policyWith({ turnaroundMs: HOUR_MS }) })
    await addInstrument(world, 'tem', { institutionId: 'lab', policy: policyWith({ approval: 'keeper' }) })
    await addInstrument(world, 'draft', { institutionId: 'lab', state: 'draft' })
    await world.store.transact((trx) =>
      trx
        .insertInto('calendar_day')
        .values({ date: '2026-01-05', kind: 'holiday', name_zh: '调休', name_en: 'Off' })
        .execute(),
    )
    const mine = await book(world, lab.ada, span('10:00', '12:00'))
    const asked = await book(world, lab.bob, span('10:00', '12:00'), { instrumentId: 'tem' })
    const fixed = await act(world, lab.keeper, 'scheduleMaintenance', {
      instrumentId: 'sem',
      reason: '更换灯丝',
      ...sent(span('15:00', '16:00')),
    })
    ids = { mine: mine.id, asked: asked.id, fixed: fixed.id }
  })

  afterAll(() => world.close())

  const availability = async (who: Viewer | null, instrumentId = 'sem', during = FRIDAY) =>
    (await world.ask(who, AVAILABILITY, { instrumentId, during: sent(during) }))['availability']

  test('shows open, busy and free time', async () => {
    world.clock.now = span('09:10', '24:00').startsAt
    expect(await availability(lab.ada)).toEqual({
      timeZone: 'Asia/Shanghai',
      open: [sent(span('08:00', '18:00'))],
      busy: [
        {
          ...sent(span('10:00', '12:00')),
          kind: 'BOOKING',
          mine: true,
          bookingId: ids.mine,
          label: '形貌观察',
        },
        {
          ...sent(span('15:00', '16:00')),
          kind: 'MAINTENANCE',
          mine: false,
          bookingId: null,
          label: '更换灯丝',
        },
      ],
      // From 9:10 no hour is left before 10:00; the turnaround of an hour comes before and after.
      free: [sent(span('13:00', '14:00')), sent(span('16:00', '18:00'))],
      holidays: [],
    })
    world.clock.now = NEW_YEAR
  })

  test('is there for published instruments, and for those who may see the others', async () => {
    expect(await availability(lab.ada, 'draft')).toBeNull()
    expect(await availability(null, 'none')).toBeNull()
    expect(await availability(lab.keeper, 'draft')).toMatchObject({ timeZone: 'Asia/Shanghai' })
  })

  test('closes on holidays and names them', async () => {
    const week = { startsAt: FRIDAY.startsAt, endsAt: FRIDAY.startsAt + 5 * DAY_MS }
    expect(await availability(null, 'sem', week)).toMatchObject({
      open: [sent(span('08:00', '18:00')), sent(span('08:00', '18:00', '2026-01-06'))],
      holidays: [{ date: '2026-01-05', kind: 'HOLIDAY', nameZh: '调休' }],
    })
  })

  test('shows names to staff and the city, the purpose to the booker, nothing to others', async () => {
    const label = async (who: Viewer | null) => {
      const { busy } = (await availability(who, 'tem')) as {
        busy: { label: string | null; mine: boolean; kind: string }[]
      }
      return busy
    }
    expect(await label(lab.keeper)).toMatchObject([{ kind: 'REQUEST', label: '人 bob', mine: false }])
    expect(await label(lab.auditor)).toMatchObject([{ label: '人 bob' }])
    expect(await label(lab.bob)).toMatchObject([{ label: '形貌观察', mine: true }])
    for (const who of [lab.ada, lab.ann, lab.stranger, null])
      expect(await label(who)).toMatchObject([{ label: null, mine: false }])
  })

  test('lists the bookings of an instrument with names for those who may see them', async () => {
    const bookings = async (who: Viewer | null, instrumentId = 'tem') =>
      (await world.ask(who, BOOKINGS, { instrumentId, during: sent(FRIDAY) }))['bookings']
    expect(await bookings(lab.keeper)).toMatchObject([
      {
        purpose: '形貌观察',
        person: { id: 'bob' },
        changes: [{ what: 'REQUESTED' }],
        may: { move: true, cancel: true, decide: true },
      },
    ])
    expect(await bookings(lab.ada)).toMatchObject([
      {
        purpose: null,
        person: null,
        mine: false,
        changes: [],
        may: { move: false, cancel: false, decide: false },
      },
    ])
    expect(await bookings(null)).toMatchObject([{ purpose: null, person: null }])
    expect(await bookings(lab.bob)).toMatchObject([{ mine: true, may: { move: true, decide: false } }])
  })

  test('shows one booking like that, and none of an instrument that is not published', async () => {
    const query = 'query ($id: ID!) { booking(id: $id) { id purpose instrument { id } } }'
    expect((await world.ask(null, query, { id: ids.mine }))['booking']).toMatchObject({ purpose: null })
    expect((await world.ask(lab.keeper, query, { id: ids.mine }))['booking']).toMatchObject({
      purpose: '形貌观察',
    })
    expect((await world.ask(null, query, { id: 'none' }))['booking']).toBeNull()
    await addBooking(
      world,
      { id: 'draft', institutionId: 'lab' },
      { id: 'old', personId: 'ann', ...span('10:00', '11:00') },
    )
    expect((await world.ask(lab.ada, query, { id: 'old' }))['booking']).toBeNull()
    expect((await world.ask(lab.ann, query, { id: 'old' }))['booking']).toMatchObject({ id: 'old' })
    expect(
      (await world.ask(lab.ada, BOOKINGS, { instrumentId: 'draft', during: sent(FRIDAY) }))['bookings'],
    ).toEqual([])
    expect(
      (await world.ask(lab.keeper, BOOKINGS, { instrumentId: 'draft', during: sent(FRIDAY) }))['bookings'],
    ).toHaveLength(1)
  })

  test('finds a booking that reaches into the span from two weeks before', async () => {
    await addInstrument(world, 'slow', { institutionId: 'lab' })
    const long = { startsAt: FRIDAY.startsAt - 13 * DAY_MS, endsAt: FRIDAY.startsAt + HOUR_MS }
    await addBooking(world, { id: 'slow', institutionId: 'lab' }, { id: 'long', personId: 'ann', ...long })
    expect(await availability(null, 'slow')).toMatchObject({ busy: [sent(long)] })
    expect(
      (await world.ask(null, BOOKINGS, { instrumentId: 'slow', during: sent(FRIDAY) }))['bookings'],
    ).toHaveLength(1)
  })

  test('lies beside others on the timeline, in the order of the catalog', async () => {
    const { timeline } = await world.ask(lab.keeper, TIMELINE, {
      during: sent(FRIDAY),
      filter: { shareMode: 'EXTERNAL', state: 'APPROVED' },
    })
    expect(timeline).toMatchObject([
      {
        instrument: { id: 'sem', policy: { stepMinutes: 30 } },
        open: [sent(span('08:00', '18:00'))],
        busy: [{ kind: 'BOOKING', label: '人 ada' }, { kind: 'MAINTENANCE' }],
      },
      { instrument: { id: 'slow' } },
      { instrument: { id: 'tem' }, open: [sent(FRIDAY)], busy: [{ kind: 'REQUEST', label: '人 bob' }] },
    ])
    expect((await world.ask(null, TIMELINE, { during: sent(FRIDAY), first: 1 }))['timeline']).toHaveLength(1)
  })

  test('answers for spans that can be asked for only', async () => {
    for (const [query, days] of [
      [BOOKINGS, 94],
      [AVAILABILITY, 94],
      [TIMELINE, 32],
      [BOOKINGS, -1],
    ] as const) {
      const during = sent({ startsAt: FRIDAY.startsAt, endsAt: FRIDAY.startsAt + days * DAY_MS })
      const { errors } = await world.answer(null, query, { instrumentId: 'sem', during })
      expect(errors?.[0]?.message).toContain('查询时段')
    }
  })

  test('says what is free now and when next, for a page with two statements', async () => {
    const query =
      '{ instruments(sort: NAME, first: 2) { edges { node { id freeNow nextFreeAt calendarUrl } } } }'
    const at = async (time: string) => {
      world.clock.now = span(time, '24:00').startsAt
      const { instruments } = (await world.ask(null, query)) as { instruments: { edges: { node: object }[] } }
      return instruments.edges[0]?.node
    }
    expect(await at('07:00')).toEqual({
      id: 'sem',
      freeNow: false,
      nextFreeAt: '2026-01-02T00:00:00.000Z',
      calendarUrl: 'http://test/calendar/instruments/sem.ics',
    })
    expect(await at('08:10')).toMatchObject({ freeNow: true, nextFreeAt: '2026-01-02T00:30:00.000Z' })
    expect(await at('11:00')).toMatchObject({ freeNow: false, nextFreeAt: '2026-01-02T05:00:00.000Z' })
    // Monday is a holiday.
    expect(await at('17:50')).toMatchObject({ freeNow: true, nextFreeAt: '2026-01-06T00:00:00.000Z' })
  })

  test('is not free while somebody stays beyond his time', async () => {
    const query = 'query ($id: ID!) { instrument(id: $id) { freeNow nextFreeAt } }'
    await addInstrument(world, 'late', { institutionId: 'lab' })
    const { startsAt, endsAt } = span('10:00', '11:00')
    await addBooking(
      world,
      { id: 'late', institutionId: 'lab' },
      { id: 'stays', personId: 'ann', startsAt, endsAt, state: 'in_use' },
    )
    world.clock.now = endsAt + 60_000
    expect((await world.ask(null, query, { id: 'late' }))['instrument']).toEqual({
      freeNow: false,
      nextFreeAt: '2026-01-02T04:00:00.000Z',
    })
  })
})
