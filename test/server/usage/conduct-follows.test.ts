/** Points follow what a use is found to have been: corrected by a keeper, or told by a device long after. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, type Interval } from '../../../server/kernel/interval.ts'
import { conductCorrection, type ConductKind } from '../../../server/standing/rules/conduct.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, book, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addPerson } from '../../support/people.ts'
import { measure, standingOf } from '../../support/standing.ts'
import { sendUsage } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const event = (kind: ConductKind, id: string = kind, reversesId: string | null = null) => ({
  kind,
  id,
  reversesId,
})
const gone = (id: string) => event('reversal', `reversal:${id}`, id)

test.each([
  ['nothing counted yet', [], ['late'], [[], ['late 0']]],
  ['what counts already', [event('late')], ['late'], [[], []]],
  ['what no longer holds', [event('late')], ['normal_use'], [['late'], ['normal_use 0']]],
  ['what was taken back', [event('late'), gone('late')], ['late'], [[], ['late 1']]],
  ['a no-show that came', [event('missed')], ['normal_use'], [['missed'], ['normal_use 0']]],
  [
    'a late cancellation, which is no matter of a use',
    [event('late_cancellation')],
    ['late'],
    [[], ['late 0']],
  ],
  ['one of two', [event('late'), event('overtime')], ['overtime'], [['late'], []]],
] as const)('a correction meets %s', (_case, events, wanted, [takenBack, added]) => {
  const found = conductCorrection(events, wanted, new Set())
  expect(found.takenBack.map((it) => it.id)).toEqual(takenBack)
  expect(found.added.map((it) => `${it.cause} ${it.count}`)).toEqual(added)
})

test('what an appeal took back does not come again', () => {
  const events = [event('late'), gone('late')]
  expect(conductCorrection(events, ['late'], new Set(['late']))).toEqual({ takenBack: [], added: [] })
})

describe.each(dialects)('%s: the points of a use', (dialect) => {
  let world: World
  let lab: Lab
  let eve: Viewer
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
    eve = await addPerson(world, `eve-${count}`, 'firm', ['researcher'])
  })
  afterAll(() => world.close())

  const at = (time: string) => {
    world.clock.now = span(time, '24:00').startsAt
  }
  const kinds = async () => (await standingOf(world, eve)).events.map((it) => it.kind).toSorted()
  const points = async () => (await standingOf(world, eve)).points
  const usedFrom = async (from: string, until: string) => {
    const { id } = await book(world, eve, span('10:00', '12:00'), { instrumentId })
    at(from)
    await act(world, lab.keeper, 'checkIn', { bookingId: id })
    at(until)
    await act(world, lab.keeper, 'checkOut', { bookingId: id })
    const { booking } = (await world.ask(eve, `{ booking(id: "${id}") { usages { id } } }`)) as {
      booking: { usages: { id: string }[] }
    }
    return booking.usages[0]?.id ?? ''
  }
  const putRight = async (sessionId: string, when: Interval) => {
    const form = { sessionId, kind: 'USE', samples: 0, reason: '记录有误', ...sent(when) }
    const { id } = await sendUsage(world, eve, 'requestAdjustment', form)
    await sendUsage(world, lab.keeper, 'decideAdjustment', { adjustmentId: id, approve: true })
  }

  test('are given back and taken anew with each approved correction', async () => {
    const sessionId = await usedFrom('10:20', '12:00')
    expect(await points()).toBe(98)
    await putRight(sessionId, span('10:00', '12:00'))
    expect(await points()).toBe(101)
    expect(await kinds()).toEqual(['LATE', 'NORMAL_USE', 'REVERSAL'])
    await putRight(sessionId, span('10:30', '12:00'))
    expect(await points()).toBe(98)
    expect(await kinds()).toEqual(['LATE', 'LATE', 'NORMAL_USE', 'REVERSAL', 'REVERSAL'])
  })

  test('stay as they are when a correction changes nothing about coming and going', async () => {
    const sessionId = await usedFrom('10:20', '12:00')
    await putRight(sessionId, span('10:25', '12:00'))
    expect(await kinds()).toEqual(['LATE'])
  })

  test('that an appeal gave back are not taken again by a correction', async () => {
    const sessionId = await usedFrom('10:20', '12:00')
    const [late] = (await standingOf(world, eve)).events
    const appeal = await measure(world, eve, 'fileAppeal', { eventId: late?.id, text: '门禁故障' })
    await measure(world, lab.manager, 'decideAppeal', { appealId: appeal.id, uphold: true, reason: '属实' })
    expect(await points()).toBe(100)
    await putRight(sessionId, span('10:30', '12:00'))
    expect(await points()).toBe(100)
  })

  test('for not having come are given back when a device tells late that somebody did', async () => {
    await book(world, eve, span('10:00', '12:00'), { instrumentId })
    world.clock.now = NEW_YEAR + 2 * DAY_MS
    await markNoShows(world.as())
    expect(await points()).toBe(90)
    const sentence = (what: 'STARTED' | 'ENDED', when: number) => ({
      eventId: what,
      sessionKey: 'one',
      instrumentId,
      what,
      at: new Date(when).toISOString(),
      personEmail: `eve-${count}@test`,
    })
    const { startsAt, endsAt } = span('10:02', '12:00')
    const events = [sentence('ENDED', endsAt), sentence('STARTED', startsAt)]
    const device: Viewer = { ...lab.keeper, scopes: ['device'] }
    await sendUsage(world, device, 'reportUsage', { events })
    await sendUsage(world, device, 'reportUsage', { events })
    expect(await points()).toBe(101)
    expect(await kinds()).toEqual(['MISSED', 'NORMAL_USE', 'REVERSAL'])
  })
})
