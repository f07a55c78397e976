/** Days on which an instrument is open otherwise than in its week. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { exceptionProblems, openIntervals } from '../../../server/catalog/rules/opening.ts'
import { HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import { book, codes, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { DAY_AND_NIGHT } from '../../support/instruments.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const DAY = span('00:00', '24:00')
const WEEK = [{ validFrom: '2025-01-01', windows: DAY_AND_NIGHT, closedOnHolidays: true }]
const HOLIDAY = [{ date: '2026-01-02', kind: 'holiday', nameZh: '元旦', nameEn: 'New Year' }] as const
const opening = (date: string, ...windows: readonly (readonly [string, string])[]) => ({
  date,
  windows: windows.map(([opensAt, closesAt]) => ({ opensAt, closesAt })),
  note: '',
})

describe('the rule', () => {
  const openOn = (exceptions: readonly ReturnType<typeof opening>[], hours = WEEK) =>
    openIntervals({ timeZone: 'Asia/Shanghai', hours, days: HOLIDAY, exceptions }, DAY)

  test.each([
    ['is closed on a holiday', [], []],
    [
      'opens on a holiday where an exception says so',
      [opening('2026-01-02', ['09:00', '11:00'])],
      [span('09:00', '11:00')],
    ],
    ['goes on past midnight', [opening('2026-01-01', ['22:00', '02:00'])], [span('00:00', '02:00')]],
    [
      'has several windows',
      [opening('2026-01-02', ['09:00', '10:00'], ['11:00', '12:00'])],
      [span('09:00', '10:00'), span('11:00', '12:00')],
    ],
  ] as const)('%s', (_what, exceptions, expected) => {
    expect(openOn(exceptions)).toEqual(expected)
  })

  test('an exception opens what has no week', () => {
    expect(openOn([opening('2026-01-02', ['09:00', '11:00'])], [])).toEqual([span('09:00', '11:00')])
  })

  test.each([
    [opening('2026-01-01'), 'OPENING_EXCEPTION_PAST'],
    [opening('2026-13-01'), 'INPUT_INVALID'],
    [opening('2026-01-03', ['09:00', '09:00']), 'OPENING_WINDOW_INVALID'],
    [opening('2026-01-03', ['09:00', '11:00'], ['10:00', '12:00']), 'OPENING_WINDOWS_OVERLAP'],
    [{ ...opening('2026-01-03'), note: '长'.repeat(101) }, 'TEXT_TOO_LONG'],
  ])('%j is refused: %s', (exception, code) => {
    expect(exceptionProblems(exception, '2026-01-02').map((it) => it.code)).toEqual([code])
  })
})

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let lab: Lab
  const open: World[] = []

  beforeEach(async () => {
    world = await openWorld(dialect)
    open.push(world)
    lab = await openLab(world)
  })

  afterAll(async () => {
    for (const it of open) await it.close()
  })

  async function set(
    windows: readonly (readonly [string, string])[] | null,
    who = lab.keeper,
  ): Promise<unknown> {
    const input = {
      instrumentId: 'sem',
      date: '2026-01-02',
      windows: windows && opening('', ...windows).windows,
      note: '停电检修',
    }
    const data = await world.ask(
      who,
      `mutation ($input: SetOpeningExceptionInput!) { setOpeningException(input: $input) {
        ... on Instrument { openingExceptions { date note windows { opensAt closesAt } } }
        ... on Rejection { problems { code } } } }`,
      { input },
    )
    return data['setOpeningException']
  }

  const finds = async (at: Interval) => {
    const { instruments } = (await world.ask(
      null,
      'query ($at: IntervalInput!) { instruments(filter: { freeDuring: $at }) { totalCount } }',
      { at: sent(at) },
    )) as { instruments: { totalCount: number } }
    return instruments.totalCount === 1
  }

  test('closes a day to bookings, on calendars and in the search, until it is taken back', async () => {
    expect(await set([])).toEqual({
      openingExceptions: [{ date: '2026-01-02', note: '停电检修', windows: [] }],
    })
    const at = span('10:00', '12:00')
    expect(codes(await book(world, lab.ada, at))).toEqual(['BOOKING_OUTSIDE_OPENING_HOURS'])
    expect(await finds(at)).toBe(false)
    const { availability, timeline } = (await world.ask(
      null,
      `query ($during: IntervalInput!) { availability(instrumentId: "sem", during: $during) { open { startsAt } }
        timeline(during: $during) { open { startsAt } } }`,
      { during: sent(DAY) },
    )) as { availability: { open: unknown[] }; timeline: { open: unknown[] }[] }
    expect([availability.open, timeline[0]?.open]).toEqual([[], []])
    expect(await set(null)).toEqual({ openingExceptions: [] })
    expect(await finds(at)).toBe(true)
    expect(codes(await book(world, lab.ada, at))).toEqual([])
  })

  test('gives a day other windows, and leaves the next as it is', async () => {
    await set([
      ['14:00', '18:00'],
      ['09:00', '11:00'],
    ])
    expect(await finds(span('09:00', '11:00'))).toBe(true)
    expect(await finds(span('10:00', '12:00'))).toBe(false)
    const next = span('10:00', '12:00', '2026-01-03')
    expect(await finds(next)).toBe(true)
    expect(
      codes(await book(world, lab.ada, { startsAt: next.startsAt, endsAt: next.endsAt + HOUR_MS })),
    ).toEqual([])
  })

  test('is set by keepers only', async () => {
    expect(await set([], lab.ada)).toEqual({ problems: [{ code: 'FORBIDDEN' }] })
  })
})
