/**
 * Time is freed while many reach for it and two processes let offers lapse: exactly one gets it, nothing overlaps, and
 * no offer is lost or made twice. On PostgreSQL the hands come through several pools, as several processes do.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import { cancelBooking } from '../../../server/booking/actions/decide.ts'
import { acceptOffer, declineOffer, lapseOffers } from '../../../server/booking/actions/offers.ts'
import { joinWaitingList, leaveWaitingList } from '../../../server/booking/actions/waiting-list.ts'
import { EVERY_DAY } from '../../../server/booking/rules/waiting-list.ts'
import type { Context } from '../../../server/context.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, type Interval, MINUTE_MS, overlaps } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
import { type Lab, openLab, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const CLIENTS = 20
const ROUNDS = 10
const STORES = 4
const MORNING = span('10:00', '12:00')

describe.each(dialects)('%s: in a race for freed time', (dialect) => {
  let world: World
  let lab: Lab
  let people: readonly Viewer[]
  let stores: readonly Context['store'][]
  let instrumentId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    stores = dialect === 'sqlite' ? [] : Array.from({ length: STORES }, () => openStore(world.store.dialect))
    const ids = Array.from({ length: CLIENTS }, (_, i) => `p${i}`)
    people = await Promise.all(ids.map((id) => addPerson(world, id, 'firm', ['researcher'])))
  })
  afterAll(async () => {
    await Promise.all(stores.map((it) => it.close()))
    await world.close()
  })

  /** A context in somebody's name, or in nobody's, on the pool of some process. */
  function at(process: number, viewer: Viewer | null = null): Context {
    const store = stores[process % STORES] ?? world.store
    return { ...world.as(viewer), store, newId: () => `race-${String((count += 1)).padStart(6, '0')}` }
  }

  const book = (ctx: Context, wanted: Interval = MORNING) =>
    bookInstrument(ctx, { instrumentId, ...wanted, purpose: '竞争', clientKey: null })

  const wait = (ctx: Context, wanted: Interval = MORNING) =>
    joinWaitingList(ctx, {
      instrumentId,
      ...wanted,
      lengthMs: wanted.endsAt - wanted.startsAt,
      weekdays: EVERY_DAY,
      dayFrom: '00:00',
      dayUntil: '24:00',
      wants: 'offer',
      purpose: '候补',
    })

  /** Runs all at once; true for what was done, false for what was refused; anything else is a bug. */
  async function race(attempts: readonly Promise<unknown>[]): Promise<readonly boolean[]> {
    const settled = await Promise.allSettled(attempts)
    return settled.map((it) => {
      if (it.status === 'fulfilled') return true
      if (it.reason instanceof Rejection) return false
      throw it.reason
    })
  }

  async function openOffers() {
    const { db } = world.store
    const offers = await db
      .selectFrom('time_offer')
      .select(['id', 'person_id'])
      .where('instrument_id', '=', instrumentId)
      .where('state', '=', 'open')
      .execute()
    const held = await db
      .selectFrom('blocked_span')
      .select('id')
      .where('unit_id', '=', instrumentId)
      .where('kind', '=', 'offer')
      .execute()
    expect(held.map((it) => it.id).toSorted()).toEqual(offers.map((it) => it.id).toSorted())
    return offers
  }

  async function taken(): Promise<readonly Interval[]> {
    const rows = await world.store.db
      .selectFrom('blocked_span')
      .selectAll()
      .where('unit_id', '=', instrumentId)
      .execute()
    const spans = rows.map((it) => ({ startsAt: it.starts_at, endsAt: it.ends_at }))
    spans.forEach((a, i) => spans.slice(i + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)))
    return spans
  }

  /** A new instrument, booked by somebody; answers with his booking. */
  async function bookedInstrument(): Promise<string> {
    instrumentId = `i${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab' })
    return (await book(at(0, lab.bob))).id
  }

  test('a cancelled time is offered to the first who waits, and all who book at that moment hear so', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bookingId = await bookedInstrument()
      await wait(at(0, lab.ada))
      const outcomes = await race([
        ...people.slice(0, 10).map((it, i) => book(at(i, it))),
        cancelBooking(at(1, lab.bob), { bookingId, reason: null }),
        lapseOffers(at(2)),
        ...people.slice(10).map((it, i) => book(at(i, it))),
        lapseOffers(at(3)),
      ])
      expect(outcomes.filter(Boolean)).toHaveLength(3)
      expect((await openOffers()).map((it) => it.person_id)).toEqual(['ada'])
      expect(await taken()).toHaveLength(1)
    }
  })

  test('an offer lapses once, however many look, and one of twenty gets the next', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bookingId = await bookedInstrument()
      for (const it of people) await wait(at(0, it))
      await cancelBooking(at(0, lab.bob), { bookingId, reason: null })
      const [first] = await openOffers()
      const now = world.clock.now
      world.clock.now = now + HOUR_MS
      const outcomes = await race([
        ...Array.from({ length: 6 }, (_, i) => lapseOffers(at(i))),
        acceptOffer(at(1, people[0]), { offerId: first?.id ?? '' }),
        ...people.slice(1).map((it, i) => book(at(i, it))),
      ])
      expect(outcomes.filter(Boolean)).toHaveLength(6)
      const offers = await openOffers()
      expect(offers).toHaveLength(1)
      expect(offers[0]?.person_id).not.toBe(first?.person_id)
      await taken()
      world.clock.now = now + MINUTE_MS
    }
  })

  test('accepting, declining, leaving and booking at once leave one taker or an offer to the next', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bookingId = await bookedInstrument()
      const [a, b] = people
      const entry = await wait(at(0, a))
      await wait(at(0, b))
      await cancelBooking(at(0, lab.bob), { bookingId, reason: null })
      const [offer] = await openOffers()
      const offerId = offer?.id ?? ''
      await race([
        acceptOffer(at(0, a), { offerId }),
        acceptOffer(at(1, a), { offerId }),
        declineOffer(at(2, a), { offerId }),
        leaveWaitingList(at(3, a), { entryId: entry.id }),
        ...people.slice(2, 8).map((it, i) => book(at(i, it))),
      ])
      const bookings = await world.store.db
        .selectFrom('booking')
        .select('person_id')
        .where('instrument_id', '=', instrumentId)
        .where('state', '=', 'confirmed')
        .execute()
      const holders = [...bookings, ...(await openOffers())].map((it) => it.person_id)
      expect([[a?.personId], [b?.personId]]).toContainEqual(holders)
      expect(await taken()).toHaveLength(1)
    }
  })

  test('who joins while the time is freed is offered it or told that it is free', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bookingId = await bookedInstrument()
      const [hasJoined] = await race([
        wait(at(0, lab.ada)),
        cancelBooking(at(1, lab.bob), { bookingId, reason: null }),
      ])
      expect(await openOffers()).toHaveLength(hasJoined ? 1 : 0)
    }
  })
})
