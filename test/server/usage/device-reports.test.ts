/** What devices report: in any order, late, more than once, and only by those who may. */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { concludeUses, markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { book, type Lab, openLab, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { books, chargeByUse, sendUsage, sessionsSeen } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

type Sent = {
  readonly eventId: string
  readonly sessionKey: string
  readonly instrumentId: string
  readonly what: 'STARTED' | 'ENDED'
  readonly at: string
  readonly personEmail?: string
  readonly bookingId?: string
  readonly samples?: number
  readonly isFinal?: boolean
}
type Outcome = {
  readonly outcome: string
  readonly problems: readonly { readonly code: string }[]
  readonly session: { readonly id: string } | null
}

describe.each(dialects)('%s: a device', (dialect) => {
  let world: World
  let lab: Lab
  let device: Viewer
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    device = { ...lab.keeper, scopes: ['device'] }
  })
  afterAll(() => world.close())

  async function instrument(): Promise<string> {
    const id = `sem-${(count += 1)}`
    await addInstrument(world, id, { institutionId: 'lab' })
    await chargeByUse(world, id)
    return id
  }
  const moment = (time: string) => new Date(span(time, '24:00').startsAt).toISOString()
  const started = (instrumentId: string, key: string, time: string, more: Partial<Sent> = {}): Sent => ({
    eventId: `${key}-on`,
    sessionKey: key,
    instrumentId,
    what: 'STARTED',
    at: moment(time),
    personEmail: 'ada@test',
    ...more,
  })
  const ended = (instrumentId: string, key: string, time: string, more: Partial<Sent> = {}): Sent => ({
    eventId: `${key}-off`,
    sessionKey: key,
    instrumentId,
    what: 'ENDED',
    at: moment(time),
    samples: 1,
    ...more,
  })
  async function reports(events: readonly Sent[], who: Viewer | null = device): Promise<readonly Outcome[]> {
    const answer = await sendUsage<{ outcomes?: readonly Outcome[] }>(world, who, 'reportUsage', { events })
    return answer.outcomes ?? [{ outcome: 'REJECTED', ...answer } as unknown as Outcome]
  }
  const words = (outcomes: readonly Outcome[]) =>
    outcomes.map((it) => [it.outcome, ...it.problems.map((problem) => problem.code)].join(' '))
  const stateOf = async (id: string) =>
    (await world.ask(lab.keeper, `{ booking(id: "${id}") { state usage { effectiveMinutes samples } } }`))[
      'booking'
    ]

  test('begins the use of a booking and ends it, and the rest of the time is kept until it is over', async () => {
    world.clock.now = NEW_YEAR
    const id = await instrument()
    const booking = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId: id })
    world.clock.now = span('10:03', '24:00').startsAt
    expect(words(await reports([started(id, 'a', '10:02')]))).toEqual(['APPLIED'])
    expect(await stateOf(booking.id)).toMatchObject({ state: 'IN_USE' })
    world.clock.now = span('11:00', '24:00').startsAt
    expect(words(await reports([ended(id, 'a', '10:58', { samples: 4 })]))).toEqual(['APPLIED'])
    expect(words(await reports([ended(id, 'a', '10:58', { samples: 4 })]))).toEqual(['DUPLICATE'])
    expect(await stateOf(booking.id)).toMatchObject({ state: 'IN_USE' })
    world.clock.now = span('11:10', '24:00').startsAt
    await reports([started(id, 'b', '11:10', { bookingId: booking.id })])
    world.clock.now = span('11:50', '24:00').startsAt
    await reports([ended(id, 'b', '11:50', { isFinal: true })])
    expect(await stateOf(booking.id)).toEqual({
      state: 'COMPLETED',
      usage: { effectiveMinutes: 96, samples: 5 },
    })
    expect((await books(world, id)).charges).toEqual([['usage', 19_200]])
  })

  test('that was offline puts right what was taken for a missed booking, whichever end comes first', async () => {
    world.clock.now = NEW_YEAR
    const id = await instrument()
    const booking = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId: id })
    world.clock.now = span('11:30', '24:00').startsAt
    await markNoShows(world.as())
    expect((await books(world, id)).netFen).toBe(5_000)
    world.clock.now += DAY_MS
    expect(words(await reports([ended(id, 'late', '11:00')]))).toEqual(['WAITING'])
    expect(words(await reports([started(id, 'late', '10:00')]))).toEqual(['APPLIED'])
    expect(await stateOf(booking.id)).toMatchObject({ state: 'COMPLETED' })
    const transfers = await world.store.db
      .selectFrom('ledger_transfer')
      .select('id')
      .where('id', 'like', `%missed:${booking.id}`)
      .orderBy('id')
      .execute()
    expect(transfers.map((it) => it.id.split(':')[0])).toEqual(['charge', 'reversal'])
    expect(await books(world, id)).toMatchObject({ netFen: 12_000 })
  })

  test('is told of each event why it was not taken, and the others count', async () => {
    world.clock.now = NEW_YEAR + 3 * DAY_MS
    const id = await instrument()
    const outcomes = await reports([
      started(id, 'good', '10:00'),
      ended(id, 'good', '11:00'),
      started(id, 'good', '10:30', { eventId: 'again' }),
      started(id, 'good', '10:01'),
      started(id, 'stranger', '12:00', { personEmail: 'nobody@test' }),
      started(id, 'lost', '12:00', { personEmail: undefined as never }),
      started(id, 'none', '12:00', { bookingId: 'none' }),
      ended(id, 'future', '10:00', { at: new Date(world.clock.now + HOUR_MS).toISOString() }),
      ended(id, 'old', '10:00', { at: new Date(world.clock.now - 91 * DAY_MS).toISOString() }),
      ended(id, 'backwards', '09:00'),
      started(id, 'backwards', '10:00'),
      started('none', 'x', '10:00'),
    ])
    expect(words(outcomes)).toEqual([
      'APPLIED',
      'APPLIED',
      'REFUSED DEVICE_SESSION_KEY_REUSED',
      'REFUSED DEVICE_EVENT_ID_REUSED',
      'REFUSED USER_UNKNOWN',
      'REFUSED DEVICE_PERSON_MISSING',
      'REFUSED BOOKING_NOT_FOUND',
      'REFUSED DEVICE_EVENT_IN_FUTURE',
      'REFUSED DEVICE_EVENT_TOO_OLD',
      'WAITING',
      'REFUSED SESSION_SPAN_EMPTY',
      'REFUSED INSTRUMENT_NOT_FOUND',
    ])
    expect(outcomes[0]?.session).toEqual(outcomes[1]?.session)
  })

  test('whose use has no price is told so, and may send it again when there is one', async () => {
    world.clock.now = NEW_YEAR + 3 * DAY_MS
    const id = `sem-${(count += 1)}`
    await addInstrument(world, id, { institutionId: 'lab', isPriced: false })
    const pair = [started(id, 'p', '10:00'), ended(id, 'p', '11:00')]
    expect(words(await reports(pair))).toEqual(['REFUSED TARIFF_NOT_FOUND', 'REFUSED TARIFF_NOT_FOUND'])
    await chargeByUse(world, id)
    expect(words(await reports(pair))).toEqual(['APPLIED', 'APPLIED'])
  })

  test('does nothing but report, and only for the instruments that its keeper keeps', async () => {
    const id = await instrument()
    const pair = [started(id, 'q', '10:00')]
    for (const who of [lab.ada, { ...lab.stranger, scopes: ['device'] as const }, lab.auditor]) {
      expect(words(await reports(pair, who))).toEqual(['REJECTED FORBIDDEN'])
    }
    expect(words(await reports(pair, { ...lab.keeper, scopes: ['book', 'manage'] }))).toEqual([
      'REJECTED TOKEN_SCOPE_MISSING',
    ])
    expect(await book(world, device, span('10:00', '12:00'), { instrumentId: id })).toMatchObject({
      problems: [{ code: 'TOKEN_SCOPE_MISSING' }],
    })
    const many = Array.from({ length: 501 }, (_, i) => ended(id, `k${i}`, '10:00'))
    expect(words(await reports(many))).toEqual(['REJECTED DEVICE_BATCH_TOO_LARGE'])
  })

  test('may send its events in any order and more than once: the records are as in order once', async () => {
    const plan = [
      { key: 'one', person: 'ada', from: 0, length: 40 },
      { key: 'two', person: 'ada', from: 60, length: 30 },
      { key: 'three', person: 'bob', from: 130, length: 45 },
      { key: 'four', person: 'ann', from: 240, length: 20 },
    ] as const
    const day = span('10:00', '24:00').startsAt
    async function recorded(order: readonly number[], batch: number) {
      world.clock.now = NEW_YEAR
      const id = await instrument()
      await book(world, lab.ada, span('10:00', '12:00'), { instrumentId: id })
      await book(world, lab.bob, span('12:00', '13:00'), { instrumentId: id })
      world.clock.now = NEW_YEAR + 3 * DAY_MS
      await markNoShows(world.as())
      const events = plan.flatMap(({ key, person, from, length }) => {
        const at = (minutes: number) => new Date(day + minutes * MINUTE_MS).toISOString()
        return [
          started(id, key, '10:00', { at: at(from), personEmail: `${person}@test` }),
          ended(id, key, '10:00', { at: at(from + length) }),
        ]
      })
      const sequence = [...order, ...events.keys()].flatMap((it) => events[it % events.length] ?? [])
      for (let i = 0; i < sequence.length; i += batch) await reports(sequence.slice(i, i + batch))
      await concludeUses(world.as())
      const sessions = await sessionsSeen(world, lab.keeper, span('00:00', '24:00'), { instrumentId: id })
      const facts = await world.store.db
        .selectFrom('usage_fact')
        .select(['effective_ms', 'external_ms', 'booking_count', 'sample_count'])
        .where('instrument_id', '=', id)
        .where('grain', '=', 'day')
        .execute()
      const { netFen } = await books(world, id)
      const told = sessions.map((it) => [
        it.startsAt,
        it.endsAt,
        it.samples,
        it.record.origin,
        it.record.samples,
      ])
      return { told, netFen, facts }
    }
    const inOrder = await recorded([], 100)
    expect(inOrder.told).toHaveLength(4)
    expect(inOrder.netFen).toBeGreaterThan(0)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(7), { maxLength: 12 }),
        fc.integer({ min: 1, max: 20 }),
        async (order, batch) => {
          expect(await recorded(order, batch)).toEqual(inOrder)
        },
      ),
      { numRuns: 12 },
    )
  })

  test('leaves the books balanced', async () => {
    const finance: Viewer = { ...lab.manager, grants: [{ role: 'finance', institutionId: 'lab' }] }
    expect(await ledgerCheck(world.as(finance), 'lab')).toMatchObject({ balanced: true })
  })
})
