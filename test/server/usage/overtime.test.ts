/** Who stays too long: he holds the instrument, calendars show it, and the next one is told once. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { nextInTrouble, withOverruns } from '../../../server/booking/rules/overtime.ts'
import type { TakenTime } from '../../../server/booking/rules/taken-time.ts'
import { HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { warnOfOvertime } from '../../../server/usage/actions/overtime.ts'
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
import { toldTo } from '../../support/notices.ts'
import { sendUsage } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const taken = (id: string, startsAt: number, endsAt: number, more: Partial<TakenTime> = {}) => ({
  id,
  kind: 'booking' as const,
  startsAt,
  endsAt,
  blockedUntil: endsAt,
  ...more,
})

test('a stay reaches on where it is among what is taken, and stands beside it where it is not', () => {
  const late = { ...taken('a', 0, 12), kind: 'use' as const }
  const found = withOverruns([{ ...taken('a', 0, 10), blockedUntil: 14 }, taken('b', 20, 30)], [late])
  expect(found).toMatchObject([{ id: 'a', kind: 'use', endsAt: 12, blockedUntil: 14 }, { id: 'b' }])
  expect(withOverruns([taken('b', 20, 30)], [late]).map((it) => it.id)).toEqual(['a', 'b'])
})

test.each([
  ['with one unit, the first who is expected', 1, 1, 'b'],
  ['with two units, nobody while one is left', 2, 1, undefined],
  ['with two units, the first for whom none is left', 2, 2, 'b'],
] as const)('in trouble is, %s', (_case, capacity, late, expected) => {
  const coming = [
    { ...taken('m', 8, 9), isExpected: false },
    { ...taken('b', 12, 20), isExpected: true },
    { ...taken('c', 20, 30), isExpected: true },
  ]
  const staying = Array.from({ length: late }, (_, i) => taken(`late-${i}`, 0, 10))
  expect(nextInTrouble(coming, { staying, capacity, now: 10 })?.id).toBe(expected)
})

describe.each(dialects)('%s: who stays too long', (dialect) => {
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
    instrumentId = `sem-${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab' })
  })
  afterAll(() => world.close())

  const at = (time: string) => {
    world.clock.now = span(time, '24:00').startsAt
  }
  const booked = async (who: Viewer, when: Interval) => (await book(world, who, when, { instrumentId })).id
  const comes = (bookingId: string) => act(world, lab.keeper, 'checkIn', { bookingId })
  const stays = async () => {
    const id = await booked(lab.ada, span('10:00', '11:00'))
    at('10:00')
    await comes(id)
    return id
  }
  const calendar = async () => {
    const query = `query ($id: ID!, $during: IntervalInput!) { availability(instrumentId: $id, during: $during) {
      busy { kind startsAt endsAt } free { startsAt endsAt } } instrument(id: $id) { freeNow nextFreeAt } }`
    return world.ask(null, query, { id: instrumentId, during: sent(span('10:00', '16:00')) })
  }
  const warn = () => warnOfOvertime(world.as())
  const ofThis = async (who: Viewer) => {
    const told = await toldTo(world, who)
    return told.filter((it) => it.text.includes(`仪器 ${instrumentId}」`)).map((it) => it.kind)
  }

  test('is shown until one step from now, and nobody can book that', async () => {
    const id = await stays()
    at('11:10')
    expect(await calendar()).toMatchObject({
      availability: {
        busy: [
          { kind: 'BOOKING', ...sent(span('10:00', '11:00')) },
          { kind: 'USE', ...sent(span('11:00', '11:40')) },
        ],
        free: [sent(span('11:40', '16:00'))],
      },
      instrument: { freeNow: false, nextFreeAt: sent(span('12:00', '13:00')).startsAt },
    })
    const refused = await book(world, lab.bob, span('11:30', '12:30'), { instrumentId })
    expect(refused.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS_USE', refs: [id] }])
    expect(codes(await book(world, lab.bob, span('12:00', '13:00'), { instrumentId }))).toEqual([])
  })

  test('keeps walk-ins out, and the next one waits', async () => {
    await stays()
    const next = await booked(lab.bob, span('11:00', '12:00'))
    at('11:05')
    expect(codes(await comes(next))).toEqual(['INSTRUMENT_IN_USE'])
    const walkIn = { instrumentId, minutes: 30, purpose: '临时', personEmail: 'ann@test' }
    expect(codes(await sendUsage(world, lab.keeper, 'startWalkIn', walkIn))).toContain('INSTRUMENT_IN_USE')
  })

  test('has the next one and the keeper told at once, and once', async () => {
    await stays()
    await booked(lab.bob, span('11:00', '12:00'))
    await warn()
    expect(await ofThis(lab.bob)).toEqual([])
    at('11:00')
    await warn()
    await warn()
    expect(await ofThis(lab.bob)).toEqual(['OVERTIME_WARNED'])
    expect(await ofThis(lab.keeper)).toEqual(['OVERTIME_TO_KEEP'])
    expect(await ofThis(lab.ada)).toEqual([])
  })

  test('has nobody told whose turn is more than an hour away, until it is not', async () => {
    await stays()
    await booked(lab.bob, span('13:00', '14:00'))
    at('11:30')
    await warn()
    expect(await ofThis(lab.bob)).toEqual([])
    at('12:30')
    await warn()
    expect(await ofThis(lab.bob)).toEqual(['OVERTIME_WARNED'])
  })

  test('bothers nobody while another unit is left', async () => {
    await arrange(world, lab.keeper, instrumentId, { capacity: 2 })
    await stays()
    at('11:00')
    expect(codes(await book(world, lab.bob, span('11:00', '12:00'), { instrumentId }))).toEqual([])
    await warn()
    expect(await ofThis(lab.bob)).toEqual([])
    const third = await book(world, lab.ann, span('11:00', '12:00'), { instrumentId })
    expect(codes(third)).toEqual(['BOOKING_OVERLAPS', 'BOOKING_OVERLAPS_USE'])
  })

  test('is offered to nobody who waits', async () => {
    const policy = policyWith({ durationMsMin: 30 * MINUTE_MS })
    expect(policy.stepMs).toBe(HOUR_MS / 2)
    const id = await booked(lab.ada, span('10:00', '11:00'))
    const second = await booked(lab.bob, span('11:00', '12:00'))
    at('10:00')
    await comes(id)
    await act(world, lab.ann, 'joinWaitingList', {
      instrumentId,
      purpose: 'x',
      ...sent(span('11:00', '12:00')),
    })
    at('11:05')
    await act(world, lab.keeper, 'rescheduleBookings', {
      rows: [{ bookingId: second, choice: 'CANCEL' }],
      reason: '前一位超时',
    })
    const { myWaitingEntries } = (await world.ask(
      lab.ann,
      '{ myWaitingEntries { edges { node { offer { id } } } } }',
    )) as { myWaitingEntries: { edges: { node: { offer: object | null } }[] } }
    expect(myWaitingEntries.edges.filter((it) => it.node.offer)).toEqual([])
  })
})
