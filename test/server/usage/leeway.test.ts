/** More time for a use: behind its end and before its start, by the same rules, and safe in a race. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import type { BookingPolicy } from '../../../server/catalog/rules/policy.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, type Interval, MINUTE_MS, overlaps } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
import { extendBooking } from '../../../server/usage/actions/leeway.ts'
import {
  act,
  arrange,
  book,
  codes,
  type Lab,
  openLab,
  policyWith,
  sent,
  span,
} from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addPerson } from '../../support/people.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s: more time', (dialect) => {
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
    await another({})
  })
  afterAll(() => world.close())

  async function another(policy: Partial<BookingPolicy>, more: object = {}): Promise<void> {
    instrumentId = `sem-${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy: policyWith(policy), ...more })
  }
  const at = (time: string) => {
    world.clock.now = span(time, '24:00').startsAt
  }
  const booked = async (who: Viewer, when: Interval) => (await book(world, who, when, { instrumentId })).id
  const comes = (who: Viewer, bookingId: string, more: object = {}) =>
    act(world, who, 'checkIn', { bookingId, ...more })
  const using = async (when = span('10:00', '11:00')) => {
    const id = await booked(lab.ada, when)
    world.clock.now = when.startsAt
    await comes(lab.ada, id)
    return id
  }
  const until = (time: string) => sent(span('00:00', time)).endsAt
  const extend = (who: Viewer, bookingId: string, time: string) =>
    act(world, who, 'extendBooking', { bookingId, endsAt: until(time) })
  const may = async (who: Viewer, id: string) =>
    (
      (await world.ask(who, `{ booking(id: "${id}") { startsAt may { extendUntil startEarly } } }`)) as {
        booking: { startsAt: string; may: { extendUntil: string | null; startEarly: boolean } }
      }
    ).booking

  test('is given to who uses it, and to his keeper, up to the next booking', async () => {
    const id = await using()
    await booked(lab.bob, span('12:30', '13:30'))
    at('10:30')
    expect((await may(lab.ada, id)).may).toEqual({ extendUntil: until('12:30'), startEarly: false })
    expect((await may(lab.bob, id)).may).toEqual({ extendUntil: null, startEarly: false })
    expect(await extend(lab.ada, id, '12:00')).toMatchObject({ state: 'IN_USE', endsAt: until('12:00') })
    const refused = await extend(lab.keeper, id, '13:00')
    expect(codes(refused)).toEqual(['BOOKING_OVERLAPS'])
    expect(await extend(lab.keeper, id, '12:30')).toMatchObject({ endsAt: until('12:30') })
    expect((await may(lab.ada, id)).may.extendUntil).toBeNull()
    expect(codes(await extend(lab.bob, id, '12:30'))).toEqual(['FORBIDDEN'])
  })

  test('counts in the price of the booking, and is in its history', async () => {
    const id = await using()
    await extend(lab.ada, id, '12:00')
    const { booking } = await world.ask(
      lab.ada,
      `{ booking(id: "${id}") { changes { what before { endsAt } after { endsAt } } } }`,
    )
    expect(booking).toMatchObject({
      changes: [
        { what: 'BOOKED' },
        { what: 'CHECKED_IN' },
        { what: 'MOVED', before: { endsAt: until('11:00') }, after: { endsAt: until('12:00') } },
      ],
    })
    at('12:00')
    expect(await act(world, lab.ada, 'checkOut', { bookingId: id })).toMatchObject({ attendance: 'NORMAL' })
  })

  test('is asked of who is not using it, of no earlier end, and of what is too long for one booking', async () => {
    const id = await booked(lab.ada, span('10:00', '11:00'))
    expect(codes(await extend(lab.ada, id, '12:00'))).toEqual(['EXTENSION_NOT_IN_USE'])
    at('10:00')
    await comes(lab.ada, id)
    expect(codes(await extend(lab.ada, id, '11:00'))).toEqual(['EXTENSION_NOT_LATER'])
    expect(codes(await extend(lab.ada, id, '11:10'))).toEqual(['BOOKING_OFF_STEP'])
    expect(codes(await extend(lab.ada, id, '18:30'))).toEqual(['BOOKING_TOO_LONG'])
    expect((await may(lab.ada, id)).may.extendUntil).toBe(until('18:00'))
    expect(codes(await extend(lab.ada, id, '23:30'))).toEqual(['EXTENSION_TOO_LONG'])
  })

  test('leaves the turnaround to the next one, and stays in the opening hours', async () => {
    await another(
      { turnaroundMs: HOUR_MS },
      {
        hours: [
          {
            validFrom: '2020-01-01',
            windows: [5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '13:00' })),
            closedOnHolidays: false,
          },
        ],
      },
    )
    const id = await using(span('08:00', '09:00'))
    const next = await booked(lab.bob, span('11:30', '12:30'))
    expect(codes(await extend(lab.ada, id, '11:00'))).toEqual(['BOOKING_IN_TURNAROUND'])
    expect((await may(lab.ada, id)).may.extendUntil).toBe(until('10:30'))
    await act(world, lab.bob, 'cancelBooking', { bookingId: next })
    expect(codes(await extend(lab.ada, id, '13:30'))).toEqual(['BOOKING_OUTSIDE_OPENING_HOURS'])
    expect((await may(lab.ada, id)).may.extendUntil).toBe(until('13:00'))
  })

  test('is the keeper’s to give where he decides', async () => {
    await another({ approval: 'keeper' })
    const { id } = await book(world, lab.ada, span('10:00', '11:00'), { instrumentId })
    await act(world, lab.keeper, 'approveBooking', { bookingId: id })
    at('10:00')
    await comes(lab.ada, id)
    expect(codes(await extend(lab.ada, id, '11:30'))).toEqual(['MORE_TIME_NEEDS_KEEPER'])
    expect((await may(lab.ada, id)).may.extendUntil).toBeNull()
    expect(await extend(lab.keeper, id, '11:30')).toMatchObject({ endsAt: until('11:30') })
  })

  test('can still be had when the booked time is over and nobody else has it', async () => {
    const id = await using()
    at('11:20')
    expect(codes(await extend(lab.ada, id, '12:00'))).toEqual([])
    at('12:10')
    await booked(lab.bob, span('13:30', '14:30'))
    expect((await may(lab.ada, id)).may.extendUntil).toBe(until('13:30'))
  })

  test('keeps others out of the unit that is used, and moves who lies ahead to another', async () => {
    await arrange(world, lab.keeper, instrumentId, { capacity: 2 })
    const id = await using()
    await booked(lab.bob, span('11:00', '12:00'))
    expect(await extend(lab.ada, id, '12:00')).toMatchObject({ endsAt: until('12:00') })
    expect(codes(await book(world, lab.ann, span('11:00', '12:00'), { instrumentId }))).toEqual([
      'BOOKING_OVERLAPS',
    ])
  })

  test('before the start is taken by who comes early, and what was booked begins then', async () => {
    const id = await booked(lab.ada, span('12:00', '13:00'))
    at('09:30')
    expect(codes(await comes(lab.ada, id, { startsEarly: true }))).toEqual(['CHECK_IN_TOO_EARLY'])
    expect((await may(lab.ada, id)).may.startEarly).toBe(false)
    at('10:40')
    expect((await may(lab.ada, id)).may.startEarly).toBe(true)
    expect(codes(await comes(lab.ada, id, { startsEarly: true }))).toEqual([])
    expect((await may(lab.ada, id)).startsAt).toBe(sent(span('10:40', '13:00')).startsAt)
    expect(codes(await book(world, lab.bob, span('11:00', '12:00'), { instrumentId }))).toEqual([
      'BOOKING_OVERLAPS',
    ])
    at('13:00')
    expect(await act(world, lab.ada, 'checkOut', { bookingId: id })).toMatchObject({
      attendance: 'NORMAL',
      effectiveMinutes: 140,
    })
  })

  test('before the start is refused where somebody else has it', async () => {
    await booked(lab.bob, span('10:00', '11:30'))
    const id = await booked(lab.ada, span('12:00', '13:00'))
    at('10:40')
    expect(codes(await comes(lab.ada, id, { startsEarly: true }))).toEqual(['BOOKING_OVERLAPS'])
    expect((await may(lab.ada, id)).may.startEarly).toBe(false)
    expect((await may(lab.ada, id)).startsAt).toBe(sent(span('12:00', '13:00')).startsAt)
  })

  test('in a race with bookings of the time behind it, one has each moment', async () => {
    const stores = dialect === 'sqlite' ? [] : Array.from({ length: 5 }, () => openStore(world.store.dialect))
    const people = await Promise.all(
      Array.from({ length: 19 }, (_, i) => addPerson(world, `racer-${i}`, 'firm', ['researcher'])),
    )
    const policy = { durationMsMin: 5 * MINUTE_MS, stepMs: 5 * MINUTE_MS }
    for (let round = 0; round < 5; round += 1) {
      world.clock.now = NEW_YEAR
      await another(policy)
      const id = await using()
      let made = 0
      const ctx = (viewer: Viewer, i: number) => ({
        ...world.as(viewer),
        store: stores[i % 5] ?? world.store,
        newId: () => `${instrumentId}-${i}-${(made += 1)}`,
      })
      const wanted = span('11:00', '12:00')
      const attempts = [
        extendBooking(ctx(lab.ada, 0), { bookingId: id, endsAt: wanted.endsAt }),
        ...people.map((it, i) =>
          bookInstrument(ctx(it, i + 1), { instrumentId, ...wanted, purpose: '竞争', clientKey: null }),
        ),
      ]
      const settled = await Promise.allSettled(attempts)
      const lost = settled.flatMap((it) => (it.status === 'rejected' ? [it.reason] : []))
      expect(lost).toHaveLength(19)
      for (const reason of lost) {
        expect(reason).toBeInstanceOf(Rejection)
        expect(codes(reason as never)).toEqual(['BOOKING_OVERLAPS'])
      }
      const held = await world.store.db
        .selectFrom('blocked_span')
        .select(['starts_at as startsAt', 'ends_at as endsAt'])
        .where('instrument_id', '=', instrumentId)
        .orderBy('starts_at')
        .execute()
      held.forEach((a, i) => held.slice(i + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)))
    }
    await Promise.all(stores.map((it) => it.close()))
  })
})
