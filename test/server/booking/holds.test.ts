/** Time that is held for a research group: its members book inside it, nobody else does, and it yields exactly what they take. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import { holdTime, lapseHolds, releaseHold } from '../../../server/booking/actions/holds.ts'
import type { Context } from '../../../server/context.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
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
import { addGroup } from '../../support/people.ts'
import { offerOf, wait } from '../../support/waiting.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const HELD = span('09:00', '12:00')
const ROUNDS = 10

describe.each(dialects)('%s: held time', (dialect) => {
  let world: World
  let lab: Lab
  let instrumentId: string
  let stores: readonly Context['store'][]
  let made = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    stores = dialect === 'sqlite' ? [] : [openStore(world.store.dialect), openStore(world.store.dialect)]
    await addGroup(world, 'fibre', 'firm', ['ada'])
    await addGroup(world, 'alloy', 'lab', ['ann'])
  })
  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = `held-${(made += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy: policyWith({}) })
  })
  afterAll(async () => {
    for (const it of stores) await it.close()
    await world.close()
  })

  const hold = (at: Interval = HELD, more: object = {}, who: Viewer | null = lab.keeper) =>
    act(world, who, 'holdTime', { instrumentId, groupId: 'fibre', ...sent(at), ...more })
  const ask = (who: Viewer, at: Interval, more: object = {}) =>
    book(world, who, at, { instrumentId, ...more })
  const time = (at: string) => new Date(Date.parse(at) + 8 * HOUR_MS).toISOString().slice(11, 16)
  async function left(): Promise<readonly string[]> {
    const { timeHolds } = (await world.ask(
      lab.keeper,
      'query ($id: ID!) { timeHolds(instrumentId: $id) { startsAt endsAt } }',
      { id: instrumentId },
    )) as { timeHolds: { startsAt: string; endsAt: string }[] }
    return timeHolds.map((it) => `${time(it.startsAt)}-${time(it.endsAt)}`)
  }
  async function calendar(who: Viewer | null) {
    const { availability } = (await world.ask(
      who,
      `query ($id: ID!, $during: IntervalInput!) { availability(instrumentId: $id, during: $during) {
        busy { kind mine label startsAt endsAt } free { startsAt endsAt } } }`,
      { id: instrumentId, during: sent(span('08:00', '14:00')) },
    )) as {
      availability: {
        busy: { kind: string; mine: boolean; label: string | null; startsAt: string }[]
        free: { startsAt: string; endsAt: string }[]
      }
    }
    return availability
  }

  test('is booked by members of the group, and by nobody else, not even by staff', async () => {
    expect(await hold()).toMatchObject({ __typename: 'TimeHold' })
    for (const who of [lab.bob, lab.ann, lab.keeper, lab.manager]) {
      expect(codes(await ask(who, span('10:00', '11:00')))).toEqual(['BOOKING_OVERLAPS_HOLD'])
    }
    expect((await ask(lab.ada, span('10:00', '11:00'))).state).toBe('CONFIRMED')
    expect(await left()).toEqual(['09:00-10:00', '11:00-12:00'])
    const forHer = await ask(lab.keeper, span('09:00', '09:30'), { forPersonId: 'ada' })
    expect(forHer.state).toBe('CONFIRMED')
    expect(await left()).toEqual(['09:30-10:00', '11:00-12:00'])
    expect(codes(await ask(lab.bob, span('11:00', '12:00')))).toEqual(['BOOKING_OVERLAPS_HOLD'])
  })

  test('yields where a booking begins before it or ends behind it, and is used up where it covers all', async () => {
    await hold()
    await ask(lab.ada, span('08:00', '10:00'))
    await ask(lab.ada, span('11:00', '13:00'))
    expect(await left()).toEqual(['10:00-11:00'])
    expect((await ask(lab.ada, span('10:00', '11:00'))).state).toBe('CONFIRMED')
    expect(await left()).toEqual([])
  })

  test('yields to a booking that moves into it, and to one that is made with others or repeats', async () => {
    await hold()
    const { id } = await ask(lab.ada, span('14:00', '15:00'))
    const bobs = await ask(lab.bob, span('15:00', '16:00'))
    const at = sent(span('09:30', '10:30'))
    expect(codes(await act(world, lab.bob, 'moveBooking', { bookingId: bobs.id, ...at }))).toEqual([
      'BOOKING_OVERLAPS_HOLD',
    ])
    expect(await act(world, lab.ada, 'moveBooking', { bookingId: id, ...at })).toMatchObject({
      state: 'CONFIRMED',
    })
    expect(await left()).toEqual(['09:00-09:30', '10:30-12:00'])
    const items = [
      { instrumentId, ...sent(span('10:30', '11:00')), answers: [] },
      { instrumentId, ...sent(span('11:00', '11:30')), answers: [] },
    ]
    await act(world, lab.ada, 'bookInstruments', { items, purpose: '联用' })
    expect(await left()).toEqual(['09:00-09:30', '11:30-12:00'])
  })

  test('keeps the turnaround of a booking inside it free too', async () => {
    const policy = policyWith({ turnaroundMs: 30 * MINUTE_MS })
    instrumentId = `held-${(made += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy })
    await hold()
    await ask(lab.ada, span('09:30', '10:00'))
    expect(await left()).toEqual(['09:00-09:30', '10:30-12:00'])
  })

  test('covers nothing that is taken, and is kept by those who keep the instrument', async () => {
    await ask(lab.bob, span('11:00', '12:00'))
    expect(codes(await hold())).toEqual(['BOOKING_OVERLAPS'])
    expect(await hold(span('09:00', '11:00'))).toMatchObject({ __typename: 'TimeHold' })
    expect(codes(await hold(span('10:00', '11:00'), { groupId: 'alloy' }))).toEqual(['BOOKING_OVERLAPS_HOLD'])
    expect(codes(await hold(span('13:00', '14:00'), {}, lab.bob))).toEqual(['FORBIDDEN'])
    expect(codes(await hold(span('13:00', '14:00'), { groupId: 'none' }))).toEqual(['GROUP_NOT_FOUND'])
    expect(codes(await hold(span('13:00', '13:00')))).toEqual(['BOOKING_SPAN_EMPTY'])
    expect(codes(await hold(span('13:00', '14:00'), { seats: 2 }))).toEqual(['INPUT_INVALID'])
    const long = { startsAt: HELD.endsAt, endsAt: HELD.endsAt + 15 * 24 * HOUR_MS }
    expect(codes(await hold(long))).toEqual(['HOLD_TOO_LONG'])
    const maintain = { instrumentId, reason: '换灯', ...sent(span('10:00', '11:00')) }
    expect(codes(await act(world, lab.keeper, 'scheduleMaintenance', maintain))).toEqual([
      'MAINTENANCE_OVERLAPS',
    ])
  })

  test('is free once it is released, and who waits for it is offered it', async () => {
    const { id } = await hold()
    await ask(lab.ada, span('10:00', '11:00'))
    await wait(world, lab.bob, span('11:00', '12:00'), { instrumentId })
    expect(codes(await act(world, lab.bob, 'releaseHold', { holdId: id }))).toEqual(['FORBIDDEN'])
    await act(world, lab.keeper, 'releaseHold', { holdId: id })
    expect(await left()).toEqual([])
    expect((await offerOf(world, lab.bob))?.startsAt).toBe(sent(span('11:00', '12:00')).startsAt)
    expect((await ask(lab.ann, span('09:00', '10:00'))).state).toBe('CONFIRMED')
    expect(codes(await act(world, lab.keeper, 'releaseHold', { holdId: id }))).toEqual(['HOLD_OVER'])
    expect(codes(await act(world, lab.keeper, 'releaseHold', { holdId: 'none' }))).toEqual(['FORBIDDEN'])
  })

  test('runs out so many hours before its start, what is left of it', async () => {
    await hold(HELD, { releaseHoursBefore: 4 })
    await ask(lab.ada, span('09:00', '10:00'))
    world.clock.now = HELD.startsAt - 4 * HOUR_MS - 1
    await lapseHolds(world.as())
    expect(await left()).toEqual(['10:00-12:00'])
    world.clock.now += 1
    await lapseHolds(world.as())
    await lapseHolds(world.as())
    expect(await left()).toEqual([])
    expect((await ask(lab.bob, span('10:00', '12:00'))).state).toBe('CONFIRMED')
    expect(codes(await hold(span('14:00', '15:00'), { releaseHoursBefore: 30 }))).toEqual([
      'HOLD_EXPIRY_OUTSIDE',
    ])
  })

  test('shows on the calendar: to whom it is held as his and free, to others as taken', async () => {
    await hold()
    const hers = await calendar(lab.ada)
    expect(hers.busy).toMatchObject([{ kind: 'HOLD', mine: true, label: '课题组 fibre' }])
    expect(hers.free).toHaveLength(1)
    const his = await calendar(lab.bob)
    expect(his.busy).toMatchObject([{ kind: 'HOLD', mine: false, label: null }])
    expect(his.free).toHaveLength(2)
    expect((await calendar(lab.keeper)).busy).toMatchObject([{ mine: false, label: '课题组 fibre' }])
    expect((await calendar(null)).free).toHaveLength(2)
  })

  test('is free for its group wherever free time is shown, on the very instrument that it is held on', async () => {
    instrumentId = 'aurora'
    const twin = 'aurora-twin'
    for (const id of [instrumentId, twin]) {
      await addInstrument(world, id, { institutionId: 'lab', policy: policyWith({}) })
    }
    await arrange(world, lab.keeper, twin, { sharesScheduleWithId: instrumentId })
    world.clock.now = HELD.startsAt
    await hold()
    const during = sent(span('09:00', '14:00'))
    const shown = async (who: Viewer | null) => {
      const { timeline, freeSlots, instrumentsByNextFree } = (await world.ask(
        who,
        `query ($filter: InstrumentFilter!, $during: IntervalInput!) {
          timeline(filter: $filter, during: $during) { instrument { id nextFreeAt freeNow } busy { mine } free { startsAt } }
          freeSlots(filter: $filter, durationMinutes: 60, during: $during, forMe: false) {
            edges { node { instrument { id } startsAt } } }
          instrumentsByNextFree(filter: $filter) { edges { node { id } } }
        }`,
        { filter: { institutionId: 'lab' }, during },
      )) as {
        timeline: {
          instrument: { id: string; nextFreeAt: string; freeNow: boolean }
          busy: { mine: boolean }[]
          free: { startsAt: string }[]
        }[]
        freeSlots: { edges: { node: { instrument: { id: string }; startsAt: string } }[] }
        instrumentsByNextFree: { edges: { node: { id: string } }[] }
      }
      const isAsked = (it: (typeof timeline)[number]) => it.instrument.id.startsWith('aurora')
      const slots = new Map(freeSlots.edges.map(({ node }) => [node.instrument.id, time(node.startsAt)]))
      return {
        rows: timeline
          .filter(isAsked)
          .map(({ instrument, busy, free }) => [
            instrument.id,
            time(instrument.nextFreeAt),
            instrument.freeNow,
            busy.map((it) => it.mine),
            time(free[0]?.startsAt ?? ''),
            slots.get(instrument.id),
          ]),
        first: instrumentsByNextFree.edges.find(({ node }) => node.id.startsWith('aurora'))?.node.id,
      }
    }
    const taken = ['12:00', false, [false], '12:00', '12:00']
    const free = ['09:00', true, [true], '09:00', '09:00']
    const byId = (rows: unknown[][]) => rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))
    for (const who of [lab.bob, lab.ann, lab.keeper, null]) {
      const { rows } = await shown(who)
      expect(byId(rows)).toEqual([
        [instrumentId, ...taken],
        [twin, ...taken],
      ])
    }
    const hers = await shown(lab.ada)
    expect(byId(hers.rows)).toEqual([
      [instrumentId, ...free],
      [twin, ...taken],
    ])
    expect(hers.first).toBe(instrumentId)
    expect(codes(await ask(lab.ada, span('10:00', '11:00'), { instrumentId: twin }))).toEqual([
      'BOOKING_OVERLAPS_HOLD',
    ])
  })

  test('ends with its group, and what was held is free for all', async () => {
    await hold(HELD)
    await addGroup(world, 'brief', 'lab', ['manager'])
    await hold(span('14:00', '16:00'), { groupId: 'brief' })
    await act(world, lab.manager, 'dissolveResearchGroup', { groupId: 'brief' })
    expect(await left()).toEqual(['09:00-12:00'])
    expect((await ask(lab.bob, span('14:00', '15:00'))).state).toBe('CONFIRMED')
  })

  test('of one of several units leaves the others, and yields one unit to each booking', async () => {
    await arrange(world, lab.keeper, instrumentId, { capacity: 2 })
    await hold(HELD, { seats: 1 })
    expect((await ask(lab.bob, span('09:00', '12:00'))).state).toBe('CONFIRMED')
    expect(codes(await ask(lab.ann, span('10:00', '11:00')))).toContain('BOOKING_OVERLAPS_HOLD')
    expect((await ask(lab.ada, span('10:00', '11:00'))).state).toBe('CONFIRMED')
    expect(await left()).toEqual(['09:00-10:00', '11:00-12:00'])
    await hold(span('14:00', '16:00'))
    expect(await left()).toEqual(['09:00-10:00', '11:00-12:00', '14:00-16:00', '14:00-16:00'])
    await ask(lab.ada, span('14:00', '15:00'))
    expect(await left()).toEqual(['09:00-10:00', '11:00-12:00', '14:00-16:00', '15:00-16:00'])
    await ask(lab.ada, span('14:30', '15:30'))
    expect(codes(await ask(lab.bob, span('15:30', '16:00')))).toEqual(['BOOKING_OVERLAPS_HOLD'])
  })

  test('is had once, however many members, holders and others are after it at once', async () => {
    const contender = (viewer: Viewer, i: number): Context => ({
      ...world.as(viewer),
      store: stores[i % 2] ?? world.store,
      newId: () => `held-race-${(made += 1)}`,
    })
    for (let round = 0; round < ROUNDS; round += 1) {
      const at = span('09:00', '12:00', `2026-01-${String(round + 3).padStart(2, '0')}`)
      const { id: holdId } = await hold(at)
      const inside = { startsAt: at.startsAt + HOUR_MS, endsAt: at.startsAt + 2 * HOUR_MS }
      const form = { instrumentId, ...inside, purpose: '竞争', clientKey: null }
      const outcomes = await Promise.allSettled([
        bookInstrument(contender(lab.ada, 0), form),
        bookInstrument(contender(lab.ada, 1), form),
        bookInstrument(contender(lab.bob, 0), form),
        releaseHold(contender(lab.keeper, 1), holdId),
        holdTime(contender(lab.manager, 0), { instrumentId, groupId: 'alloy', ...inside }),
      ])
      const broken = outcomes.filter((it) => it.status === 'rejected' && !(it.reason instanceof Rejection))
      expect(broken).toEqual([])
      const taken = await world.store.db
        .selectFrom('blocked_span')
        .select(['starts_at', 'ends_at', 'kind'])
        .where('instrument_id', '=', instrumentId)
        .where('starts_at', '>=', at.startsAt)
        .where('starts_at', '<', at.endsAt)
        .orderBy('starts_at')
        .execute()
      for (const [i, it] of taken.entries()) {
        expect(it.starts_at).toBeGreaterThanOrEqual(taken[i - 1]?.ends_at ?? 0)
      }
      expect(taken.filter((it) => it.starts_at === inside.startsAt)).toHaveLength(1)
    }
  })
})
