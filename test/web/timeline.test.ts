/** The timeline's arithmetic: days and hours on the axis, places, free time, clicks and drags. */

import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { contains, HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import { axisOf, clicked, closedOn, dragged, marks, placeOn, stepped } from '../../web/timeline/lanes.ts'
import { timelineFilter, timelineSearch } from '../../web/timeline/timeline-search.ts'

const ZONE = 'Asia/Shanghai'
const at = (clock: string, day = '2026-11-23') => Date.parse(`${day}T${clock}:00+08:00`)
const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })
const POLICY = {
  durationMinutesMin: 30,
  durationMinutesMax: 240,
  stepMinutes: 30,
}

test('a week on the axis starts on Monday and asks for whole days', () => {
  const axis = axisOf('2026-11-25', 'week', 'work', ZONE)
  expect(axis.days.map((it) => it.date)).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
  ])
  expect(axis.whole).toEqual({ startsAt: at('00:00'), endsAt: at('00:00', '2026-11-30') })
  expect(axis.days[0]?.span).toEqual(span('08:00', '20:00'))
})

test('a whole day has 24 hours, and marks that do not crowd', () => {
  const axis = axisOf('2026-11-23', 'day', 'all', ZONE)
  expect(axis.days[0]?.span).toEqual({ startsAt: at('00:00'), endsAt: at('00:00', '2026-11-24') })
  expect(marks(axis)).toHaveLength(12)
  expect(marks(axisOf('2026-11-23', 'week', 'all', ZONE))).toEqual([0, 6, 12, 18])
})

test('steps by a day or by a week', () => {
  expect(stepped('2026-11-30', 'day', 1)).toBe('2026-12-01')
  expect(stepped('2026-11-25', 'week', -1)).toBe('2026-11-18')
})

const [day] = axisOf('2026-11-23', 'day', 'work', ZONE).days
if (!day) throw new Error('an axis has a day')

test('a span lies where its shown part is', () => {
  expect(placeOn(day, span('11:00', '14:00'))).toEqual({ left: 0.25, width: 0.25 })
  expect(placeOn(day, span('06:00', '09:12'))).toEqual({ left: 0, width: 0.1 })
  expect(placeOn(day, span('20:00', '22:00'))).toBeUndefined()
})

test('a click asks for two hours from the step before it', () => {
  expect(clicked(span('08:00', '18:00'), at('09:44'), POLICY)).toEqual(span('09:30', '11:30'))
  expect(clicked(span('08:00', '18:00'), at('17:50'), POLICY)).toEqual(span('17:30', '18:00'))
  expect(clicked(span('08:00', '18:00'), at('09:00'), { ...POLICY, durationMinutesMax: 60 })).toEqual(
    span('09:00', '10:00'),
  )
  expect(clicked(span('08:00', '18:00'), at('09:00'), { ...POLICY, durationMinutesMin: 180 })).toEqual(
    span('09:00', '12:00'),
  )
})

test('a drag asks for the steps it touches, forwards and backwards', () => {
  const free = span('08:00', '18:00')
  expect(dragged(free, [at('09:10'), at('10:40')], POLICY)).toEqual(span('09:00', '11:00'))
  expect(dragged(free, [at('10:40'), at('09:10')], POLICY)).toEqual(span('09:00', '11:00'))
  expect(dragged(free, [at('09:00'), at('17:00')], POLICY)).toEqual(span('09:00', '13:00'))
  expect(dragged(free, [at('17:00'), at('09:00')], POLICY)).toEqual(span('13:00', '17:00'))
})

test('what is asked for always lies in the free time and within the limits', () => {
  const moment = integer({ min: at('06:00') / MINUTE_MS, max: at('20:00') / MINUTE_MS }).map(
    (it) => it * MINUTE_MS,
  )
  assert(
    property(moment, moment, integer({ min: 1, max: 20 }), (from, to, halves) => {
      const free = { startsAt: at('08:00'), endsAt: at('08:00') + (halves * HOUR_MS) / 2 }
      for (const asked of [clicked(free, from, POLICY), dragged(free, [from, to], POLICY)]) {
        const minutes = (asked.endsAt - asked.startsAt) / MINUTE_MS
        expect(contains(free, asked)).toBe(true)
        expect(minutes).toBeGreaterThanOrEqual(POLICY.durationMinutesMin)
        expect(minutes).toBeLessThanOrEqual(POLICY.durationMinutesMax)
      }
    }),
  )
})

test('what is not open of the shown hours is closed', () => {
  expect(closedOn(day, [span('06:00', '08:00')])).toEqual([day.span])
  expect(closedOn(day, [span('06:00', '09:00'), span('14:00', '23:00')])).toEqual([span('09:00', '14:00')])
})

test('leaves out of a URL what the timeline does not know', () => {
  expect(timelineSearch({ day: '2026-11-23', view: 'month', hours: 'all', q: 'TEM', mine: 'yes' })).toEqual({
    day: '2026-11-23',
    hours: 'all',
    q: 'TEM',
  })
})

test('asks the API only for what was chosen', () => {
  expect(timelineFilter({ day: '2026-11-23', district: '150602', mine: 'only' })).toEqual({
    district: '150602',
    managedByMe: true,
  })
})
