/** Moving, cancelling, approving and rejecting bookings through the front door. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expireRequests } from '../../../server/booking/actions/expiry.ts'
import type { BookingPolicy } from '../../../server/catalog/rules/policy.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s: a booking', (dialect) => {
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

  async function another(policy: Partial<BookingPolicy>): Promise<string> {
    const id = `sem-${(count += 1)}`
    await addInstrument(world, id, { institutionId: 'lab', policy: policyWith(policy) })
    return id
  }

  const booked = async (who: Viewer, at: Interval) => (await book(world, who, at, { instrumentId })).id

  const held = () =>
    world.store.db
      .selectFrom('blocked_span')
      .select(['starts_at as startsAt', 'ends_at as endsAt'])
      .where('unit_id', '=', instrumentId)
      .orderBy('starts_at')
      .execute()

  const move = (who: Viewer | null, bookingId: string, to: Interval) =>
    act(world, who, 'moveBooking', { bookingId, ...sent(to) })
  const cancel = (who: Viewer | null, bookingId: string, reason?: string) =>
    act(world, who, 'cancelBooking', { bookingId, reason })

  test('moves, also over its own time, and frees what it no longer holds', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    const moved = await move(lab.ada, id, span('11:00', '13:00'))
    expect(moved).toMatchObject({ version: 2, startsAt: '2026-01-02T03:00:00.000Z', state: 'CONFIRMED' })
    expect(await held()).toEqual([span('11:00', '13:00')])
    expect(codes(await book(world, lab.bob, span('10:00', '11:00'), { instrumentId }))).toEqual([])
  })

  test('keeps old and new of every move', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    await move(lab.keeper, id, span('13:00', '14:00'))
    const query = `query ($id: ID!) { booking(id: $id) { changes { what actor { id } before { startsAt endsAt } after { startsAt endsAt } } } }`
    const { booking } = await world.ask(lab.ada, query, { id })
    expect(booking).toMatchObject({
      changes: [
        { what: 'BOOKED', before: null, after: sent(span('10:00', '12:00')) },
        {
          what: 'MOVED',
          actor: { id: 'keeper' },
          before: sent(span('10:00', '12:00')),
          after: sent(span('13:00', '14:00')),
        },
      ],
    })
  })

  test('does not move over another', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    const other = await booked(lab.bob, span('13:00', '14:00'))
    const refused = await move(lab.keeper, id, span('13:30', '15:00'))
    expect(refused.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS', refs: [other] }])
    expect(await held()).toEqual([span('10:00', '12:00'), span('13:00', '14:00')])
  })

  test('that its owner moves waits for the keeper again, where he decides', async () => {
    instrumentId = await another({ approval: 'keeper' })
    const id = await booked(lab.ada, span('10:00', '12:00'))
    await act(world, lab.keeper, 'approveBooking', { bookingId: id })
    expect(await move(lab.keeper, id, span('13:00', '14:00'))).toMatchObject({ state: 'CONFIRMED' })
    expect(await move(lab.ada, id, span('14:00', '15:00'))).toMatchObject({ state: 'REQUESTED', version: 4 })
  })

  test('is moved and cancelled by its owner, the keeper or the manager only', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    for (const who of [lab.bob, lab.stranger, lab.auditor, lab.ann]) {
      expect(codes(await move(who, id, span('13:00', '14:00')))).toEqual(['FORBIDDEN'])
      expect(codes(await cancel(who, id))).toEqual(['FORBIDDEN'])
    }
    expect(codes(await cancel(null, id))).toEqual(['SIGN_IN_REQUIRED'])
    expect(codes(await cancel(lab.ada, 'none'))).toEqual(['BOOKING_NOT_FOUND'])
    expect(await move(lab.manager, id, span('13:00', '14:00'))).toMatchObject({ state: 'CONFIRMED' })
    expect(await cancel(lab.keeper, id, '设备检修')).toMatchObject({
      state: 'CANCELLED',
      decisionNote: '设备检修',
    })
  })

  test('frees its time when it is cancelled, once', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    expect(await cancel(lab.ada, id)).toMatchObject({ state: 'CANCELLED', version: 2 })
    expect(await held()).toEqual([])
    expect(codes(await cancel(lab.ada, id))).toEqual(['BOOKING_OVER'])
    expect(codes(await move(lab.ada, id, span('13:00', '14:00')))).toEqual(['BOOKING_OVER'])
    expect(codes(await book(world, lab.bob, span('10:00', '12:00'), { instrumentId }))).toEqual([])
  })

  test('cannot be moved or cancelled once it has started', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    world.clock.now = span('10:00', '12:00').startsAt
    expect(codes(await cancel(lab.keeper, id))).toEqual(['BOOKING_STARTED'])
    expect(codes(await move(lab.ada, id, span('13:00', '14:00')))).toEqual(['BOOKING_STARTED'])
  })

  test('gives the turnaround that it cut back to the one before it', async () => {
    instrumentId = await another({ turnaroundMs: HOUR_MS })
    await booked(lab.ada, span('10:00', '12:00'))
    const cut = await booked(lab.keeper, span('12:00', '13:00'))
    expect(await held()).toEqual([span('10:00', '12:00'), span('12:00', '14:00')])
    await move(lab.keeper, cut, span('12:30', '13:00'))
    expect(await held()).toEqual([span('10:00', '12:30'), span('12:30', '14:00')])
    await cancel(lab.keeper, cut)
    expect(await held()).toEqual([span('10:00', '13:00')])
  })

  test('is approved when the instrument can still be had', async () => {
    instrumentId = await another({ approval: 'keeper', noticeMsMin: 24 * HOUR_MS })
    const id = await booked(lab.ada, span('10:00', '12:00'))
    for (const who of [lab.ada, lab.stranger, lab.auditor]) {
      expect(codes(await act(world, who, 'approveBooking', { bookingId: id }))).toEqual(['FORBIDDEN'])
    }
    world.clock.now = span('09:00', '12:00', '2026-01-01').startsAt
    const approved = await act(world, lab.keeper, 'approveBooking', { bookingId: id, note: '请带样品' })
    expect(approved).toMatchObject({ state: 'CONFIRMED', decisionNote: '请带样品', version: 2 })
    expect(codes(await act(world, lab.keeper, 'approveBooking', { bookingId: id }))).toEqual([
      'BOOKING_NOT_REQUESTED',
    ])
    expect(codes(await act(world, lab.keeper, 'rejectBooking', { bookingId: id, reason: '晚了' }))).toEqual([
      'BOOKING_NOT_REQUESTED',
    ])
  })

  test('is judged again at its approval', async () => {
    instrumentId = await another({ approval: 'keeper' })
    const id = await booked(lab.ada, span('10:00', '12:00'))
    await world.store.transact((trx) =>
      trx
        .updateTable('instrument')
        .set({ run_status: 'await_repair' })
        .where('id', '=', instrumentId)
        .execute(),
    )
    expect(codes(await act(world, lab.keeper, 'approveBooking', { bookingId: id }))).toEqual([
      'INSTRUMENT_OUT_OF_ORDER',
    ])
    world.clock.now = span('10:30', '12:00').startsAt
    expect(codes(await act(world, lab.keeper, 'approveBooking', { bookingId: id }))).toEqual([
      'REQUEST_EXPIRED',
      'INSTRUMENT_OUT_OF_ORDER',
      'BOOKING_IN_PAST',
    ])
  })

  test('is rejected with a reason, which frees its time', async () => {
    instrumentId = await another({ approval: 'keeper' })
    const id = await booked(lab.ada, span('10:00', '12:00'))
    expect(codes(await act(world, lab.keeper, 'rejectBooking', { bookingId: id, reason: ' ' }))).toEqual([
      'REASON_MISSING',
    ])
    const rejected = await act(world, lab.manager, 'rejectBooking', { bookingId: id, reason: '样品有毒' })
    expect(rejected).toMatchObject({ state: 'REJECTED', decisionNote: '样品有毒' })
    expect(await held()).toEqual([])
  })

  test('that nobody decided before its start is rejected by the clock', async () => {
    instrumentId = await another({ approval: 'keeper' })
    const id = await booked(lab.ada, span('10:00', '12:00'))
    const later = await booked(lab.ada, span('13:00', '14:00'))
    world.clock.now = span('10:00', '12:00').startsAt + 1
    await expireRequests(world.as())
    await expireRequests(world.as())
    const query = 'query ($id: ID!) { booking(id: $id) { state changes { what actor { id } } } }'
    const { booking } = await world.ask(lab.ada, query, { id })
    expect(booking).toEqual({
      state: 'REJECTED',
      changes: [
        { what: 'REQUESTED', actor: { id: 'ada' } },
        { what: 'REJECTED', actor: null },
      ],
    })
    expect((await world.ask(lab.ada, query, { id: later }))['booking']).toMatchObject({ state: 'REQUESTED' })
    expect(await held()).toEqual([span('13:00', '14:00')])
  })
})
