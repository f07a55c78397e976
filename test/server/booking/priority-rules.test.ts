/** Hours that are kept for classes of users: where they lie on the clock, who is kept out, and until when. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priorityProblems, reservedFrom, reservedParts } from '../../../server/booking/rules/priority-time.ts'
import {
  type PriorityWindow,
  priorityWindowProblems,
} from '../../../server/catalog/rules/priority-windows.ts'
import type { UserClass } from '../../../server/institutions/rules.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { problemText } from '../../../server/kernel/problem.ts'

const ZONE = 'Asia/Shanghai'
/** Weekday mornings of the own people, open to all a day before. */
const MORNING: PriorityWindow = {
  weekdays: [1, 2, 3, 4, 5],
  startsAt: '08:00',
  endsAt: '12:00',
  userClasses: ['own'],
  releaseHours: 24,
  firstDay: null,
  lastDay: null,
}

/** A time of a day in 2026 in Ordos: 23 November is a Monday. */
const at = (day: string, time: string) => Date.parse(`2026-${day}T${time}:00+08:00`)
const span = (day: string, from: string, to: string): Interval => ({
  startsAt: at(day, from),
  endsAt: at(day, to),
})
const WEEK = { startsAt: at('11-23', '00:00'), endsAt: at('11-30', '00:00') }
const EARLY = at('11-01', '00:00')

function reserved(windows: readonly PriorityWindow[], userClass: UserClass | null, more: object = {}) {
  const asked = { during: WEEK, now: EARLY, zone: ZONE, ...more }
  return reservedFrom({ priorityWindows: windows, userClass }, asked.during, {
    now: asked.now,
    timeZone: asked.zone,
  })
}

