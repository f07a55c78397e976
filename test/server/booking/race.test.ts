/**
 * Many hands reach for the same time. On PostgreSQL they come through several pools, as several processes do; SQLite
 * has one process, whose writers take turns.
 */

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookInstrument, moveBooking } from '../../../server/booking/actions/book.ts'
import { arrangeInstrument } from '../../../server/booking/actions/arrange.ts'
import { bookInstruments } from '../../../server/booking/actions/group.ts'
import { approveBooking, cancelBooking, rejectBooking } from '../../../server/booking/actions/decide.ts'
import { scheduleMaintenance } from '../../../server/booking/actions/maintenance.ts'
import { insertBlockedSpan } from '../../../server/booking/queries/blocked-time.ts'
import { insertBooking } from '../../../server/booking/queries/bookings.ts'
import type { Context } from '../../../server/context.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, type Interval, MINUTE_MS, overlaps } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
import { bookingOf, type Lab, openLab, policyWith, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const CONTENDERS = 20
const ROUNDS = 5
const STORES = 5

type Outcome = { readonly id: string } | { readonly codes: readonly string[] }

describe.each(dialects)('%s: in a race', (dialect) => {
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
    const ids = Array.from({ length: CONTENDERS }, (_, i) => `p${i}`)
    people = await Promise.all(ids.map((id) => addPerson(world, id, 'firm', ['researcher'])))
  })

  afterAll(async () => {
    await Promise.all(stores.map((it) => it.close()))
    await world.close()
  })

  /** A context in somebody's name, on a pool that a few others share. */
  function contender(viewer: Viewer, i: number): Context {
    return {
      ...world.as(viewer),
      store: stores[i % STORES] ?? world.store,
      newId: () => `race-${(count += 1)}`,
    }
  }

  async function newInstrument(approval: 'none' | 'keeper' = 'none', turnaroundMs = 0): Promise<string> {
    instrumentId = `i${(count += 1)}`
    const policy = policyWith({ approval, turnaroundMs, durationMsMin: 5 * MINUTE_MS, stepMs: 5 * MINUTE_MS })
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy })
    return instrumentId
  }

  const book = (ctx: Context, at: Interval, clientKey: string | null = null) =>
    bookInstrument(ctx, { instrumentId, ...at, purpose: '竞争', clientKey })

  /** Runs all at once; anything that is neither made nor rejected is a bug. */
  async function race(attempts: readonly Promise<{ readonly id: string }>[]): Promise<readonly Outcome[]> {
    const settled = await Promise.allSettled(attempts)
    return settled.map((it): Outcome => {
      if (it.status === 'fulfilled') return { id: it.value.id }
      if (it.reason instanceof Rejection) return { codes: it.reason.problems.map((problem) => problem.code) }
      throw it.reason
    })
  }

  const winners = (outcomes: readonly Outcome[]) => outcomes.flatMap((it) => ('id' in it ? [it.id] : []))
  const losses = (outcomes: readonly Outcome[]) =>
    outcomes.flatMap((it) => ('codes' in it ? [it.codes.join()] : []))

  async function expectDisjoint(): Promise<void> {
    const rows = await world.store.db
      .selectFrom('blocked_span')
      .selectAll()
      .where('instrument_id', '=', instrumentId)
      .execute()
    for (const own of Map.groupBy(rows, (it) => it.unit_id).values()) {
      const spans = own.map((it) => ({ startsAt: it.starts_at, endsAt: it.ends_at }))
      spans.forEach((a, i) => spans.slice(i + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)))
    }
  }

  test('for one slot exactly one wins, and every loser hears that it is taken', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await newInstrument()
      const outcomes = await race(people.map((it, i) => book(contender(it, i), span('10:00', '12:00'))))
      expect(winners(outcomes)).toHaveLength(1)
      expect(new Set(losses(outcomes))).toEqual(new Set(['BOOKING_OVERLAPS']))
    }
  })

  test('for slots that all overlap exactly one wins', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await newInstrument()
      const { startsAt } = span('10:00', '12:00')
      const slot = (i: number) => ({
        startsAt: startsAt + i * 5 * MINUTE_MS,
        endsAt: startsAt + 2 * HOUR_MS + i * 5 * MINUTE_MS,
      })
      const outcomes = await race(people.map((it, i) => book(contender(it, i), slot(i))))
      expect(winners(outcomes)).toHaveLength(1)
      expect(new Set(losses(outcomes))).toEqual(new Set(['BOOKING_OVERLAPS']))
    }
  })

  test('for slots that touch everybody wins', async () => {
    await newInstrument()
    const { startsAt } = span('10:00', '12:00')
    const slot = (i: number) => ({
      startsAt: startsAt + i * 15 * MINUTE_MS,
      endsAt: startsAt + (i + 1) * 15 * MINUTE_MS,
    })
    const outcomes = await race(people.map((it, i) => book(contender(it, i), slot(i))))
    expect(winners(outcomes)).toHaveLength(CONTENDERS)
    await expectDisjoint()
  })

  test('twenty times the same form with one key books once', async () => {
    await newInstrument()
    const [ada] = people
    const form = (i: number) =>
      book(contender(ada ?? lab.ada, i), span('10:00', '12:00'), `key-${instrumentId}`)
    const outcomes = await race(people.map((_, i) => form(i)))
    expect(new Set(winners(outcomes)).size).toBe(1)
    expect(winners(outcomes)).toHaveLength(CONTENDERS)
  })

  test('one key for two instruments books one of them', async () => {
    const first = await newInstrument()
    const second = await newInstrument()
    const form = (id: string, i: number) =>
      bookInstrument(contender(lab.ada, i), {
        instrumentId: id,
        ...span('10:00', '12:00'),
        purpose: '竞争',
        clientKey: first,
      })
    const outcomes = await race([form(first, 0), form(second, 1)])
    expect(winners(outcomes)).toHaveLength(1)
    expect(losses(outcomes)).toEqual(['CLIENT_KEY_REUSED'])
  })

  test('for three units exactly three win, whatever the lane', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await newInstrument()
      const alone = { parentId: null, scheduleOfId: null }
      await arrangeInstrument(world.as(lab.keeper), { instrumentId, capacity: 3, ...alone })
      const { startsAt } = span('10:00', '12:00')
      const slot = (i: number) => ({
        startsAt: startsAt + i * 5 * MINUTE_MS,
        endsAt: startsAt + 2 * HOUR_MS + i * 5 * MINUTE_MS,
      })
      const outcomes = await race(people.map((it, i) => book(contender(it, i), slot(i))))
      expect(winners(outcomes)).toHaveLength(3)
      expect(new Set(losses(outcomes))).toEqual(new Set(['BOOKING_OVERLAPS']))
      await expectDisjoint()
    }
  })

  test('of those who book a whole and those who book its parts, either the one wins or the others', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await newInstrument()
      const parts = [await newInstrument(), await newInstrument()]
      for (const id of parts) {
        await arrangeInstrument(world.as(lab.keeper), {
          instrumentId: id,
          capacity: 1,
          parentId: whole,
          scheduleOfId: null,
        })
      }
      const at = span('10:00', '12:00')
      const outcomes = await race(
        people.map((it, i) => {
          const id = [whole, ...parts][i % 3] ?? whole
          const form = { instrumentId: id, ...at, purpose: '竞争', clientKey: null }
          return bookInstrument(contender(it, i), form)
        }),
      )
      const hasWhole = outcomes.some((it, i) => i % 3 === 0 && 'id' in it)
      expect(winners(outcomes)).toHaveLength(hasWhole ? 1 : 2)
      expect(new Set(losses(outcomes))).toEqual(new Set(['BOOKING_OVERLAPS']))
    }
  })

  test('of those who book two instruments in either order, one has both and the others none', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pair = [await newInstrument(), await newInstrument()]
      const at = span('10:00', '12:00')
      const outcomes = await race(
        people.map((it, i) => {
          const items = (i % 2 === 0 ? pair : pair.toReversed()).map((id) => ({ instrumentId: id, ...at }))
          return bookInstruments(contender(it, i), { items, purpose: '竞争', clientKey: null })
        }),
      )
      expect(winners(outcomes)).toHaveLength(1)
      expect(new Set(losses(outcomes))).toEqual(new Set(['BOOKING_OVERLAPS,BOOKING_OVERLAPS']))
    }
  })

  test('moves and new bookings never overlap', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await newInstrument()
      const early = await book(world.as(lab.ada), span('08:00', '09:00'))
      const late = await book(world.as(lab.ada), span('20:00', '21:00'))
      const outcomes = await race([
        moveBooking(contender(lab.ada, 0), { bookingId: early.id, ...span('12:00', '14:00') }),
        moveBooking(contender(lab.keeper, 1), { bookingId: late.id, ...span('13:00', '15:00') }),
        ...people.slice(2, 10).map((it, i) => book(contender(it, i), span('13:00', '14:00'))),
      ])
      expect(winners(outcomes)).toHaveLength(1)
      expect(new Set(losses(outcomes))).toEqual(new Set(['BOOKING_OVERLAPS']))
      await expectDisjoint()
    }
  })

  test('maintenance and bookings never overlap', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await newInstrument()
      const fix = () =>
        scheduleMaintenance(contender(lab.keeper, 3), {
          instrumentId,
          ...span('09:00', '18:00'),
          reason: '检修',
        })
      const outcomes = await race([
        ...people.slice(0, 4).map((it, i) => book(contender(it, i), span('10:00', '12:00'))),
        fix(),
        ...people.slice(4, 8).map((it, i) => book(contender(it, i), span('14:00', '15:00'))),
      ])
      const codes = new Set(losses(outcomes))
      const hasFixed = codes.has('BOOKING_OVERLAPS_MAINTENANCE')
      expect(winners(outcomes)).toHaveLength(hasFixed ? 1 : 2)
      expect(codes.has('MAINTENANCE_COVERS_BOOKINGS')).toBe(!hasFixed)
      await expectDisjoint()
    }
  })

  test('a request is decided once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await newInstrument('keeper')
      const { id: bookingId } = await book(world.as(lab.ada), span('10:00', '12:00'))
      const outcomes = await race([
        approveBooking(contender(lab.keeper, 0), { bookingId, note: null }),
        approveBooking(contender(lab.manager, 1), { bookingId, note: null }),
        rejectBooking(contender(lab.keeper, 2), { bookingId, reason: '没空' }),
        rejectBooking(contender(lab.manager, 3), { bookingId, reason: '没空' }),
      ])
      expect(winners(outcomes)).toHaveLength(1)
      expect(losses(outcomes)).toEqual(Array(3).fill('BOOKING_NOT_REQUESTED'))
    }
  })

  test('what is freed goes to one', async () => {
    await newInstrument('none', HOUR_MS)
    const { id: bookingId } = await book(world.as(lab.ada), span('10:00', '12:00'))
    const outcomes = await race([
      cancelBooking(contender(lab.ada, 0), { bookingId, reason: null }),
      ...people.map((it, i) => book(contender(it, i), span('11:00', '13:00'))),
    ])
    expect(winners(outcomes).length).toBeLessThanOrEqual(2)
    expect(new Set(losses(outcomes))).toEqual(new Set(['BOOKING_OVERLAPS']))
    await expectDisjoint()
  })

  test.skipIf(dialect === 'sqlite')(
    'the constraint refuses what came past the lock, and says who is in the way',
    async () => {
      await newInstrument()
      const at = span('10:00', '12:00')
      let attempt: Promise<readonly Outcome[]> | undefined
      const owner = { id: instrumentId, institutionId: 'lab' }
      const past = { ...at, personId: 'ada', id: `${instrumentId}-past` }
      await world.store.transact(async (trx) => {
        await insertBooking(trx, bookingOf(owner, past), undefined)
        await insertBlockedSpan(trx, { ...past, busyUntil: past.endsAt, instrumentId, kind: 'booking' })
        attempt = race([book(contender(lab.bob, 0), at)])
        // The other waits for this transaction, which it cannot see yet.
        await waitsForLock(world)
      })
      expect(await attempt).toEqual([{ codes: ['BOOKING_OVERLAPS'] }])
    },
  )
})

/** Resolves when some connection waits for a transaction of another. */
async function waitsForLock(world: World): Promise<void> {
  for (;;) {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from pg_locks where not granted and locktype = 'transactionid'`.execute(
      world.store.db,
    )
    if (Number(rows[0]?.n) > 0) return
  }
}
