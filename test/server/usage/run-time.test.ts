/** When an instrument ran by its power: properties of the rule, and what keepers are told. */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS, unionMs } from '../../../server/kernel/interval.ts'
import {
  compareRunTime,
  intervalsAbove,
  MERGE_GAP_MS,
  RUN_MS_MIN,
  runIntervals,
} from '../../../server/usage/rules/run-time.ts'
import { codes, type Lab, openLab, type Result, sent, span } from '../../support/bookings.ts'
import { sendUsage } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const minutes = (from: number, to: number): Interval => ({
  startsAt: from * MINUTE_MS,
  endsAt: to * MINUTE_MS,
})

describe('run time', () => {
  test.each([
    ['nothing', [], []],
    ['a gap of five minutes closed', [minutes(0, 10), minutes(15, 20)], [minutes(0, 20)]],
    ['a longer gap as a stop', [minutes(0, 10), minutes(16, 20)], [minutes(0, 10), minutes(16, 20)]],
    ['a peak of one minute as no run', [minutes(0, 1)], []],
    ['peaks close together as one run', [minutes(0, 1), minutes(4, 5)], [minutes(0, 5)]],
    [
      'intervals in any order',
      [minutes(30, 40), minutes(0, 10), minutes(5, 12)],
      [minutes(0, 12), minutes(30, 40)],
    ],
  ])('counts %s', (_case, powered, runs) => {
    expect(runIntervals(powered)).toEqual(runs)
  })

  test('out of readings is the time from one above the threshold to the next, a quarter of an hour at most', () => {
    const readings = [
      { at: 0, watts: 900 },
      { at: 5 * MINUTE_MS, watts: 900 },
      { at: 10 * MINUTE_MS, watts: 40 },
      { at: 20 * MINUTE_MS, watts: 500 },
      { at: 80 * MINUTE_MS, watts: 500 },
    ]
    expect(intervalsAbove(readings, 500)).toEqual([minutes(0, 10), minutes(20, 35)])
  })

  const spans = fc.array(
    fc
      .tuple(fc.nat(600), fc.integer({ min: 1, max: 90 }))
      .map(([from, length]) => minutes(from, from + length)),
    { maxLength: 12 },
  )

  test('of any intervals is long enough, far enough apart, and the same in any order and again', () => {
    fc.assert(
      fc.property(spans, (powered) => {
        const runs = runIntervals(powered)
        for (const [i, run] of runs.entries()) {
          expect(run.endsAt - run.startsAt).toBeGreaterThanOrEqual(RUN_MS_MIN)
          expect(run.startsAt - (runs[i - 1]?.endsAt ?? -Infinity)).toBeGreaterThan(MERGE_GAP_MS)
        }
        expect(runIntervals(powered.toReversed())).toEqual(runs)
        expect(runIntervals(runs)).toEqual(runs)
      }),
    )
  })

  test('that was not recorded is what minutes find, but for stays that end a little early or late', () => {
    fc.assert(
      fc.property(spans, spans, (powered, sessions) => {
        const window = minutes(0, 800)
        const runs = runIntervals(powered)
        const { unrecorded, withoutPower } = compareRunTime(runs, sessions, window)
        const inAny = (at: number, some: readonly Interval[]) =>
          some.some((it) => it.startsAt <= at && at < it.endsAt)
        for (let at = 0; at < 800 * MINUTE_MS; at += MINUTE_MS) {
          expect(inAny(at, unrecorded) && !(inAny(at, runs) && !inAny(at, sessions))).toBe(false)
        }
        expect(unionMs(unrecorded)).toBeLessThanOrEqual(unionMs(runs))
        for (const it of withoutPower)
          expect(runs.some((run) => run.startsAt < it.endsAt && it.startsAt < run.endsAt)).toBe(false)
      }),
    )
  })
})

describe.each(dialects)('%s: a power meter', (dialect) => {
  let world: World
  let lab: Lab

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    world.clock.now = NEW_YEAR + 3 * DAY_MS
  })
  afterAll(() => world.close())

  const reports = (input: object, scopes: readonly ['device'] | readonly ['book'] = ['device']) =>
    sendUsage<Result & { count: number }>(world, { ...lab.keeper, scopes }, 'reportRunTime', {
      instrumentId: 'sem',
      ...input,
    })
  const uses = (from: string, to: string) =>
    sendUsage(world, lab.keeper, 'recordUse', {
      instrumentId: 'sem',
      personEmail: 'ada@test',
      ...sent(span(from, to)),
    })

  test('tells the keeper what ran without a record, and what was recorded without power', async () => {
    await uses('10:00', '11:00')
    const idle = await uses('15:00', '16:00')
    const intervals = [span('10:05', '11:50'), span('20:00', '20:30')].map(sent)
    expect(await reports({ intervals })).toMatchObject({ count: 2 })
    await reports({ intervals })
    const readings = ['20:30', '20:40', '20:50'].map((time, i) => ({
      at: sent(span(time, '24:00')).startsAt,
      watts: i === 2 ? 0 : 700,
    }))
    expect(await reports({ readings, thresholdWatts: 500 })).toMatchObject({ count: 1 })
    const asked = `{ runTime(instrumentId: "sem", during: { startsAt: "2026-01-01T16:00:00Z", endsAt: "2026-01-02T16:00:00Z" }) {
      runs { startsAt endsAt } unrecorded { startsAt endsAt } withoutPower { id } runMinutes recordedMinutes } }`
    expect(await world.ask(lab.keeper, asked)).toEqual({
      runTime: {
        runs: [span('10:05', '11:50'), span('20:00', '20:50')].map(sent),
        unrecorded: [span('11:00', '11:50'), span('20:00', '20:50')].map(sent),
        withoutPower: [{ id: idle.id }],
        runMinutes: 155,
        recordedMinutes: 120,
      },
    })
  })

  test('is believed only what can be, and only with a token for devices', async () => {
    const long = { startsAt: NEW_YEAR, endsAt: NEW_YEAR + DAY_MS + 1 }
    const ahead = { startsAt: world.clock.now, endsAt: world.clock.now + HOUR_MS }
    for (const it of [long, ahead, span('10:00', '10:00')])
      expect(codes(await reports({ intervals: [sent(it)] }))).toEqual(['RUN_TIME_INVALID'])
    expect(codes(await reports({ intervals: [] }, ['book']))).toEqual(['TOKEN_SCOPE_MISSING'])
  })
})
