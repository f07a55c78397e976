/** Opening weeks, booking rules and tariffs between a form and the API. */

import { describe, expect, test } from 'vitest'
import { openingProblems } from '../../server/catalog/rules/opening.ts'
import { DEFAULT_POLICY, policyProblems } from '../../server/catalog/rules/policy.ts'
import { tariffProblems } from '../../server/fees/rules/tariffs.ts'
import {
  clockChoices,
  hoursInForce,
  nextOpening,
  PRESETS,
  weekFrom,
  weekHours,
  weekRuns,
  windowsOf,
  withDay,
} from '../../web/manage/opening-week.ts'
import { policyInputOf, policyOf, policyValuesOf } from '../../web/manage/policy-values.ts'
import {
  ratesOf,
  standingOf,
  tariffInputOf,
  tariffOn,
  tariffValuesOf,
  versionsOf,
  weekdayRuns,
  WINDOW_PRESETS,
} from '../../web/manage/tariff-values.ts'

describe('an opening week', () => {
  test('goes through the editor unchanged', () => {
    const windows = [
      { weekday: 1, opensAt: '08:30', closesAt: '12:00' },
      { weekday: 1, opensAt: '14:00', closesAt: '18:00' },
      { weekday: 6, opensAt: '20:00', closesAt: '02:00' },
    ]
    expect(windowsOf(weekFrom(windows.toReversed()))).toEqual(windows)
  })

  test.each(Object.entries(PRESETS))('the preset %s is sound', (_name, week) => {
    expect(openingProblems(windowsOf(week))).toEqual([])
  })

  test('counts its hours, those past midnight too', () => {
    expect(weekHours(PRESETS.always)).toBe(168)
    expect(weekHours(PRESETS.office)).toBe(45)
    expect(weekHours(weekFrom([{ weekday: 5, opensAt: '22:00', closesAt: '06:00' }]))).toBe(8)
  })

  test('puts neighbouring days with the same windows together', () => {
    const week = withDay(PRESETS.office, 7, [{ opensAt: '09:00', closesAt: '12:00' }])
    expect(weekRuns(week).map(({ from, to }) => [from, to])).toEqual([
      [1, 5],
      [7, 7],
    ])
    expect(weekRuns(withDay(PRESETS.office, 3, [])).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [4, 5],
    ])
  })

  test('offers a working day first, then what is left of the evening', () => {
    expect(nextOpening([])).toEqual({ opensAt: '08:30', closesAt: '17:30' })
    const first = { opensAt: '08:30', closesAt: '17:30' }
    expect(nextOpening([first])).toEqual({ opensAt: '18:30', closesAt: '22:00' })
    const added = weekFrom([first, nextOpening([first])].map((it) => ({ weekday: 1, ...it })))
    expect(openingProblems(windowsOf(added))).toEqual([])
  })

  test('offers every half hour and what is chosen besides', () => {
    expect(clockChoices('08:15')).toContain('08:15')
    expect(clockChoices()).toHaveLength(49)
    expect(clockChoices().at(-1)).toBe('24:00')
  })

  test('the latest version that has begun counts', () => {
    const versions = [{ validFrom: '2026-01-01' }, { validFrom: '2026-06-01' }, { validFrom: '2025-01-01' }]
    expect(hoursInForce(versions, '2026-05-31')).toEqual({ validFrom: '2026-01-01' })
    expect(hoursInForce(versions, '2026-06-01')).toEqual({ validFrom: '2026-06-01' })
    expect(hoursInForce(versions, '2024-12-31')).toBeUndefined()
  })
})

