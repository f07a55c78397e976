/** Breaks, walk-ins, kinds of use, and uses that are told afterwards. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BookingPolicy } from '../../../server/catalog/rules/policy.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import { concludeUses, markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { books, chargeByUse, sendUsage, sessionsSeen } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const BOOKING = `query ($id: ID!) { booking(id: $id) {
  state isPaused startsAt endsAt may { checkOut } usages { kind samples operator { id } }
  usage { attendance effectiveMinutes samples } charge { amountFen } } }`

describe.each(dialects)('%s: a use', (dialect) => {
  let world: World
  let lab: Lab
  let finance: Viewer
  let instrumentId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    finance = { ...lab.manager, grants: [{ role: 'finance', institutionId: 'lab' }] }
  })
  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = await another({})
  })
  afterAll(() => world.close())

  async function another(policy: Partial<BookingPolicy>): Promise<string> {
    const id = `sem-${(count += 1)}`
    await addInstrument(world, id, { institutionId: 'lab', policy: policyWith(policy) })
    await chargeByUse(world, id)
    return id
  }
  const at = (time: string) => {
    world.clock.now = span(time, '24:00').startsAt
  }
  const booked = async (who: Viewer, when: Interval) => (await book(world, who, when, { instrumentId })).id
  const comes = (who: Viewer, bookingId: string, more: object = {}) =>
    act(world, who, 'checkIn', { bookingId, ...more })
  const goes = (who: Viewer, bookingId: string, more: object = {}) =>
    act(world, who, 'checkOut', { bookingId, ...more })
  const seen = async (id: string) => (await world.ask(lab.keeper, BOOKING, { id }))['booking']
  const effectiveMs = async () => {
    const row = await world.store.db
      .selectFrom('usage_fact')
      .select(['effective_ms', 'booking_count', 'sample_count'])
      .where('instrument_id', '=', instrumentId)
      .where('grain', '=', 'day')
      .executeTakeFirst()
    return row && { effectiveMs: row.effective_ms, bookings: row.booking_count, samples: row.sample_count }
  }

  test('may pause: the time is kept, and all sessions are charged and counted once, together', async () => {
    const id = await booked(lab.ada, span('10:00', '16:00'))
    at('10:00')
    await comes(lab.ada, id, { kind: 'TRAINING', operatorEmail: 'Keeper@test' })
    at('11:00')
    await goes(lab.ada, id, { samples: 2, comesBack: true })
    expect(await seen(id)).toMatchObject({
      state: 'IN_USE',
      isPaused: true,
      usage: { effectiveMinutes: null },
    })
    expect((await books(world, instrumentId)).charges).toEqual([])
    expect(codes(await book(world, lab.bob, span('12:00', '13:00'), { instrumentId }))).toEqual([
      'BOOKING_OVERLAPS',
    ])
    at('14:00')
    await comes(lab.ada, id)
    expect(codes(await comes(lab.ada, id))).toEqual(['BOOKING_NOT_CONFIRMED'])
    at('15:45')
    expect(await goes(lab.ada, id, { samples: 3 })).toMatchObject({
      attendance: 'NORMAL',
      samples: 5,
      effectiveMinutes: 165,
    })
    expect(await seen(id)).toMatchObject({
      state: 'COMPLETED',
      isPaused: false,
      usages: [
        { kind: 'TRAINING', samples: 2, operator: { id: 'keeper' } },
        { kind: 'USE', samples: 3, operator: null },
      ],
      charge: { amountFen: 33_000 },
    })
    expect((await books(world, instrumentId)).charges).toHaveLength(1)
    expect(await effectiveMs()).toEqual({ effectiveMs: 2.75 * HOUR_MS, bookings: 1, samples: 5 })
  })

  test('whose person does not come back is over when its time is, also for whoever is next', async () => {
    const id = await booked(lab.ada, span('10:00', '12:00'))
    const next = await booked(lab.bob, span('12:00', '13:00'))
    at('10:00')
    await comes(lab.ada, id)
    at('11:00')
    await goes(lab.ada, id, { comesBack: true })
    await concludeUses(world.as())
    expect(await seen(id)).toMatchObject({ state: 'IN_USE' })
    at('12:00')
    expect(codes(await goes(lab.ada, id, { comesBack: true }))).toEqual(['COME_BACK_TOO_LATE'])
    expect(await comes(lab.bob, next)).toMatchObject({ __typename: 'UsageRecord' })
    expect(await seen(id)).toMatchObject({ state: 'COMPLETED', usage: { attendance: 'LEAVE_EARLY' } })
    at('13:00')
    await goes(lab.bob, next, { comesBack: false })
    const last = await booked(lab.ada, span('14:00', '15:00'))
    at('14:00')
    await comes(lab.ada, last)
    at('14:30')
    await goes(lab.ada, last, { comesBack: true, samples: 1 })
    at('15:30')
    await concludeUses(world.as())
    await concludeUses(world.as())
    expect(await seen(last)).toMatchObject({ state: 'COMPLETED', usage: { samples: 1 } })
  })

  test('for upkeep is neither effective time nor charged', async () => {
    const id = await booked(lab.ann, span('10:00', '12:00'))
    at('10:00')
    await comes(lab.keeper, id, { kind: 'MAINTENANCE' })
    at('12:00')
    await goes(lab.keeper, id)
    expect(await books(world, instrumentId)).toEqual({ charges: [], netFen: 0 })
    expect(await effectiveMs()).toMatchObject({ effectiveMs: 0, bookings: 0 })
  })

  describe('without a booking', () => {
    const walksIn = (who: Viewer, more: object = {}) =>
      sendUsage<{ id: string; origin: string; booking: { id: string; endsAt: string } }>(
        world,
        who,
        'startWalkIn',
        { instrumentId, minutes: 60, purpose: '复测', ...more },
      )

    test('is begun by a keeper for a customer, takes its time, and lasts as long as it lasted', async () => {
      at('10:07')
      const begun = await walksIn(lab.keeper, { personEmail: 'ada@test', kind: 'COMMISSIONED' })
      expect(begun).toMatchObject({ origin: 'WALK_IN', booking: { state: 'IN_USE' } })
      expect(codes(await book(world, lab.bob, span('10:30', '11:00'), { instrumentId }))).toEqual([
        'BOOKING_OVERLAPS',
      ])
      at('10:37')
      expect(await goes(lab.ada, begun.booking.id, { samples: 1 })).toMatchObject({
        attendance: 'NORMAL',
        effectiveMinutes: 30,
      })
      expect(await seen(begun.booking.id)).toMatchObject({
        state: 'COMPLETED',
        endsAt: new Date(span('10:37', '11:00').startsAt).toISOString(),
        charge: { amountFen: 6_000 },
      })
      expect(codes(await book(world, lab.bob, span('11:00', '11:30'), { instrumentId }))).toEqual([])
    })

    test('is begun by who stands at the instrument, where nothing is in the way', async () => {
      const answer = (await world.ask(
        lab.keeper,
        `mutation { renewCheckInCode(input: { instrumentId: "${instrumentId}" }) { ... on Instrument { checkInUrl } } }`,
      )) as { renewCheckInCode: { checkInUrl: string } }
      const token = answer.renewCheckInCode.checkInUrl.split('/').at(-1)
      await booked(lab.bob, span('11:00', '12:00'))
      at('10:10')
      const place = await world.ask(lab.ada, `{ checkInPlace(token: "${token}") { freeUntil } }`)
      expect(place).toEqual({
        checkInPlace: { freeUntil: new Date(span('11:00', '12:00').startsAt).toISOString() },
      })
      for (const more of [{}, { token: 'wrong' }, { token, personEmail: 'bob@test' }]) {
        expect(await walksIn(lab.ada, more)).toMatchObject({ problems: [{ code: 'FORBIDDEN' }] })
      }
      expect(await walksIn(lab.ada, { token })).toMatchObject({ problems: [{ code: 'BOOKING_OVERLAPS' }] })
      expect(await walksIn(lab.ada, { token, minutes: 0 })).toMatchObject({
        problems: [{ code: 'INPUT_INVALID' }],
      })
      expect(await walksIn(lab.ada, { token, minutes: 50 })).toMatchObject({ origin: 'WALK_IN' })
      expect(await walksIn(lab.ada, { token, minutes: 10 })).toMatchObject({
        problems: [{ code: 'INSTRUMENT_IN_USE' }, { code: 'BOOKING_OVERLAPS' }],
      })
    })

    test.each(['keeper', 'pi', 'both'] as const)(
      'waits for the keeper where bookings need %s',
      async (approval) => {
        instrumentId = await another({ approval })
        const answer = (await world.ask(
          lab.keeper,
          `mutation { renewCheckInCode(input: { instrumentId: "${instrumentId}" }) { ... on Instrument { checkInUrl } } }`,
        )) as { renewCheckInCode: { checkInUrl: string } }
        const token = answer.renewCheckInCode.checkInUrl.split('/').at(-1)
        at('10:00')
        expect(await walksIn(lab.ada, { token })).toMatchObject({
          problems: [{ code: 'WALK_IN_NEEDS_KEEPER' }],
        })
        expect(await walksIn(lab.keeper, { personEmail: 'ada@test' })).toMatchObject({ origin: 'WALK_IN' })
      },
    )

    test('begins once, however many try at once, and never over a booking', async () => {
      at('10:00')
      const tries = await Promise.all([
        ...[lab.keeper, lab.manager, lab.keeper].map((it) => walksIn(it, { personEmail: 'ada@test' })),
        book(world, lab.bob, span('10:30', '11:00'), { instrumentId }),
      ])
      expect(tries.filter((it) => 'id' in it)).toHaveLength(1)
      const held = await world.store.db
        .selectFrom('blocked_span')
        .select('id')
        .where('unit_id', '=', instrumentId)
        .execute()
      expect(held).toHaveLength(1)
    })
  })

  describe('told afterwards', () => {
    const told = (who: Viewer, when: Interval, more: object = {}) =>
      sendUsage(world, who, 'recordUse', { instrumentId, personEmail: 'ada@test', ...sent(when), ...more })

    test('belongs to the booking in whose time it lies, and takes back that nobody came', async () => {
      const id = await booked(lab.ada, span('10:00', '12:00'))
      at('11:30')
      await markNoShows(world.as())
      expect(await seen(id)).toMatchObject({ state: 'MISSED', charge: { amountFen: 5_000 } })
      world.clock.now = NEW_YEAR + 3 * DAY_MS
      expect(await told(lab.keeper, span('10:00', '11:45'), { samples: 7 })).toMatchObject({
        __typename: 'UsageSession',
      })
      expect(await seen(id)).toMatchObject({
        state: 'COMPLETED',
        usage: { attendance: 'NORMAL', effectiveMinutes: 105 },
        charge: { amountFen: 21_000 },
      })
      expect(await books(world, instrumentId)).toEqual({
        charges: [
          ['missed', 5_000],
          ['reversal', -5_000],
          ['usage', 21_000],
        ],
        netFen: 21_000,
      })
    })

    test('makes a walk-in where there was no booking, but nothing twice and nothing in the way of another', async () => {
      world.clock.now = NEW_YEAR + 3 * DAY_MS
      await told(lab.keeper, span('10:00', '11:00'), { kind: 'ANALYSIS', operatorEmail: 'keeper@test' })
      expect(await sessionsSeen(world, lab.keeper, span('00:00', '24:00'), { instrumentId })).toMatchObject([
        { kind: 'ANALYSIS', source: 'PERSON', operator: { id: 'keeper' }, record: { origin: 'WALK_IN' } },
      ])
      expect(codes(await told(lab.keeper, span('10:30', '11:30'), { samples: -1 }))).toEqual([
        'USAGE_OVERLAPS',
        'SAMPLES_INVALID',
      ])
      expect(codes(await told(lab.keeper, span('12:00', '12:00')))).toEqual(['SESSION_SPAN_EMPTY'])
      expect(codes(await told(lab.keeper, span('12:00', '13:00', '2026-02-01')))).toEqual([
        'SESSION_IN_FUTURE',
      ])
      expect(codes(await told(lab.keeper, span('12:00', '13:00'), { personEmail: 'x@y' }))).toEqual([
        'USER_UNKNOWN',
      ])
      expect(codes(await told(lab.stranger, span('12:00', '13:00')))).toEqual(['FORBIDDEN'])
    })
  })

  test('leaves the books balanced', async () => {
    expect(await ledgerCheck(world.as(finance), 'lab')).toMatchObject({ balanced: true })
  })
})
