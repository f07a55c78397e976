/** Booking an instrument through the front door. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addBooking, book, codes, type Lab, openLab, policyWith, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, openWorld, NEW_YEAR, type World } from '../../support/world.ts'
import type { BookingPolicy } from '../../../server/catalog/rules/policy.ts'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'

describe.each(dialects)('%s: bookInstrument', (dialect) => {
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

  async function another(policy: Partial<BookingPolicy>, more: object = {}): Promise<string> {
    const id = `sem-${(count += 1)}`
    await addInstrument(world, id, { institutionId: 'lab', policy: policyWith(policy), ...more })
    return id
  }

  const held = () =>
    world.store.db
      .selectFrom('blocked_span')
      .select(['starts_at as startsAt', 'ends_at as endsAt'])
      .where('unit_id', '=', instrumentId)
      .orderBy('starts_at')
      .execute()

  test('confirms a booking and holds its time', async () => {
    expect(await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })).toMatchObject({
      __typename: 'Booking',
      state: 'CONFIRMED',
      version: 1,
      startsAt: '2026-01-02T02:00:00.000Z',
    })
    expect(await held()).toEqual([span('10:00', '12:00')])
  })

  test('needs somebody who is signed in, and a token that may book', async () => {
    expect(codes(await book(world, null, span('10:00', '12:00'), { instrumentId }))).toEqual([
      'SIGN_IN_REQUIRED',
    ])
    const reader = { ...lab.ada, scopes: ['read' as const] }
    expect(codes(await book(world, reader, span('10:00', '12:00'), { instrumentId }))).toEqual([
      'TOKEN_SCOPE_MISSING',
    ])
  })

  test('lets a booking start when the one before it ends', async () => {
    await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })
    expect(await book(world, lab.bob, span('12:00', '13:00'), { instrumentId })).toMatchObject({
      state: 'CONFIRMED',
    })
    expect(await book(world, lab.bob, span('09:00', '10:00'), { instrumentId })).toMatchObject({
      state: 'CONFIRMED',
    })
  })

  test('refuses an overlap to everybody and says which bookings are in the way', async () => {
    const first = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })
    const second = await book(world, lab.bob, span('12:00', '13:00'), { instrumentId })
    const refused = await book(world, lab.keeper, span('11:30', '12:30'), { instrumentId })
    expect(refused.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS', refs: [first.id, second.id] }])
  })

  test('says all that is wrong at once', async () => {
    const hours = [
      {
        validFrom: '2020-01-01',
        windows: [{ weekday: 5, opensAt: '08:00', closesAt: '18:00' }],
        closedOnHolidays: false,
      },
    ]
    instrumentId = await another({ noticeMsMin: 48 * HOUR_MS, durationMsMin: HOUR_MS }, { hours })
    const taken = await book(world, lab.keeper, span('17:00', '19:00'), { instrumentId })
    const refused = await book(world, lab.ada, span('18:45', '19:00'), { instrumentId })
    expect(codes(refused)).toEqual([
      'BOOKING_OVERLAPS',
      'BOOKING_OUTSIDE_OPENING_HOURS',
      'BOOKING_TOO_SHORT',
      'BOOKING_OFF_STEP',
      'BOOKING_OFF_GRID',
      'BOOKING_NOTICE_TOO_SHORT',
    ])
    expect(refused.problems?.[0]?.refs).toEqual([taken.id])
    expect(refused.problems?.[2]?.message).toBe('时长不得少于 1 小时。')
  })

  test('keeps the holidays on which an instrument is closed', async () => {
    await world.store.transact((trx) =>
      trx
        .insertInto('calendar_day')
        .values({ date: '2026-01-05', kind: 'holiday', name_zh: '调休', name_en: 'Off' })
        .execute(),
    )
    const hours = [
      {
        validFrom: '2020-01-01',
        windows: [{ weekday: 1, opensAt: '08:00', closesAt: '18:00' }],
        closedOnHolidays: true,
      },
    ]
    instrumentId = await another({}, { hours })
    const closed = await book(world, lab.ada, span('10:00', '11:00', '2026-01-05'), { instrumentId })
    expect(codes(closed)).toEqual(['BOOKING_OUTSIDE_OPENING_HOURS'])
    const open = await book(world, lab.ada, span('10:00', '11:00', '2026-01-12'), { instrumentId })
    expect(open).toMatchObject({ state: 'CONFIRMED' })
  })

  test('keeps a turnaround free between bookings, which staff may cut', async () => {
    instrumentId = await another({ turnaroundMs: HOUR_MS })
    const first = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })
    const near = await book(world, lab.bob, span('12:00', '13:00'), { instrumentId })
    expect(near.problems).toMatchObject([{ code: 'BOOKING_IN_TURNAROUND', refs: [first.id] }])
    expect(codes(await book(world, lab.bob, span('08:00', '09:30'), { instrumentId }))).toEqual([
      'BOOKING_IN_TURNAROUND',
    ])
    expect(codes(await book(world, lab.bob, span('08:00', '09:00'), { instrumentId }))).toEqual([])
    expect(codes(await book(world, lab.keeper, span('12:30', '13:00'), { instrumentId }))).toEqual([])
    expect(await held()).toEqual([span('08:00', '10:00'), span('10:00', '12:30'), span('12:30', '14:00')])
  })

  test('waits for the keeper where he decides, unless he books himself', async () => {
    instrumentId = await another({ approval: 'keeper' })
    expect(await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })).toMatchObject({
      state: 'REQUESTED',
    })
    expect(await book(world, lab.keeper, span('12:00', '13:00'), { instrumentId })).toMatchObject({
      state: 'CONFIRMED',
    })
    expect(codes(await book(world, lab.bob, span('11:00', '13:00'), { instrumentId }))).toEqual([
      'BOOKING_OVERLAPS',
    ])
  })

  test('refuses what is not shared, not published or not known', async () => {
    instrumentId = await another({}, { shareMode: 'internal' })
    expect(codes(await book(world, lab.ada, span('10:00', '12:00'), { instrumentId }))).toEqual([
      'INSTRUMENT_NOT_SHARED',
    ])
    expect(codes(await book(world, lab.ann, span('10:00', '12:00'), { instrumentId }))).toEqual([])
    instrumentId = await another({}, { state: 'draft', runStatus: 'await_repair' })
    expect(codes(await book(world, lab.ann, span('10:00', '12:00'), { instrumentId }))).toEqual([
      'INSTRUMENT_NOT_PUBLISHED',
      'INSTRUMENT_OUT_OF_ORDER',
    ])
    const none = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId: 'none' })
    expect(codes(none)).toEqual(['INSTRUMENT_NOT_FOUND'])
  })

  test('wants to know what for', async () => {
    const blank = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId, purpose: ' ' })
    expect(codes(blank)).toEqual(['INPUT_INVALID'])
    const long = await book(world, lab.ada, span('10:00', '12:00'), {
      instrumentId,
      purpose: '样'.repeat(501),
    })
    expect(codes(long)).toEqual(['TEXT_TOO_LONG'])
  })

  test('books nothing where there is no price', async () => {
    instrumentId = await another({}, { isPriced: false })
    expect(codes(await book(world, lab.ada, span('10:00', '12:00'), { instrumentId }))).toEqual([
      'TARIFF_NOT_FOUND',
    ])
    expect(await held()).toEqual([])
    expect(
      await world.store.db
        .selectFrom('booking')
        .select('id')
        .where('instrument_id', '=', instrumentId)
        .execute(),
    ).toEqual([])
  })

  test('answers the same form with the same key with the booking that it made', async () => {
    const form = { instrumentId, clientKey: 'k1' }
    const first = await book(world, lab.ada, span('10:00', '12:00'), form)
    expect(await book(world, lab.ada, span('10:00', '12:00'), form)).toEqual(first)
    world.clock.now += 48 * HOUR_MS
    expect(await book(world, lab.ada, span('10:00', '12:00'), form)).toEqual(first)
    expect(await held()).toHaveLength(1)
  })

  test('refuses a key that was used for another form, and lets others use the same', async () => {
    const first = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId, clientKey: 'k2' })
    const other = await book(world, lab.ada, span('13:00', '14:00'), { instrumentId, clientKey: 'k2' })
    expect(other.problems).toMatchObject([{ code: 'CLIENT_KEY_REUSED', refs: [first.id] }])
    const purpose = await book(world, lab.ada, span('10:00', '12:00'), {
      instrumentId,
      clientKey: 'k2',
      purpose: '其他',
    })
    expect(codes(purpose)).toEqual(['CLIENT_KEY_REUSED'])
    expect(
      await book(world, lab.bob, span('13:00', '14:00'), { instrumentId, clientKey: 'k2' }),
    ).toMatchObject({ state: 'CONFIRMED' })
  })

  test('remembers who booked what in the history, the audit log and the outbox', async () => {
    const { id } = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })
    const data = await world.ask(
      lab.ada,
      '{ myBookings { edges { node { id changes { what actor { id } before { startsAt } after { startsAt endsAt } } } } } }',
    )
    expect(JSON.stringify(data)).toContain(
      `{"what":"BOOKED","actor":{"id":"ada"},"before":null,"after":{"startsAt":"2026-01-02T02:00:00.000Z","endsAt":"2026-01-02T04:00:00.000Z"}}`,
    )
    const audit = await world.store.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', id)
      .execute()
    expect(audit).toMatchObject([{ action: 'bookInstrument', actor_id: 'ada' }])
    const events = await world.store.db
      .selectFrom('outbox_event')
      .selectAll()
      .where('subject_id', '=', id)
      .execute()
    expect(events).toMatchObject([
      { type: 'booking.booked', payload: JSON.stringify({ instrumentId, version: 1 }) },
    ])
  })

  test('cannot store an overlap even when no rule ran', async () => {
    const owner = { id: instrumentId, institutionId: 'lab' }
    const row = { personId: 'ada', ...span('10:00', '12:00') }
    await addBooking(world, owner, { id: `${instrumentId}-a`, ...row })
    const second = addBooking(world, owner, {
      id: `${instrumentId}-b`,
      ...row,
      endsAt: row.endsAt + MINUTE_MS,
    })
    await expect(second).rejects.toSatisfy((error) => world.store.dialect.isOverlapViolation(error))
    await addBooking(world, owner, { id: `${instrumentId}-c`, ...row, ...span('12:00', '13:00') })
    const moved = world.store.transact((trx) =>
      trx
        .updateTable('blocked_span')
        .set({ starts_at: row.endsAt - 1 })
        .where('id', '=', `${instrumentId}-c`)
        .execute(),
    )
    await expect(moved).rejects.toSatisfy((error) => world.store.dialect.isOverlapViolation(error))
  })

  test('takes no instant without an offset', async () => {
    const { errors } = await world.answer(
      lab.ada,
      'mutation { bookInstrument(input: {instrumentId: "x", purpose: "x", startsAt: "2026-01-02T10:00", endsAt: "2026-01-02T11:00"}) { __typename } }',
    )
    expect(errors?.[0]?.message).toContain('Instant must be ISO 8601 with an offset')
  })
})
