/** Booking series through the front door: previews, all or nothing, skipping, recorded refusals, one key. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookSeries as makeSeries } from '../../../server/booking/actions/series.ts'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import type { Context } from '../../../server/context.ts'
import { HOUR_MS, MINUTE_MS, overlaps } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
import { addBooking, book, codes, type Lab, openLab, policyWith, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { bookSeries, decideSeries, previewSeries, told } from '../../support/series.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const WEEKLY = 'FREQ=WEEKLY;COUNT=4'
const DAILY = 'FREQ=DAILY;COUNT=5'

describe.each(dialects)('%s: a series', (dialect) => {
  let world: World
  let lab: Lab
  let instrumentId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })

  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = await another({})
  })

  afterAll(() => world.close())

  async function another(policy: Parameters<typeof policyWith>[0], more: object = {}): Promise<string> {
    const id = `sem-${(count += 1)}`
    await addInstrument(world, id, { institutionId: 'lab', policy: policyWith(policy), ...more })
    return id
  }

  const at = span('10:00', '12:00')
  const held = async () =>
    (
      await world.store.db
        .selectFrom('blocked_span')
        .select('starts_at')
        .where('unit_id', '=', instrumentId)
        .execute()
    ).length

  test('is booked whole: each occurrence is a booking of its own with its history', async () => {
    const series = await bookSeries(world, lab.ada, at, { instrumentId, rrule: WEEKLY })
    expect(told(series.occurrences)).toEqual(['01-02 10:00', '01-09 10:00', '01-16 10:00', '01-23 10:00'])
    expect(series.occurrences.map((it) => it.booking?.state)).toEqual(Array(4).fill('CONFIRMED'))
    const query =
      'query ($id: ID!) { booking(id: $id) { membership { position size series { id } } changes { what } } }'
    const { booking } = await world.ask(lab.ada, query, { id: series.occurrences[2]?.booking?.id })
    expect(booking).toEqual({
      membership: { position: 3, size: 4, series: { id: series.id } },
      changes: [{ what: 'BOOKED' }],
    })
  })

  test('previews each occurrence with every reason, the price of those that fit, and books the same', async () => {
    await addBooking(
      world,
      { id: instrumentId, institutionId: 'lab' },
      { id: `b${count}`, personId: 'bob', ...span('11:00', '13:00', '2026-01-09') },
    )
    const rrule = 'FREQ=WEEKLY;COUNT=6'
    const expected = [
      '01-02 10:00',
      '01-09 10:00 BOOKING_OVERLAPS',
      '01-16 10:00',
      '01-23 10:00',
      '01-30 10:00',
      '02-06 10:00 BOOKING_BEYOND_HORIZON',
    ]
    const preview = await previewSeries(world, lab.ada, at, { instrumentId, rrule })
    expect(told(preview.occurrences)).toEqual(expected)
    expect(preview.occurrences[1]?.problems[0]?.refs).toEqual([`b${count}`])
    const single = await world.ask(
      lab.ada,
      `{ quote(input: { instrumentId: "${instrumentId}", startsAt: "2026-01-02T02:00:00Z", endsAt: "2026-01-02T04:00:00Z" }) { totalFen } }`,
    )
    expect(preview.totalFen).toBe(4 * (single as { quote: { totalFen: number } }).quote.totalFen)
    const series = await bookSeries(world, lab.ada, at, { instrumentId, rrule, skipConflicts: true })
    expect(told(series.occurrences)).toEqual(expected)
  })

  test('is refused whole when one occurrence does not fit, and says which and why', async () => {
    await book(world, lab.bob, span('11:00', '13:00', '2026-01-09'), { instrumentId })
    const before = await held()
    const refused = await bookSeries(world, lab.ada, at, { instrumentId, rrule: WEEKLY })
    expect(refused.problems?.map((it) => it.code)).toEqual(['SERIES_OCCURRENCE_REFUSED', 'BOOKING_OVERLAPS'])
    expect(refused.problems?.[0]?.message).toBe('2026-01-09 10:00 不能预约：')
    expect(await held()).toBe(before)
  })

  test('keeps what it skipped, with the reasons', async () => {
    await book(world, lab.bob, span('11:00', '13:00', '2026-01-09'), { instrumentId })
    const { id } = await bookSeries(world, lab.ada, at, { instrumentId, rrule: WEEKLY, skipConflicts: true })
    const query =
      'query ($id: ID!) { bookingSeries(id: $id) { occurrences { booking { id } problems { code } } } }'
    const { bookingSeries } = await world.ask(lab.keeper, query, { id })
    expect(bookingSeries).toMatchObject({
      occurrences: [
        { problems: [] },
        { booking: null, problems: [{ code: 'BOOKING_OVERLAPS' }] },
        { problems: [] },
        { problems: [] },
      ],
    })
    expect((await world.ask(lab.bob, query, { id }))['bookingSeries']).toBeNull()
  })

  test('is refused when nothing of it fits, even with skipping', async () => {
    await book(world, lab.bob, at, { instrumentId })
    const rrule = 'FREQ=DAILY;COUNT=1'
    const refused = await bookSeries(world, lab.ada, at, { instrumentId, rrule, skipConflicts: true })
    expect(codes({ __typename: '', id: '', problems: refused.problems ?? [] })).toEqual([
      'SERIES_OCCURRENCE_REFUSED',
      'BOOKING_OVERLAPS',
    ])
  })

  test('leaves out days, and has days at another time, which are exceptions', async () => {
    const overrides = [
      { date: '2026-01-04', startsAt: '2026-01-04T06:00:00Z', endsAt: '2026-01-04T07:00:00Z' },
    ]
    const more = { instrumentId, rrule: DAILY, exdates: ['2026-01-03'], overrides }
    const preview = await previewSeries(world, lab.ada, at, more)
    expect(preview.occurrences.map((it) => [it.isExcluded, it.isChanged])).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ])
    const series = await bookSeries(world, lab.ada, at, more)
    expect(told(series.occurrences)).toEqual(['01-02 10:00', '01-04 14:00', '01-05 10:00', '01-06 10:00'])
    expect(series.occurrences.map((it) => it.isException)).toEqual([false, true, false, false])
  })

  test('that overlaps itself says so', async () => {
    instrumentId = await another({ durationMsMax: 48 * HOUR_MS })
    const long = { startsAt: at.startsAt, endsAt: at.startsAt + 30 * HOUR_MS }
    const preview = await previewSeries(world, lab.ada, long, { instrumentId, rrule: 'FREQ=DAILY;COUNT=3' })
    expect(told(preview.occurrences)).toEqual([
      '01-02 10:00',
      '01-03 10:00 SERIES_OVERLAPS_ITSELF',
      '01-04 10:00',
    ])
  })

  test('gives every reason against its rule and its form', async () => {
    const refused = (more: object) => bookSeries(world, lab.ada, at, { instrumentId, rrule: DAILY, ...more })
    const codesOf = async (more: object) => (await refused(more)).problems?.map((it) => it.code)
    expect(await codesOf({ rrule: 'FREQ=DAILY' })).toEqual(['SERIES_ENDLESS'])
    expect(await codesOf({ purpose: ' ' })).toEqual(['INPUT_INVALID'])
    expect(await codesOf({ instrumentId: 'none' })).toEqual(['INSTRUMENT_NOT_FOUND'])
    expect(await codesOf({ endsAt: '2026-01-01T00:00:00Z' })).toEqual(['BOOKING_SPAN_EMPTY'])
    expect(await codesOf({ exdates: ['2026-01-02'], rrule: 'FREQ=DAILY;COUNT=1' })).toEqual(['SERIES_EMPTY'])
    const preview = await previewSeries(world, lab.ada, at, { instrumentId: 'none', rrule: DAILY })
    expect(preview.problems.map((it) => it.code)).toEqual(['INSTRUMENT_NOT_FOUND'])
    await addInstrument(world, `draft-${count}`, { institutionId: 'lab', state: 'draft' })
    const hidden = await previewSeries(world, lab.ada, at, { instrumentId: `draft-${count}`, rrule: DAILY })
    expect(hidden.problems.map((it) => it.code)).toEqual(['INSTRUMENT_NOT_FOUND'])
  })

  test('keeps its local time across a clock change', async () => {
    instrumentId = await another({ horizonMs: 365 * 24 * HOUR_MS }, { timeZone: 'America/New_York' })
    const start = Date.parse('2026-03-01T12:00:00Z')
    const series = await bookSeries(
      world,
      lab.ada,
      { startsAt: start, endsAt: start + HOUR_MS },
      { instrumentId, rrule: 'FREQ=WEEKLY;COUNT=2' },
    )
    expect(series.occurrences.map((it) => it.startsAt)).toEqual([
      '2026-03-01T12:00:00.000Z',
      '2026-03-08T11:00:00.000Z',
    ])
  })

  test('sent twice with one key is made once; another form with the key is refused', async () => {
    const more = { instrumentId, rrule: DAILY, clientKey: `key-${count}` }
    const first = await bookSeries(world, lab.ada, at, more)
    expect((await bookSeries(world, lab.ada, at, more)).id).toBe(first.id)
    expect(await held()).toBe(5)
    const other = await bookSeries(world, lab.ada, at, { ...more, rrule: WEEKLY })
    expect(other.problems?.map((it) => it.code)).toEqual(['CLIENT_KEY_REUSED'])
  })

  test('of requests is decided together, or one by one', async () => {
    instrumentId = await another({ approval: 'keeper' })
    const series = await bookSeries(world, lab.ada, at, { instrumentId, rrule: DAILY })
    const states = ({ occurrences }: typeof series) => occurrences.map((it) => it.booking?.state)
    expect(states(series)).toEqual(Array(5).fill('REQUESTED'))
    await world.ask(
      lab.keeper,
      'mutation ($input: RejectBookingInput!) { rejectBooking(input: $input) { __typename } }',
      {
        input: { bookingId: series.occurrences[1]?.booking?.id, reason: '检修' },
      },
    )
    const refused = await decideSeries(world, lab.ada, 'approveSeries', { seriesId: series.id })
    expect(refused.problems?.map((it) => it.code)).toEqual(['FORBIDDEN'])
    const approved = await decideSeries(world, lab.keeper, 'approveSeries', {
      seriesId: series.id,
      note: '可以',
    })
    expect(states(approved)).toEqual(['CONFIRMED', 'REJECTED', 'CONFIRMED', 'CONFIRMED', 'CONFIRMED'])
    const again = await decideSeries(world, lab.keeper, 'rejectSeries', {
      seriesId: series.id,
      reason: '晚了',
    })
    expect(again.problems?.map((it) => it.code)).toEqual(['BOOKING_NOT_REQUESTED'])
  })

  test('of requests is refused together with a reason, which frees its time', async () => {
    instrumentId = await another({ approval: 'keeper' })
    const { id: seriesId } = await bookSeries(world, lab.ada, at, { instrumentId, rrule: DAILY })
    const silent = await decideSeries(world, lab.keeper, 'rejectSeries', { seriesId, reason: ' ' })
    expect(silent.problems?.map((it) => it.code)).toEqual(['REASON_MISSING'])
    await decideSeries(world, lab.manager, 'rejectSeries', { seriesId, reason: '停机' })
    expect(await held()).toBe(0)
    const none = await decideSeries(world, lab.keeper, 'approveSeries', { seriesId: 'none' })
    expect(none.problems?.map((it) => it.code)).toEqual(['SERIES_NOT_FOUND'])
  })

  test('that cannot be had any more is not approved, and says which', async () => {
    instrumentId = await another({ approval: 'keeper' })
    const { id: seriesId } = await bookSeries(world, lab.ada, at, {
      instrumentId,
      rrule: 'FREQ=DAILY;COUNT=2',
    })
    world.clock.now = span('11:00', '12:00').startsAt
    const refused = await decideSeries(world, lab.keeper, 'approveSeries', { seriesId })
    expect(refused.problems?.map((it) => it.code)).toEqual([
      'SERIES_OCCURRENCE_REFUSED',
      'BOOKING_IN_PAST',
      'REQUEST_EXPIRED',
    ])
  })

  describe('in a race', () => {
    let stores: readonly Context['store'][] = []
    let made = 0

    beforeAll(() => {
      stores = dialect === 'sqlite' ? [] : Array.from({ length: 4 }, () => openStore(world.store.dialect))
    })
    afterAll(async () => {
      await Promise.all(stores.map((it) => it.close()))
    })

    const contender = (viewer: Lab['ada'], i: number): Context => ({
      ...world.as(viewer),
      store: stores[i % 4] ?? world.store,
      newId: () => `race-${(made += 1)}`,
    })
    const series = (ctx: Context, more: object = {}) =>
      makeSeries(ctx, {
        instrumentId,
        ...at,
        rrule: DAILY,
        exdates: [],
        overrides: [],
        purpose: '竞争',
        skipsConflicts: false,
        clientKey: null,
        ...more,
      })

    /** How many were made; anything that is neither made nor rejected is a bug. */
    async function winners(attempts: readonly Promise<unknown>[]): Promise<number> {
      const settled = await Promise.allSettled(attempts)
      for (const it of settled)
        if (it.status === 'rejected' && !(it.reason instanceof Rejection)) throw it.reason
      return settled.filter((it) => it.status === 'fulfilled').length
    }

    async function expectDisjoint(): Promise<number> {
      const rows = await world.store.db
        .selectFrom('blocked_span')
        .selectAll()
        .where('unit_id', '=', instrumentId)
        .execute()
      const spans = rows.map((it) => ({ startsAt: it.starts_at, endsAt: it.ends_at }))
      spans.forEach((a, i) => spans.slice(i + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)))
      return rows.length
    }

    test('of series for the same days one is made, whole', async () => {
      const attempts = Array.from({ length: 8 }, (_, i) =>
        series(contender(i % 2 ? lab.ada : lab.bob, i), {
          startsAt: at.startsAt + i * 30 * MINUTE_MS,
          endsAt: at.endsAt + i * 30 * MINUTE_MS,
        }),
      )
      // They start half an hour apart, and last two: at most two of eight do not touch.
      const won = await winners(attempts)
      expect(await expectDisjoint()).toBe(won * 5)
      expect(won).toBeGreaterThan(0)
    })

    test('series and single bookings never overlap, and what is skipped is kept', async () => {
      const days = ['2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2026-01-06']
      const singles = days.map((day, i) =>
        bookInstrument(contender(lab.bob, i), {
          instrumentId,
          ...span('11:00', '13:00', day),
          purpose: '竞争',
          clientKey: null,
        }),
      )
      const both = [
        series(contender(lab.ada, 1), { skipsConflicts: true }),
        series(contender(lab.ada, 2), { skipsConflicts: true }),
      ]
      await winners([...singles.slice(0, 2), ...both, ...singles.slice(2)])
      expect(await expectDisjoint()).toBe(5)
      const rows = await world.store.db
        .selectFrom('series_occurrence as occurrence')
        .innerJoin('booking_series', 'booking_series.id', 'occurrence.series_id')
        .select(['booking_id', 'problems', 'series_id'])
        .where('instrument_id', '=', instrumentId)
        .execute()
      for (const own of Map.groupBy(rows, (it) => it.series_id).values()) {
        expect(own).toHaveLength(5)
        expect(own.every((it) => (it.booking_id === null) === (it.problems !== null))).toBe(true)
      }
    })

    test('one key makes one series', async () => {
      const clientKey = `race-key-${count}`
      expect(
        await winners(Array.from({ length: 6 }, (_, i) => series(contender(lab.ada, i), { clientKey }))),
      ).toBe(6)
      expect(await expectDisjoint()).toBe(5)
    })

    test('a series whose last occurrence fails leaves nothing behind', async () => {
      const ctx = contender(lab.ada, 0)
      let left = 4
      const failing: Context = {
        ...ctx,
        emit: async (...args) => {
          left -= 1
          if (left < 0) throw new Error('the process ends here')
          await ctx.emit(...args)
        },
      }
      await expect(series(failing)).rejects.toThrow('the process ends here')
      expect(await expectDisjoint()).toBe(0)
      const rows = await world.store.db
        .selectFrom('booking')
        .select('id')
        .where('instrument_id', '=', instrumentId)
        .execute()
      expect(rows).toEqual([])
      const kept = await world.store.db
        .selectFrom('booking_series')
        .select('id')
        .where('instrument_id', '=', instrumentId)
        .execute()
      expect(kept).toEqual([])
    })
  })
})
