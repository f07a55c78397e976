/** Coming, going and not coming, through the front door and the clock. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BookingPolicy } from '../../../server/catalog/rules/policy.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { checkIn } from '../../../server/usage/actions/attendance.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, addBooking, book, codes, type Lab, openLab, policyWith, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const BOOKING = /* GraphQL */ `
  query ($id: ID!) {
    booking(id: $id) {
      state
      usage {
        samples
        attendance
        effectiveMinutes
        startedAt
        booking {
          id
        }
      }
      may {
        checkIn
        checkOut
        cancel
      }
      changes {
        what
        actor {
          id
        }
      }
    }
  }
`

describe.each(dialects)('%s: a use', (dialect) => {
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

  const booked = async (who: Viewer, at: Interval) => (await book(world, who, at, { instrumentId })).id
  const at = (time: string) => {
    world.clock.now = span(time, '24:00').startsAt
  }
  const comes = (who: Viewer | null, bookingId: string) => act(world, who, 'checkIn', { bookingId })
  const goes = (who: Viewer | null, bookingId: string, more: object = {}) =>
    act(world, who, 'checkOut', { bookingId, ...more })
  const seen = async (who: Viewer, id: string) => (await world.ask(who, BOOKING, { id }))['booking']

  const held = () =>
    world.store.db
      .selectFrom('blocked_span')
      .select(['starts_at as startsAt', 'ends_at as endsAt'])
      .where('unit_id', '=', instrumentId)
      .orderBy('starts_at')
      .execute()

  test('is recorded from check-in to check-out, with samples and attendance', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    at('10:05')
    expect(await comes(lab.keeper, id)).toMatchObject({
      __typename: 'UsageRecord',
      endedAt: null,
      isExternal: true,
      samples: 0,
    })
    expect(await seen(lab.ada, id)).toMatchObject({
      state: 'IN_USE',
      may: { checkIn: false, checkOut: true, cancel: false },
    })
    at('12:00')
    expect(await goes(lab.keeper, id, { samples: 12, note: '正常' })).toMatchObject({
      effectiveMinutes: 115,
      samples: 12,
      attendance: 'NORMAL',
      note: '正常',
    })
    expect(await seen(lab.ada, id)).toEqual({
      state: 'COMPLETED',
      usage: {
        samples: 12,
        attendance: 'NORMAL',
        effectiveMinutes: 115,
        startedAt: '2026-01-02T02:05:00.000Z',
        booking: { id },
      },
      may: { checkIn: false, checkOut: false, cancel: false },
      changes: [
        { what: 'BOOKED', actor: { id: 'ada' } },
        { what: 'CHECKED_IN', actor: { id: 'keeper' } },
        { what: 'CHECKED_OUT', actor: { id: 'keeper' } },
      ],
    })
    expect(await seen(lab.bob, id)).toMatchObject({ usage: null, changes: [] })
  })

  test('that a keeper ends far from what was booked is recorded with a reason', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    at('10:00')
    await comes(lab.keeper, id)
    at('10:45')
    const { problems } = await goes(lab.keeper, id, { samples: -1, note: ' ' })
    expect(problems?.map((it) => it.code)).toEqual(['SAMPLES_INVALID', 'USE_UNEXPLAINED'])
    expect(problems?.[1]?.message).toBe('预约 2 小时，实际使用 45 分钟，相差较大，请填写原因。')
    expect(await goes(lab.keeper, id, { note: '样品提前测完' })).toMatchObject({
      effectiveMinutes: 45,
      note: '样品提前测完',
    })
  })

  test('may end at any time without a word where the person ends it himself', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    at('10:00')
    await comes(lab.ada, id)
    at('10:45')
    expect(await goes(lab.ada, id)).toMatchObject({ effectiveMinutes: 45, note: null })
  })

  test('is told to those who charge and count it, once', async () => {
    const id = await booked(lab.ann, span('10:00', '12:00'))
    at('10:00')
    const { id: usageId } = await comes(lab.ann, id)
    at('12:00')
    expect(await goes(lab.ann, id)).toMatchObject({ isExternal: false })
    expect(codes(await goes(lab.ann, id))).toEqual(['BOOKING_NOT_IN_USE'])
    const events = await world.store.db
      .selectFrom('outbox_event')
      .select('type')
      .where('subject_id', '=', usageId)
      .execute()
    expect(events).toEqual([{ type: 'usage.recorded' }])
  })

  test('begins for the person from a quarter of an hour before, for his keeper from an hour', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    at('09:40')
    expect(codes(await comes(lab.ada, id))).toEqual(['CHECK_IN_TOO_EARLY'])
    expect(await seen(lab.ada, id)).toMatchObject({ may: { checkIn: false } })
    expect(await seen(lab.keeper, id)).toMatchObject({ may: { checkIn: true } })
    for (const who of [lab.bob, lab.ann, lab.stranger, lab.auditor])
      expect(codes(await comes(who, id))).toEqual(['FORBIDDEN'])
    expect(codes(await comes(null, id))).toEqual(['SIGN_IN_REQUIRED'])
    at('09:45')
    expect(await comes(lab.ada, id)).toMatchObject({ __typename: 'UsageRecord' })
    expect(codes(await goes(lab.bob, id))).toEqual(['FORBIDDEN'])
  })

  test('keeps everybody else away until it ends, whoever is next', async () => {
    const first = await booked(lab.ada, span('10:00', '11:00'))
    const next = await booked(lab.bob, span('11:00', '12:00'))
    at('10:00')
    await comes(lab.ada, first)
    at('11:05')
    const refused = await comes(lab.keeper, next)
    expect(refused.problems).toMatchObject([{ code: 'INSTRUMENT_IN_USE', refs: [first] }])
    expect(await held()).toEqual([span('10:00', '11:00'), span('11:00', '12:00')])
    at('11:12')
    expect(await goes(lab.ada, first)).toMatchObject({ attendance: 'OVERTIME', effectiveMinutes: 72 })
    expect(await comes(lab.bob, next)).toMatchObject({ __typename: 'UsageRecord' })
    expect(await held()).toEqual([span('10:00', '11:00'), span('11:00', '12:00')])
  })

  test('frees the rest, but for the turnaround, when it ends early', async () => {
    instrumentId = await another({ turnaroundMs: HOUR_MS })
    const id = await booked(lab.ada, span('10:00', '14:00'))
    at('10:00')
    await comes(lab.ada, id)
    at('11:30')
    expect(await goes(lab.ada, id)).toMatchObject({ attendance: 'LEAVE_EARLY' })
    expect(await held()).toEqual([span('10:00', '12:30')])
    expect(codes(await book(world, lab.bob, span('12:00', '13:00'), { instrumentId }))).toEqual([
      'BOOKING_IN_TURNAROUND',
    ])
    expect(codes(await book(world, lab.bob, span('12:30', '13:30'), { instrumentId }))).toEqual([])
  })

  test('that ends before its start leaves its turnaround only, which staff may reach into', async () => {
    instrumentId = await another({ turnaroundMs: HOUR_MS / 2 })
    const id = await booked(lab.ada, span('10:00', '12:00'))
    at('09:45')
    await comes(lab.ada, id)
    at('09:50')
    expect(await goes(lab.ada, id)).toMatchObject({ attendance: 'LEAVE_EARLY' })
    expect(await held()).toEqual([span('10:00', '10:20')])
    const across = span('09:55', '10:25')
    const grid = { durationMsMin: 300_000, stepMs: 300_000 }
    await world.store.transact((trx) =>
      trx
        .updateTable('instrument')
        .set({ duration_ms_min: grid.durationMsMin, step_ms: grid.stepMs })
        .where('id', '=', instrumentId)
        .execute(),
    )
    expect(codes(await book(world, lab.bob, across, { instrumentId }))).toEqual(['BOOKING_IN_TURNAROUND'])
    expect(codes(await book(world, lab.keeper, across, { instrumentId }))).toEqual([])
  })

  test('that ends before its start holds no time at all', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    at('09:20')
    await comes(lab.keeper, id)
    at('09:50')
    const left = await goes(lab.keeper, id, { note: '设备另有安排' })
    expect(left).toMatchObject({ attendance: 'LEAVE_EARLY', effectiveMinutes: 30 })
    expect(await held()).toEqual([])
  })

  test('begins once, however many try at once', async () => {
    const ids = [await booked(lab.ada, span('10:00', '11:00')), await booked(lab.bob, span('11:00', '12:00'))]
    at('10:30')
    const settled = await Promise.allSettled(
      [...ids, ...ids].map((bookingId) => checkIn(world.as(lab.keeper), { bookingId })),
    )
    expect(settled.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    const open = await world.store.db
      .selectFrom('usage_record')
      .select('id')
      .where('instrument_id', '=', instrumentId)
      .execute()
    expect(open).toHaveLength(1)
  })

  test('that cannot be charged is not ended', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    at('10:00')
    await comes(lab.ada, id)
    await world.store.transact((trx) =>
      trx.deleteFrom('tariff').where('instrument_id', '=', instrumentId).execute(),
    )
    at('12:00')
    expect(codes(await goes(lab.ada, id))).toEqual(['TARIFF_NOT_FOUND'])
    expect(await seen(lab.ada, id)).toMatchObject({ state: 'IN_USE', usage: { attendance: null } })
  })

  test('that nobody began within an hour is missed, and its time is free', async () => {
    const id = await booked(lab.ada, span('10:00', '14:00'))
    at('11:00')
    await markNoShows(world.as())
    expect(await seen(lab.ada, id)).toMatchObject({ state: 'CONFIRMED' })
    world.clock.now += 1
    await markNoShows(world.as())
    await markNoShows(world.as())
    expect(await seen(lab.ada, id)).toMatchObject({
      state: 'MISSED',
      usage: null,
      changes: [{ what: 'BOOKED' }, { what: 'MISSED', actor: null }],
    })
    expect(await held()).toEqual([])
    expect(codes(await comes(lab.keeper, id))).toEqual(['BOOKING_NOT_CONFIRMED'])
    expect(codes(await book(world, lab.bob, span('12:00', '14:00'), { instrumentId }))).toEqual([])
    const events = await world.store.db
      .selectFrom('outbox_event')
      .select('type')
      .where('subject_id', '=', id)
      .execute()
    expect(events).toEqual([{ type: 'booking.booked' }, { type: 'booking.missed' }])
  })

  test('that was missed while nothing ran is found afterwards, however many there are', async () => {
    const owner = { id: instrumentId, institutionId: 'lab' }
    const { startsAt } = span('00:00', '24:00')
    for (let i = 0; i < 230; i += 1) {
      const from = startsAt + i * HOUR_MS
      await addBooking(world, owner, {
        id: `${instrumentId}-${i}`,
        personId: 'ada',
        startsAt: from,
        endsAt: from + 30 * MINUTE_MS,
      })
    }
    const ahead = await booked(lab.bob, span('10:00', '11:00', '2026-01-30'))
    world.clock.now = startsAt + 20 * DAY_MS
    await markNoShows(world.as())
    const states = await world.store.db
      .selectFrom('booking')
      .select((it) => ['state', it.fn.countAll().as('count')])
      .where('instrument_id', '=', instrumentId)
      .groupBy('state')
      .orderBy('state')
      .execute()
    expect(states.map((it) => [it.state, Number(it.count)])).toEqual([
      ['confirmed', 1],
      ['missed', 230],
    ])
    expect(await seen(lab.bob, ahead)).toMatchObject({ state: 'CONFIRMED' })
  })
})
