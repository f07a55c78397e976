/** Who is told what of a change, and how many streams one may hold. */

import { describe, expect, test } from 'vitest'
import { liveLimits } from '../../../server/booking/http/live-limits.ts'
import { type CalendarChange, newsFor } from '../../../server/booking/rules/live.ts'
import { type Viewer } from '../../../server/identity/rules.ts'
import { viewerOf } from '../../support/world.ts'

const VIEWERS = {
  nobody: null,
  ada: viewerOf('ada', { role: 'researcher', institutionId: 'firm' }),
  'a token of ada without the scope to read': { ...viewerOf('ada'), scopes: ['book'] },
  bob: viewerOf('bob', { role: 'researcher', institutionId: 'firm' }),
  keeper: viewerOf('keeper', { role: 'keeper', institutionId: 'lab' }),
  stranger: viewerOf('stranger', { role: 'keeper', institutionId: 'firm' }),
  auditor: viewerOf('auditor', { role: 'auditor', institutionId: null }),
} satisfies Record<string, Viewer | null>

const SHARED: CalendarChange = { instrumentId: 'sem', institutionId: 'lab', isPublic: true, personId: 'ada' }
const HIDDEN: CalendarChange = { ...SHARED, isPublic: false }
const MAINTENANCE: CalendarChange = { ...HIDDEN, personId: null }
const told = (mine: boolean, desk: boolean) => ({ instruments: ['sem'], mine, desk })

describe('of a change', () => {
  test.each<[keyof typeof VIEWERS, CalendarChange, ReturnType<typeof newsFor>]>([
    ['nobody', SHARED, told(false, false)],
    ['nobody', HIDDEN, null],
    ['nobody', MAINTENANCE, null],
    ['ada', SHARED, told(true, false)],
    ['ada', HIDDEN, told(true, false)],
    ['ada', MAINTENANCE, null],
    ['a token of ada without the scope to read', SHARED, told(false, false)],
    ['a token of ada without the scope to read', HIDDEN, null],
    ['bob', SHARED, told(false, false)],
    ['bob', HIDDEN, null],
    ['keeper', SHARED, told(false, true)],
    ['keeper', MAINTENANCE, told(false, true)],
    ['stranger', SHARED, told(false, false)],
    ['stranger', MAINTENANCE, null],
    ['auditor', MAINTENANCE, told(false, true)],
  ])('%s, about %o, hears %o', (who, change, news) => {
    expect(newsFor(VIEWERS[who], [change])).toEqual(news)
  })

  test('names each instrument once', () => {
    expect(newsFor(null, [SHARED, SHARED, HIDDEN, { ...SHARED, instrumentId: 'tem' }])).toEqual({
      instruments: ['sem', 'tem'],
      mine: false,
      desk: false,
    })
  })

  test('names no more instruments than a timeline shows', () => {
    const changes = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ ...SHARED, instrumentId: `i${i}` }))
    expect(newsFor(null, changes(200))).toHaveProperty('instruments')
    expect(newsFor(null, changes(201))).toEqual({ all: true })
  })
})

describe('streams', () => {
  const ada = { key: 'person ada', isPerson: true }

  test('may be opened sixty times a minute by one person, and again in the next', () => {
    const clock = { now: 0 }
    const limits = liveLimits(() => clock.now)
    for (let i = 0; i < 60; i += 1) {
      expect(limits.enter(ada)).toBeUndefined()
      limits.leave(ada)
    }
    clock.now = 20_000
    expect(limits.enter(ada)).toEqual({ status: 429, retrySeconds: 40 })
    expect(limits.enter({ key: 'person bob', isPerson: true })).toBeUndefined()
    clock.now = 60_000
    expect(limits.enter(ada)).toBeUndefined()
  })

  test('are bounded by person, by address and in all', () => {
    const limits = liveLimits(() => 0)
    const opened = (count: number, seat: (n: number) => typeof ada) =>
      Array.from({ length: count }, (_, n) => limits.enter(seat(n))).filter((it) => it === undefined).length
    expect(opened(20, () => ada)).toBe(12)
    expect(opened(500, () => ({ key: 'address 10.0.0.1', isPerson: false }))).toBe(400)
    expect(opened(6_000, (n) => ({ key: `person ${n}`, isPerson: true }))).toBe(5_000 - 412)
    expect(limits.enter({ key: 'person late', isPerson: true })).toEqual({ status: 503, retrySeconds: 30 })
    limits.leave(ada)
    expect(limits.enter({ key: 'person late', isPerson: true })).toBeUndefined()
  })

  test('are all free once everybody has left', () => {
    const limits = liveLimits(() => 0)
    expect(limits.areAllFree()).toBe(true)
    limits.enter(ada)
    expect(limits.areAllFree()).toBe(false)
    limits.leave(ada)
    expect(limits.areAllFree()).toBe(true)
  })
})