describe('time that is kept', () => {
  test('is that of the weekdays, for everybody but whom it is kept for and the staff', () => {
    const mornings = ['11-23', '11-24', '11-25', '11-26', '11-27'].map((it) => span(it, '08:00', '12:00'))
    for (const it of ['academic', 'enterprise', 'individual', null] as const) {
      expect(reserved([MORNING], it)).toEqual(mornings)
    }
    expect(reserved([MORNING], 'own')).toEqual([])
    expect(reserved([MORNING], 'staff')).toEqual([])
  })

  test.each([
    ['a minute before', at('11-24', '07:59'), ['11-25', '11-26', '11-27']],
    ['at the very moment', at('11-24', '08:00'), ['11-26', '11-27']],
  ])('is open to all so long before it begins: %s', (_name, now, left) => {
    expect(reserved([MORNING], 'academic', { now })).toEqual(left.map((it) => span(it, '08:00', '12:00')))
  })

  test('is never open where the window does not say so', () => {
    const always = { ...MORNING, releaseHours: null, weekdays: [1] }
    const now = at('11-23', '09:00')
    expect(reserved([always], 'individual', { now })).toEqual([span('11-23', '08:00', '12:00')])
  })

  test('may reach over midnight, and to it', () => {
    const night = { ...MORNING, weekdays: [7], startsAt: '22:00', endsAt: '06:00' }
    expect(reserved([night], 'own')).toEqual([])
    expect(reserved([night], 'academic')).toEqual([
      // That of the Sunday before, and the beginning of the last one.
      span('11-23', '00:00', '06:00'),
      { startsAt: at('11-29', '22:00'), endsAt: WEEK.endsAt },
    ])
    const evening = { ...MORNING, weekdays: [1], startsAt: '18:00', endsAt: '24:00' }
    expect(reserved([evening], 'academic')).toEqual([
      { startsAt: at('11-23', '18:00'), endsAt: at('11-24', '00:00') },
    ])
  })

  test('begins on its first day and ends with its last', () => {
    const some = { ...MORNING, firstDay: '2026-11-24', lastDay: '2026-11-25' }
    expect(reserved([some], null)).toEqual(['11-24', '11-25'].map((it) => span(it, '08:00', '12:00')))
  })

  test('belongs, where windows meet, to all whom one of them names', () => {
    const firms: PriorityWindow = {
      ...MORNING,
      startsAt: '11:00',
      endsAt: '14:00',
      userClasses: ['enterprise'],
    }
    const monday = { during: { startsAt: at('11-23', '00:00'), endsAt: at('11-24', '00:00') } }
    expect(reserved([MORNING, firms], 'own', monday)).toEqual([span('11-23', '12:00', '14:00')])
    expect(reserved([MORNING, firms], 'enterprise', monday)).toEqual([span('11-23', '08:00', '11:00')])
    const parts = reservedParts(
      { priorityWindows: [MORNING, firms], userClass: 'individual' },
      monday.during,
      {
        now: EARLY,
        timeZone: ZONE,
      },
    )
    expect(parts.map(({ userClasses, ...it }) => [it.startsAt, it.endsAt, userClasses])).toEqual([
      [at('11-23', '08:00'), at('11-23', '11:00'), ['own']],
      [at('11-23', '11:00'), at('11-23', '12:00'), ['own', 'enterprise']],
      [at('11-23', '12:00'), at('11-23', '14:00'), ['enterprise']],
    ])
  })

  test('follows the clock where it changes', () => {
    // Berlin: on 29 March the hour from 2 to 3 is left out, on 25 October it comes twice.
    const night = { ...MORNING, weekdays: [7], startsAt: '01:00', endsAt: '04:00' }
    const hours = (day: string) => {
      const from = Date.parse(`${day}T00:00:00Z`) - 2 * HOUR_MS
      const during = { startsAt: from, endsAt: from + DAY_MS }
      const [only] = reserved([night], null, { during, zone: 'Europe/Berlin', now: 0 })
      return only && (only.endsAt - only.startsAt) / HOUR_MS
    }
    expect([hours('2026-03-22'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([3, 2, 4])
  })

  test('minute by minute is what the windows say', () => {
    const window = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      startsAt: fc.constantFrom('00:00', '08:00', '20:30'),
      endsAt: fc.constantFrom('06:00', '12:00', '24:00'),
      userClasses: fc.constantFrom<UserClass[]>(['own'], ['academic'], ['own', 'enterprise']),
      releaseHours: fc.constantFrom(null, 0, 24, 72),
      firstDay: fc.constantFrom(null, '2026-11-25'),
      lastDay: fc.constantFrom(null, '2026-11-27'),
    })
    const own = fc.constantFrom<UserClass | null>('own', 'academic', 'enterprise', 'individual', null)
    const minute = fc.integer({ min: 0, max: 7 * 1440 - 1 })
    fc.assert(
      fc.property(
        fc.array(window, { maxLength: 4 }),
        own,
        minute,
        minute,
        (windows, userClass, now, tried) => {
          const clock = { now: WEEK.startsAt + now * MINUTE_MS, zone: ZONE }
          const moment = WEEK.startsAt + tried * MINUTE_MS
          const isReserved = reserved(windows, userClass, clock).some(
            (it) => it.startsAt <= moment && moment < it.endsAt,
          )
          expect(isReserved).toBe(isKept(windows, userClass, { now: clock.now, moment }))
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** The same by asking every window of that minute. Ordos has no clock changes. */
function isKept(
  windows: readonly PriorityWindow[],
  userClass: UserClass | null,
  { now, moment }: { readonly now: number; readonly moment: number },
): boolean {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const covering = windows.filter((it) =>
    [0, 1].some((before) => {
      const day = new Date(moment + 8 * HOUR_MS - before * DAY_MS).toISOString().slice(0, 10)
      const midnight = Date.parse(`${day}T00:00:00+08:00`)
      const from = minutes(it.startsAt)
      const to = minutes(it.endsAt) > from ? minutes(it.endsAt) : minutes(it.endsAt) + 1440
      const begins = midnight + from * MINUTE_MS
      return (
        it.weekdays.includes(new Date(`${day}T00:00:00Z`).getUTCDay() || 7) &&
        (it.firstDay === null || it.firstDay <= day) &&
        (it.lastDay === null || day <= it.lastDay) &&
        begins <= moment &&
        moment < midnight + to * MINUTE_MS &&
        (it.releaseHours === null || now < begins - it.releaseHours * HOUR_MS)
      )
    }),
  )
  return (
    covering.length > 0 && !covering.some((it) => userClass !== null && it.userClasses.includes(userClass))
  )
}

test('a span that reaches into it is refused once, with for whom and until when', () => {
  const terms = { priorityWindows: [MORNING], userClass: 'academic' as const }
  const twoDays = { startsAt: at('11-24', '11:00'), endsAt: at('11-25', '09:00') }
  const [only, ...more] = priorityProblems(twoDays, terms, { now: EARLY, timeZone: ZONE })
  expect(more).toEqual([])
  expect(only && problemText(only, 'zh-CN')).toBe(
    '该时段优先留给本单位人员，2026-11-24 08:00 起对所有人开放。',
  )
  expect(only && problemText(only, 'en')).toBe(
    'This time is kept for people of its institution, and open to all from 2026-11-24 08:00 on.',
  )
  const always = { ...terms, priorityWindows: [{ ...MORNING, releaseHours: null }] }
  const [never] = priorityProblems(twoDays, always, { now: EARLY, timeZone: ZONE })
  expect(never && problemText(never, 'zh-CN')).toBe('该时段优先留给本单位人员。')
  const beside = span('11-24', '12:00', '13:00')
  expect(priorityProblems(beside, terms, { now: EARLY, timeZone: ZONE })).toEqual([])
})

test.each<[string, Partial<PriorityWindow>]>([
  ['no weekday', { weekdays: [] }],
  ['a weekday that there is not', { weekdays: [0] }],
  ['a time that is none', { startsAt: '8:00' }],
  ['a start at the end of a day', { startsAt: '24:00' }],
  ['nobody', { userClasses: [] }],
  ['part of an hour', { releaseHours: 1.5 }],
  ['more than a year', { releaseHours: 8_785 }],
  ['days in the wrong order', { firstDay: '2026-02-01', lastDay: '2026-01-01' }],
  ['a day that is none', { firstDay: '2026-02-30' }],
])('a window with %s is refused by its number', (_name, wrong) => {
  expect(priorityWindowProblems([MORNING, { ...MORNING, ...wrong }])).toMatchObject([
    { code: 'INPUT_INVALID', params: { field: 'priorityWindows[1]' } },
  ])
})

test('more than thirty windows are refused', () => {
  const field = 'priorityWindows'
  expect(priorityWindowProblems(Array.from({ length: 31 }, () => MORNING))).toMatchObject([
    { code: 'INPUT_INVALID', params: { field } },
  ])
  expect(priorityWindowProblems(Array.from({ length: 30 }, () => MORNING))).toEqual([])
})
