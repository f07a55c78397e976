/** The walk over flat spans finds what the algebra of intervals finds. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  firstEndingAfter,
  firstFit,
  flatSpans,
  midnightsAround,
  NEVER,
} from '../../../server/booking/rules/first-fit.ts'
import { bookableTime, freeIntervals, nextOnGrid } from '../../../server/booking/rules/free-time.ts'
import { fullTime } from '../../../server/booking/rules/lanes.ts'
import {
  earliestStart,
  type SlotInstrument,
  type SlotQuestion,
  slotTerms,
} from '../../../server/booking/rules/time-search.ts'
import { EMPTY_INSTRUMENT_LAYER, EMPTY_LAYER } from '../../../server/catalog/rules/policy-layers.ts'
import { plainGrid } from '../../../server/catalog/rules/slots.ts'
import { DAY_MS, HOUR_MS, type Interval, mergeIntervals, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { policyWith } from '../../support/bookings.ts'
import { NEW_YEAR } from '../../support/world.ts'

/** Clocks go forward on 2026-03-29 in Berlin and on 2026-10-04 by half an hour on Lord Howe; never in Shanghai. */
const ZONES = [
  { timeZone: 'Asia/Shanghai', from: NEW_YEAR },
  { timeZone: 'Europe/Berlin', from: Date.UTC(2026, 2, 28) },
  { timeZone: 'Europe/Berlin', from: Date.UTC(2026, 9, 24) },
  { timeZone: 'Australia/Lord_Howe', from: Date.UTC(2026, 9, 3) },
]

const QUARTER_MS = 15 * MINUTE_MS

/** A span of up to `max` quarters within four days. */
const spanOf = (max: number) =>
  fc
    .tuple(fc.integer({ min: -20, max: 4 * 96 }), fc.integer({ min: 1, max }))
    .map(([from, length]) => ({ startsAt: from * QUARTER_MS, endsAt: (from + length) * QUARTER_MS }))

const spans = (max: number) => fc.array(spanOf(max), { maxLength: 12 })
const stepMs = fc.constantFrom(5, 30, 60, 120, 360).map((it) => it * MINUTE_MS)

function at(from: number, all: readonly Interval[]): readonly Interval[] {
  return mergeIntervals(all.map((it) => ({ startsAt: from + it.startsAt, endsAt: from + it.endsAt })))
}

