/** Hours that an instrument keeps for its own people, through the front door, on every path that takes or offers time. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { act, book, codes, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { sayOf } from '../../support/policies.ts'
import { bookSeries, told } from '../../support/series.ts'
import { nextFree, starts } from '../../support/slots.ts'
import { offerOf, wait } from '../../support/waiting.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const CODE = 'BOOKING_PRIORITY_WINDOW'
/** Every day from eight to noon; two hours before, all may. */
const MORNINGS = {
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  startsAt: '08:00',
  endsAt: '12:00',
  userClasses: ['OWN'],
  releaseHours: 2,
}

describe.each(dialects)('%s: a priority window', (dialect) => {
  let world: World
  let lab: Lab
  let instrumentId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })
  afterAll(() => world.close())

  /** A Thursday at eight; the windows of that day are open to all already, those of Friday 2 January are not. */
  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = `kept-${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab' })
    await sayOf(world, lab.keeper, instrumentId, { priorityWindows: [MORNINGS] })
  })

  const at = span('10:00', '11:00')
  const tryIt = (who: Viewer, when: Interval, more: object = {}) =>
    book(world, who, when, { instrumentId, ...more })

  async function reserved(who: Viewer | null) {
    const { availability } = (await world.ask(
      who,
      `query ($id: ID!, $during: IntervalInput!) { availability(instrumentId: $id, during: $during) {
        free { startsAt endsAt } reserved { startsAt endsAt userClasses opensAt } } }`,
      { id: instrumentId, during: sent(span('00:00', '24:00')) },
    )) as { availability: { free: readonly object[]; reserved: readonly object[] } }
    return availability
  }

  test('keeps out whom it does not name, and the calendar says for whom and until when', async () => {
    const refused = await tryIt(lab.ada, at)
    expect(codes(refused)).toEqual([CODE])
    expect(refused.problems?.[0]?.message).toBe('该时段优先留给本单位人员，2026-01-02 06:00 起对所有人开放。')
    expect(codes(await tryIt(lab.ada, span('07:30', '08:30')))).toEqual([CODE])
    expect(codes(await tryIt(lab.ada, span('12:00', '13:00')))).toEqual([])
    const opensAt = new Date(at.startsAt - 4 * HOUR_MS).toISOString()
    expect(await reserved(lab.bob)).toMatchObject({
      free: [sent(span('00:00', '08:00')), sent(span('13:00', '24:00'))],
      reserved: [{ ...sent(span('08:00', '12:00')), userClasses: ['OWN'], opensAt }],
    })
    expect(await reserved(null)).toMatchObject({ reserved: [{ userClasses: ['OWN'] }] })
  })

  test('lets in whom it names, and its staff', async () => {
    expect(codes(await tryIt(lab.ann, at))).toEqual([])
    expect(codes(await tryIt(lab.keeper, span('08:00', '09:00')))).toEqual([])
    expect(await reserved(lab.ann)).toMatchObject({ reserved: [] })
  })

  test('opens to all at its hour', async () => {
    world.clock.now = at.startsAt - 4 * HOUR_MS - MINUTE_MS
    expect(codes(await tryIt(lab.ada, at))).toEqual([CODE])
    world.clock.now += MINUTE_MS
    expect(await reserved(lab.ada)).toMatchObject({ reserved: [] })
    expect(codes(await tryIt(lab.ada, at))).toEqual([])
  })

  test('keeps a booking from being moved into it', async () => {
    const { id: bookingId } = await tryIt(lab.ada, span('13:00', '14:00'))
    expect(codes(await act(world, lab.ada, 'moveBooking', { bookingId, ...sent(at) }))).toEqual([CODE])
  })

  test('is set aside by staff with a reason, and by nobody else', async () => {
    const forPersonId = lab.ada.personId
    expect(codes(await tryIt(lab.keeper, at, { forPersonId }))).toEqual([CODE])
    expect(codes(await tryIt(lab.ada, at, { override: { reason: '急样' } }))).toEqual([
      CODE,
      'OVERRIDE_FORBIDDEN',
    ])
    expect(codes(await tryIt(lab.keeper, at, { forPersonId, override: { reason: '急样' } }))).toEqual([])
  })

  test('refuses each time of a series that reaches into it', async () => {
    const rrule = 'FREQ=DAILY;COUNT=2'
    // Today's morning is open to all, tomorrow's is not.
    const series = await bookSeries(world, lab.ada, span('10:00', '11:00', '2026-01-01'), {
      instrumentId,
      rrule,
      skipConflicts: true,
    })
    expect(told(series.occurrences)).toEqual(['01-01 10:00', `01-02 10:00 ${CODE}`])
  })

  test('is neither offered nor found by whom it keeps out', async () => {
    const search = { during: span('08:00', '20:00'), filter: {} }
    expect((await starts(world, lab.ada, search))[instrumentId]).toBe(span('12:00', '13:00').startsAt)
    expect((await starts(world, lab.ann, search))[instrumentId]).toBe(span('08:00', '09:00').startsAt)
    world.clock.now = span('05:00', '06:00').startsAt
    for (const from of ['05:00', '06:00', '07:00']) {
      await book(world, lab.keeper, span(from, `0${Number(from.slice(1, 2)) + 1}:00`), { instrumentId })
    }
    const next = async (who: Viewer) => new Map(await nextFree(world, who)).get(instrumentId)
    expect(await next(lab.ada)).toBe(span('12:00', '13:00').startsAt)
    expect(await next(lab.ann)).toBe(span('08:00', '09:00').startsAt)
  })

  test('is nothing to wait for, and freed time in it goes to whom it names', async () => {
    await sayOf(world, lab.keeper, 'sem', { priorityWindows: [MORNINGS] })
    const { id: bookingId } = await book(world, lab.ann, at)
    expect(codes(await wait(world, lab.ada, at))).toEqual([CODE])
    const anyTime = span('08:00', '14:00')
    await book(world, lab.keeper, span('12:00', '14:00'))
    await book(world, lab.keeper, span('08:00', '10:00'))
    await book(world, lab.keeper, span('11:00', '12:00'))
    const more = { lengthMinutes: 60 }
    expect(codes(await wait(world, lab.ada, anyTime, more))).toEqual([])
    world.clock.now += MINUTE_MS
    expect(codes(await wait(world, lab.ann, span('09:00', '12:00'), more))).toEqual([])
    await act(world, lab.ann, 'cancelBooking', { bookingId })
    expect(await offerOf(world, lab.ada)).toBeUndefined()
    expect(await offerOf(world, lab.ann)).toMatchObject(sent(at))
  })

  test('of a kind that there is not is refused by its number', async () => {
    const wrong = { ...MORNINGS, weekdays: [8] }
    const answer = await sayOf(world, lab.keeper, instrumentId, { priorityWindows: [MORNINGS, wrong] })
    expect(answer.problems?.map((it) => [it.code, it.message])).toEqual([
      ['INPUT_INVALID', expect.stringContaining('priorityWindows[1]')],
    ])
  })

  test('is read with the rules of the instrument', async () => {
    const query =
      'query ($id: ID!) { instrument(id: $id) { bookingRules { priorityWindows { weekdays startsAt endsAt userClasses releaseHours firstDay lastDay } } } }'
    const read = await world.ask(lab.ada, query, { id: instrumentId })
    const window = { ...MORNINGS, firstDay: null, lastDay: null }
    expect(read).toEqual({ instrument: { bookingRules: { priorityWindows: [window] } } })
  })

  test('ends when the keeper takes it away: those who wait are offered the time', async () => {
    await sayOf(world, lab.keeper, 'sem', { priorityWindows: [MORNINGS] })
    const day = '2026-01-04'
    for (const [from, to] of [
      ['00:00', '08:00'],
      ['12:00', '20:00'],
      ['20:00', '24:00'],
    ] as const) {
      await book(world, lab.keeper, span(from, to, day))
    }
    const any = span('00:00', '24:00', day)
    expect(codes(await wait(world, lab.bob, any, { lengthMinutes: 60 }))).toEqual([])
    expect(await offerOf(world, lab.bob)).toBeUndefined()
    world.clock.now += DAY_MS
    await sayOf(world, lab.keeper, 'sem', { priorityWindows: [] })
    const offer = await offerOf(world, lab.bob)
    expect(offer && Date.parse(offer.startsAt)).toBe(span('08:00', '09:00', day).startsAt)
  })
})
