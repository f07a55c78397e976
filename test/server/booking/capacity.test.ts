/** Instruments with several units: whoever fits is let in, whatever lane the others sit on. */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR_MS, type Interval, MINUTE_MS, overlaps } from '../../../server/kernel/interval.ts'
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
import { dialects, openWorld, type World } from '../../support/world.ts'

const STEP_MS = 30 * MINUTE_MS
const { startsAt: MORNING } = span('08:00', '09:00')
const STEPS = 20
const UNITS = 3

type Command =
  | { readonly do: 'book'; readonly from: number; readonly steps: number }
  | { readonly do: 'move'; readonly which: number; readonly from: number; readonly steps: number }
  | { readonly do: 'cancel'; readonly which: number }

const begin = fc.integer({ min: 0, max: STEPS })
const length = fc.integer({ min: 1, max: 8 })
const which = fc.nat(30)
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('book' as const), from: begin, steps: length }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('move' as const), which, from: begin, steps: length }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
)

function spanAt(it: { readonly from: number; readonly steps: number }): Interval {
  const startsAt = MORNING + it.from * STEP_MS
  return { startsAt, endsAt: startsAt + it.steps * STEP_MS }
}

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let lab: Lab
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })
  afterAll(() => world.close())

  async function newInstrument(capacity: number, turnaroundMs = 0): Promise<string> {
    const id = `ovens${(count += 1)}`
    const policy = policyWith({ turnaroundMs })
    await addInstrument(world, id, { institutionId: 'lab', policy })
    await arrange(world, lab.keeper, id, { capacity })
    return id
  }

  async function rowsOf(instrumentId: string) {
    return world.store.db
      .selectFrom('blocked_span')
      .selectAll()
      .where('instrument_id', '=', instrumentId)
      .execute()
  }

  test('a calendar of three units lets in whom a count minute by minute lets in', async () => {
    const run = async (commands: readonly Command[], turnaroundSteps: number) => {
      const turnaroundMs = turnaroundSteps * STEP_MS
      const instrumentId = await newInstrument(UNITS, turnaroundMs)
      const held = new Map<string, Interval>()
      /** Whether at every step of the blocked time fewer others are there than units. */
      const fits = (wanted: Interval, exceptId?: string) => {
        const others = [...held].filter(([id]) => id !== exceptId).map(([, it]) => blockedOf(it))
        const mine = blockedOf(wanted)
        for (let t = mine.startsAt; t < mine.endsAt; t += STEP_MS) {
          const moment = { startsAt: t, endsAt: t + STEP_MS }
          if (others.filter((it) => overlaps(it, moment)).length >= UNITS) return false
        }
        return true
      }
      const blockedOf = (it: Interval) => ({ ...it, endsAt: it.endsAt + turnaroundMs })
      /** What happened, and what the count says. */
      const outcomes: (readonly [isMade: boolean, fits: boolean])[] = []
      for (const it of commands) {
        const [id, before] = it.do === 'book' ? [] : ([...held][it.which % Math.max(1, held.size)] ?? [])
        if (it.do === 'book') {
          const expected = fits(spanAt(it))
          const booked = await book(world, lab.ada, spanAt(it), { instrumentId })
          outcomes.push([codes(booked).length === 0, expected])
          if (booked.id) held.set(booked.id, spanAt(it))
        } else if (id && before && it.do === 'move') {
          const expected = fits(spanAt(it), id)
          const input = { bookingId: id, ...sent(spanAt(it)) }
          const moved = await act(world, lab.ada, 'moveBooking', input)
          outcomes.push([codes(moved).length === 0, expected])
          if (moved.id) held.set(id, spanAt(it))
        } else if (id) {
          await act(world, lab.ada, 'cancelBooking', { bookingId: id })
          held.delete(id)
        }
      }
      expect(outcomes.map(([isMade]) => isMade)).toEqual(outcomes.map(([, expected]) => expected))
      const rows = await rowsOf(instrumentId)
      expect(new Map(rows.map((it) => [it.id, { startsAt: it.starts_at, endsAt: it.ends_at }]))).toEqual(
        new Map([...held].map(([id, it]) => [id, blockedOf(it)])),
      )
      expect(rows).toHaveLength(held.size)
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 10, maxLength: 40 }),
        fc.integer({ min: 0, max: 2 }),
        run,
      ),
      { numRuns: 12 },
    )
  })

  /** The first lane is taken until 10:00, the second from then on; returns who is on the second. */
  async function fragmented(instrumentId: string): Promise<string> {
    const on = (who: Lab['ada'], from: string, to: string) =>
      book(world, who, span(from, to), { instrumentId })
    await on(lab.ada, '09:00', '10:00')
    const passing = await on(lab.bob, '10:00', '10:30')
    const { id } = await on(lab.ann, '10:00', '12:00')
    await act(world, lab.bob, 'cancelBooking', { bookingId: passing.id })
    return id
  }

  const laneOf = async (instrumentId: string, id: string) =>
    (await rowsOf(instrumentId)).find((it) => it.id === id)?.unit_id

  test('others change their lanes for one who fits', async () => {
    const instrumentId = await newInstrument(2)
    const second = await fragmented(instrumentId)
    expect(await laneOf(instrumentId, second)).toBe(`${instrumentId}~2`)
    const fits = await book(world, lab.bob, span('09:30', '11:00'), { instrumentId })
    expect(codes(fits)).toEqual([])
    expect(await laneOf(instrumentId, second)).toBe(instrumentId)
    expect(await laneOf(instrumentId, fits.id)).toBe(`${instrumentId}~2`)
  })

  test('who is in use keeps his lane, and whoever would need it is told so', async () => {
    const instrumentId = await newInstrument(2)
    const second = await fragmented(instrumentId)
    await world.store.transact((trx) =>
      trx.updateTable('booking').set({ state: 'in_use' }).where('id', '=', second).execute(),
    )
    const stuck = await book(world, lab.bob, span('09:30', '11:00'), { instrumentId })
    expect(codes(stuck)).toEqual(['BOOKING_OVERLAPS'])
    expect(stuck.problems?.[0]?.refs).toContain(second)
    expect(await laneOf(instrumentId, second)).toBe(`${instrumentId}~2`)
  })

  test('as many check in as there are units', async () => {
    const instrumentId = await newInstrument(2)
    const { startsAt } = span('10:00', '12:00')
    const at = (from: number) => ({
      startsAt: startsAt + from * HOUR_MS,
      endsAt: startsAt + (from + 2) * HOUR_MS,
    })
    const made = [
      await book(world, lab.ada, at(0), { instrumentId }),
      await book(world, lab.bob, at(0), { instrumentId }),
      await book(world, lab.ann, at(2), { instrumentId }),
    ]
    const before = world.clock.now
    world.clock.now = startsAt
    for (const { id } of made.slice(0, 2)) {
      expect(codes(await act(world, lab.keeper, 'checkIn', { bookingId: id }))).toEqual([])
    }
    world.clock.now = startsAt + 2 * HOUR_MS
    const third = { bookingId: made[2]?.id }
    expect(codes(await act(world, lab.keeper, 'checkIn', third))).toEqual(['INSTRUMENT_IN_USE'])
    await act(world, lab.keeper, 'checkOut', { bookingId: made[0]?.id })
    expect(codes(await act(world, lab.keeper, 'checkIn', third))).toEqual([])
    world.clock.now = before
  })

  test('maintenance takes one unit or all', async () => {
    const instrumentId = await newInstrument(2)
    const fix = (from: string, to: string, oneUnit: boolean) =>
      act(world, lab.keeper, 'scheduleMaintenance', {
        instrumentId,
        reason: '保养',
        oneUnit,
        ...sent(span(from, to)),
      })
    expect(codes(await fix('08:00', '12:00', true))).toEqual([])
    expect(codes(await book(world, lab.ada, span('09:00', '10:00'), { instrumentId }))).toEqual([])
    expect(codes(await book(world, lab.bob, span('09:30', '10:30'), { instrumentId })).toSorted()).toEqual([
      'BOOKING_OVERLAPS',
      'BOOKING_OVERLAPS_MAINTENANCE',
    ])
    expect(codes(await fix('09:00', '10:00', false)).toSorted()).toEqual([
      'MAINTENANCE_COVERS_BOOKINGS',
      'MAINTENANCE_OVERLAPS',
    ])
    expect(codes(await fix('14:00', '15:00', false))).toEqual([])
    expect(codes(await book(world, lab.ada, span('14:30', '15:30'), { instrumentId }))).toEqual([
      'BOOKING_OVERLAPS_MAINTENANCE',
    ])
  })

  test('staff book into turnarounds on any lane, and what they reach into is cut', async () => {
    const instrumentId = await newInstrument(2, HOUR_MS)
    const on = (who: Lab['ada'], it: Interval) => book(world, who, it, { instrumentId })
    await on(lab.ada, span('08:00', '10:00'))
    await on(lab.bob, span('08:30', '10:30'))
    expect(codes(await on(lab.ann, span('10:00', '11:00')))).toEqual(['BOOKING_IN_TURNAROUND'])
    expect(codes(await on(lab.keeper, span('10:00', '11:00')))).toEqual([])
    expect(codes(await on(lab.keeper, span('10:30', '11:30')))).toEqual([])
  })

  test('the calendar says how many are taken, and the search finds who has one left', async () => {
    const instrumentId = await newInstrument(2)
    await book(world, lab.ada, span('08:00', '10:00'), { instrumentId })
    await book(world, lab.bob, span('09:00', '11:00'), { instrumentId })
    await book(world, lab.ann, span('10:00', '12:00'), { instrumentId })
    const ask = async (during: Interval) =>
      (await world.ask(
        null,
        `query ($id: ID!, $during: IntervalInput!) {
          availability(instrumentId: $id, during: $during) { capacity free { startsAt endsAt } occupancy { startsAt endsAt taken } }
          instruments(filter: { freeDuring: $during }) { edges { node { id nextFreeAt } } }
        }`,
        { id: instrumentId, during: sent(during) },
      )) as {
        availability: { capacity: number; free: Interval[]; occupancy: (Interval & { taken: number })[] }
        instruments: { edges: { node: { id: string } }[] }
      }
    const { availability } = await ask(span('08:00', '12:00'))
    expect(availability.capacity).toBe(2)
    expect(availability.occupancy).toEqual([
      { ...sent(span('08:00', '09:00')), taken: 1 },
      { ...sent(span('09:00', '11:00')), taken: 2 },
      { ...sent(span('11:00', '12:00')), taken: 1 },
    ])
    expect(availability.free).toEqual([sent(span('08:00', '09:00')), sent(span('11:00', '12:00'))])
    const finds = async (from: string, to: string) =>
      (await ask(span(from, to))).instruments.edges.some((it) => it.node.id === instrumentId)
    expect(await finds('11:00', '12:00')).toBe(true)
    expect(await finds('08:30', '09:30')).toBe(false)
    // One lane after the other is free.
    await book(world, lab.keeper, span('14:00', '15:00'), { instrumentId })
    await book(world, lab.keeper, span('14:30', '16:00'), { instrumentId })
    await book(world, lab.keeper, span('16:00', '17:00'), { instrumentId })
    expect(await finds('15:00', '17:00')).toBe(true)
    expect(await finds('14:30', '15:00')).toBe(false)
  })
})
