/** What the waiting form sends, and how the time left to answer an offer is written. */

import { describe, expect, test } from 'vitest'
import {
  isWholeWindow,
  lengthsOf,
  timeLeft,
  WEEK,
  windowDays,
  wishInput,
  wishOf,
} from '../../web/waiting/wish.ts'

const ZONE = 'Asia/Shanghai'

/** The moment of a wall-clock time in Ordos on a day of November 2026. */
function at(time: string, day = 23): number {
  return Date.parse(`2026-11-${day}T${time}:00+08:00`)
}

const span = { startsAt: at('10:00', 25), endsAt: at('12:00', 25) }
const asked = { span, purpose: '形貌', zone: ZONE, now: at('09:00'), minutesMin: 30 }
const where = { instrumentId: 'sem', span, zone: ZONE, now: at('09:00'), minutesMin: 30 }

describe('the form', () => {
  test('opens around the span that is taken', () => {
    expect(wishOf(asked)).toEqual({
      mode: 'exact',
      fromDay: '2026-11-25',
      untilDay: '2026-12-01',
      lengthMinutes: 120,
      weekdays: WEEK,
      dayFrom: '00:00',
      dayUntil: '24:00',
      purpose: '形貌',
    })
  })

  test('opens for the coming week where no span was chosen', () => {
    expect(wishOf({ ...asked, span: undefined })).toMatchObject({
      mode: 'notice',
      fromDay: '2026-11-23',
      untilDay: '2026-11-29',
      lengthMinutes: 60,
    })
  })

  test('sends the very span', () => {
    expect(wishInput(wishOf(asked), where)).toEqual({
      instrumentId: 'sem',
      startsAt: '2026-11-25T02:00:00.000Z',
      endsAt: '2026-11-25T04:00:00.000Z',
      purpose: '形貌',
    })
  })

  test('sends a window of whole days, which begins now where it begins today', () => {
    const form = { ...wishOf(asked), mode: 'window' as const, fromDay: '2026-11-23', untilDay: '2026-11-24' }
    expect(wishInput({ ...form, weekdays: [1, 2], dayFrom: '08:00' }, where)).toEqual({
      instrumentId: 'sem',
      startsAt: '2026-11-23T01:00:00.000Z',
      endsAt: '2026-11-24T16:00:00.000Z',
      weekdays: [1, 2],
      dayFrom: '08:00',
      dayUntil: '24:00',
      wants: 'OFFER',
      lengthMinutes: 120,
      purpose: '形貌',
    })
    expect(wishInput({ ...form, mode: 'notice' }, where)).toMatchObject({
      wants: 'NOTICE',
      lengthMinutes: 30,
      purpose: '',
    })
  })

  test('offers every step up to four hours, then every hour', () => {
    const policy = { durationMinutesMin: 60, durationMinutesMax: 360, stepMinutes: 30 }
    expect(lengthsOf(policy)).toEqual([60, 90, 120, 150, 180, 210, 240, 300, 360])
  })
})

test.each([
  [30 * 60, '30:00'],
  [61, '01:01'],
  [1, '00:01'],
  [2 * 3600 + 5 * 60, '2 h 05 min'],
  [0, undefined],
  [-5, undefined],
])('%i seconds before the end the time left is %s', (seconds, text) => {
  const expiresAt = new Date(at('10:00')).toISOString()
  expect(timeLeft(expiresAt, at('10:00') - seconds * 1000)).toBe(text)
})

test('a window ends on the day before midnight', () => {
  const window = { startsAt: '2026-11-22T16:00:00.000Z', endsAt: '2026-11-24T16:00:00.000Z' }
  expect(windowDays(window, ZONE)).toEqual({ from: '2026-11-23', until: '2026-11-24' })
  expect(isWholeWindow({ ...window, lengthMinutes: 60 })).toBe(false)
  expect(isWholeWindow({ ...window, lengthMinutes: 2880 })).toBe(true)
})