describe('the first fit', () => {
  test('is the first bookable start of free time, in any zone, around any clock change', () => {
    const world = fc.record({
      zone: fc.constantFrom(...ZONES),
      open: spans(96),
      taken: spans(40),
      stepMs,
      steps: fc.integer({ min: 1, max: 8 }),
      turnaroundMs: fc.constantFrom(0, 30 * MINUTE_MS, HOUR_MS),
      noticeMsMin: fc.constantFrom(0, 7 * HOUR_MS),
      horizonMs: fc.constantFrom(2 * DAY_MS, 30 * DAY_MS),
    })
    fc.assert(
      fc.property(world, ({ zone: { timeZone, from }, ...it }) => {
        const open = at(from, it.open)
        const taken = at(from, it.taken)
        const policy = policyWith({ ...it, durationMsMin: it.steps * it.stepMs })
        const free = freeIntervals(
          open,
          taken.map((span) => ({ ...span, blockedUntil: span.endsAt })),
          it.turnaroundMs,
        )
        const [expected] = bookableTime(free, { policy, timeZone }, from)
        const during = { startsAt: from, endsAt: from + 8 * DAY_MS }
        const found = firstFit(flatSpans(open), flatSpans(taken), {
          from: from + it.noticeMsMin,
          until: from + it.horizonMs,
          lengthMs: policy.durationMsMin,
          turnaroundMs: it.turnaroundMs,
          grid: { from: midnightsAround(during, timeZone), alignMs: it.stepMs },
        })
        expect(found).toBe(expected?.startsAt ?? NEVER)
      }),
      { numRuns: 500 },
    )
  })

  test('starts on a grid that begins anew at each midnight, also on a day without its last hour', () => {
    const eve = Date.UTC(2026, 2, 28, 23)
    const late = eve + 22 * HOUR_MS + MINUTE_MS
    expect(nextOnGrid(late, plainGrid(2 * HOUR_MS), 'Europe/Berlin')).toBe(eve + 23 * HOUR_MS)
  })

  test('with several lanes is where one is left, and none where a part is taken', () => {
    const lane = (id: string, taken: readonly Interval[]) => unit(id, at(NEW_YEAR, taken))
    const world = fc.record({ lanes: fc.array(spans(30), { minLength: 2, maxLength: 3 }), part: spans(10) })
    fc.assert(
      fc.property(world, ({ lanes, part }) => {
        const instrument = instrumentWith(
          lanes.map((it, i) => lane(`l${i}`, it)),
          [lane('p', part)],
        )
        const seats = [
          ...lanes.flatMap((it) => at(NEW_YEAR, it)).map((it) => ({ ...it, seats: 1 })),
          ...at(NEW_YEAR, part).map((it) => ({ ...it, seats: 3 })),
        ]
        const full = fullTime(seats, lanes.length)
        const during = { startsAt: NEW_YEAR, endsAt: NEW_YEAR + 5 * DAY_MS }
        const question = asked(during)
        const found = earliestStart(question)(instrument)
        const free = freeIntervals(
          [during],
          full.map((it) => ({ ...it, blockedUntil: it.endsAt })),
          0,
        )
        const terms = { policy: policyWith({ durationMsMin: HOUR_MS }), timeZone: 'Asia/Shanghai' }
        const [first] = bookableTime(free, terms, NEW_YEAR)
        expect(found?.startsAt).toBe(first?.startsAt)
      }),
    )
  })

  test('is none where the length is not allowed, and later where somebody stays beyond his time', () => {
    const instrument = instrumentWith([unit('l')], [])
    const during = { startsAt: NEW_YEAR, endsAt: NEW_YEAR + DAY_MS }
    const question = asked(during)
    const soon = { startsAt: NEW_YEAR + 30 * MINUTE_MS, endsAt: NEW_YEAR + 90 * MINUTE_MS }
    expect(earliestStart({ ...question, lengthMs: 9 * HOUR_MS })(instrument)).toBeUndefined()
    expect(earliestStart({ ...question, lengthMs: 45 * MINUTE_MS })(instrument)).toBeUndefined()
    const stays = (id: string) => new Map([[id, [{ id: 'b', held: new Map() }]]])
    expect(earliestStart({ ...question, stays: stays('l') })(instrument)).toEqual(soon)
    expect(earliestStart({ ...question, stays: stays('x') })(instrument)?.startsAt).toBe(NEW_YEAR)
  })

  test('looks only from the first span on that ends after a moment', () => {
    const flat = flatSpans([
      { startsAt: 0, endsAt: 10 },
      { startsAt: 10, endsAt: 20 },
      { startsAt: 30, endsAt: 40 },
    ])
    expect([-1, 9, 10, 25, 40].map((it) => firstEndingAfter(flat, it))).toEqual([0, 0, 2, 4, 6])
  })
})

function unit(id: string, taken: readonly Interval[] = []) {
  const flat = flatSpans(taken)
  return { id, spans: flat, busy: flat }
}

/** An hour, by whomever. */
function asked(during: Interval): SlotQuestion {
  const layers = { city: EMPTY_LAYER, ofInstitution: () => EMPTY_LAYER }
  return {
    now: NEW_YEAR,
    during,
    lengthMs: HOUR_MS,
    wishes: {},
    days: [],
    stays: new Map(),
    held: new Map(),
    attendanceAt: () => undefined,
    termsAt: slotTerms(layers, () => null),
    hasNoLeads: () => false,
  }
}

function instrumentWith(lanes: SlotInstrument['lanes'], parts: SlotInstrument['parts']): SlotInstrument {
  const timeZone = 'Asia/Shanghai'
  const policy = policyWith({})
  const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' }))
  return {
    id: 'i',
    nameZh: '仪器',
    categoryCode: '010000',
    district: '150602',
    institutionId: 'lab',
    state: 'approved',
    shareMode: 'external',
    runStatus: 'normal',
    timeZone,
    policy,
    rules: { institutionId: 'lab', timeZone, policy, layer: EMPTY_INSTRUMENT_LAYER },
    lanes,
    parts,
    timetable: {
      key: 'k',
      timeZone,
      hours: [{ validFrom: '2020-01-01', windows, closedOnHolidays: false }],
    },
  }
}