test('booking rules go through hours and back, and are judged in milliseconds', () => {
  const input = {
    durationMinutesMin: 30,
    durationMinutesMax: 480,
    stepMinutes: 30,
    noticeMinutesMin: 0,
    horizonDays: 30,
    turnaroundMinutes: 0,
    approval: 'NONE' as const,
    cancelNoticeMinutes: 1440,
  }
  expect(policyValuesOf(input)).toMatchObject({ durationHoursMax: 8, cancelNoticeHours: 24 })
  expect(policyInputOf(policyValuesOf(input))).toEqual(input)
  expect(policyOf(input)).toEqual(DEFAULT_POLICY)
  const emptied = policyInputOf({ ...policyValuesOf(input), durationHoursMax: null })
  expect(policyProblems(policyOf(emptied)).map((it) => it.code)).toContain('DURATION_RANGE_EMPTY')
})

describe('a tariff', () => {
  const tariff = {
    id: 't1',
    customerClass: 'EXTERNAL' as const,
    validFrom: '2026-01-01',
    validTo: '2026-06-30',
    mode: 'OVERAGE' as const,
    rateFenPerHour: 30_050,
    startUpFeeFen: 5_000,
    minimumChargeFen: 0,
    cancelNoticeMinutes: 720,
    cancelFeeFen: 10_000,
    roundUpMinutes: 15,
    subsidyFenPerHour: 2_000,
    fullPriceWhenLate: true,
    steps: [{ afterMinutes: 120, rateFenPerHour: 9_000, subsidyFenPerHour: 1_000 }],
    rateWindows: [{ nameZh: '夜间', weekdays: [1, 2], startsAt: '22:00', endsAt: '06:00', percent: 80 }],
  }

  test('goes through the form unchanged', () => {
    const { id: _id, validTo: _validTo, ...rest } = tariff
    expect(tariffInputOf('i1', tariffValuesOf('EXTERNAL', '2026-01-01', tariff))).toEqual({
      instrumentId: 'i1',
      ...rest,
    })
  })

  test.each([
    ['2025-12-31', 'future'],
    ['2026-01-01', 'current'],
    ['2026-06-30', 'current'],
    ['2026-07-01', 'past'],
  ] as const)('on %s it is %s', (day, standing) => {
    expect(standingOf(tariff, day)).toBe(standing)
  })

  test('the version of the class that has begun last counts', () => {
    const others = [
      tariff,
      { ...tariff, id: 't2', validFrom: '2026-07-01' },
      { ...tariff, id: 't3', customerClass: 'INTERNAL' as const, validFrom: '2026-03-01' },
    ]
    expect(versionsOf(others, 'EXTERNAL').map((it) => it.id)).toEqual(['t2', 't1'])
    expect(tariffOn(others, 'EXTERNAL', '2026-06-30')?.id).toBe('t1')
    expect(tariffOn(others, 'EXTERNAL', '2025-06-30')).toBeUndefined()
    expect(tariffOn(others, 'INTERNAL', '2026-12-31')?.id).toBe('t3')
  })

  test('the windows at hand are sound, each by itself', () => {
    for (const preset of Object.values(WINDOW_PRESETS)) {
      const values = tariffValuesOf('EXTERNAL', '2026-01-01', undefined)
      const rateWindows = [{ ...preset, weekdays: [...preset.weekdays], nameZh: '时段' }]
      expect(tariffProblems(ratesOf(tariffInputOf('i1', { ...values, rateWindows })))).toEqual([])
    }
  })

  test('both windows at hand together do not overlap', () => {
    const { night, weekend } = WINDOW_PRESETS
    const values = tariffValuesOf('EXTERNAL', '2026-01-01', undefined)
    const rateWindows = [
      { ...night, weekdays: [...night.weekdays], nameZh: '夜间' },
      { ...weekend, weekdays: [...weekend.weekdays], nameZh: '周末' },
    ]
    expect(tariffProblems(ratesOf(tariffInputOf('i1', { ...values, rateWindows })))).toEqual([])
  })

  test('weekdays are told in runs', () => {
    expect(weekdayRuns([7, 1, 2, 3])).toEqual([
      { from: 1, to: 3 },
      { from: 7, to: 7 },
    ])
  })
})
