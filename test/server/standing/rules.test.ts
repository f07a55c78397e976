/** Tables of what qualifies, what lapses, what costs points, what follows, and who may decide. */

import { assert, integer, nat, property, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { appealDecisionProblems, appealProblems } from '../../../server/standing/rules/appeals.ts'
import {
  adjustmentProblems,
  causesOf,
  CONDUCT,
  fallenTo,
  LEVEL_RULES,
  levelOf,
  pointsAbove,
  pointsOf,
  scopeOf,
} from '../../../server/standing/rules/conduct.ts'
import {
  lapseAt,
  qualificationState,
  requirementProblems,
  WARNING_MS,
} from '../../../server/standing/rules/qualifications.ts'
import { restrictionProblems, restrictionState } from '../../../server/standing/rules/restrictions.ts'
import { type StandingFacts, standingProblems } from '../../../server/standing/rules/standing.ts'
import {
  enrolmentProblems,
  freeSeat,
  outcomeOf,
  resultProblems,
  sessionProblems,
} from '../../../server/standing/rules/training.ts'
import { NEW_YEAR } from '../../support/world.ts'

const now = NEW_YEAR
const codesOf = (problems: readonly { readonly code: string }[]) => problems.map((it) => it.code)

describe('a qualification', () => {
  test.each([
    ['never without a requirement', null, null, null],
    ['never where neither is limited', { validDays: null, disuseDays: null }, null, null],
    ['by date', { validDays: 30, disuseDays: null }, null, 30],
    ['by date, whatever it is used', { validDays: 30, disuseDays: null }, 20, 30],
    ['by disuse from the grant on', { validDays: null, disuseDays: 10 }, null, 10],
    ['by disuse from the last use on', { validDays: null, disuseDays: 10 }, 5, 15],
    ['by whichever comes first: disuse', { validDays: 30, disuseDays: 10 }, 5, 15],
    ['by whichever comes first: date', { validDays: 30, disuseDays: 10 }, 25, 30],
  ] as const)('lapses %s', (_how, requirement, usedAfterDays, lapsesAfterDays) => {
    const lastUsedAt = usedAfterDays === null ? null : now + usedAfterDays * DAY_MS
    const expected = lapsesAfterDays === null ? null : now + lapsesAfterDays * DAY_MS
    expect(lapseAt({ grantedAt: now, lastUsedAt }, requirement)).toBe(expected)
  })

  test.each([
    ['valid', null, 'valid'],
    ['valid', WARNING_MS + 1, 'valid'],
    ['expiring', WARNING_MS, 'expiring'],
    ['expiring', 1, 'expiring'],
    ['expired', 0, 'expired'],
    ['expired', -1, 'expired'],
  ] as const)('is %s with %s ms to go', (_word, leftMs, state) => {
    const expiresAt = leftMs === null ? null : now + leftMs
    expect(qualificationState({ endedAt: null, expiresAt }, now)).toBe(state)
    expect(qualificationState({ endedAt: now, expiresAt }, now)).toBe('ended')
  })

  test.each([0, -1, 1.5, 3_651, Number.NaN])('cannot be made to lapse after %s days', (days) => {
    expect(codesOf(requirementProblems({ validDays: days, disuseDays: null }))).toEqual([
      'REQUIREMENT_DAYS_INVALID',
    ])
    expect(codesOf(requirementProblems({ validDays: null, disuseDays: days }))).toEqual([
      'REQUIREMENT_DAYS_INVALID',
    ])
  })
})

describe('whether a person may', () => {
  const facts: StandingFacts = {
    instrumentId: 'sem',
    isRequired: true,
    qualification: { id: 'q', expiresAt: null },
    isStaff: false,
    restrictions: [],
  }
  const startsAt = now + 5 * DAY_MS
  const ask = (more: Partial<StandingFacts>) =>
    codesOf(standingProblems({ ...facts, ...more }, { now, startsAt, timeZone: 'Asia/Shanghai' }))
  const lapsing = (days: number) => ({ qualification: { id: 'q', expiresAt: now + days * DAY_MS } })
  const barred = (fromDays: number, toDays: number, scope: 'instrument' | 'platform' = 'instrument') => ({
    id: `r${fromDays}`,
    scope,
    reason: '样品污染',
    startsAt: now + fromDays * DAY_MS,
    endsAt: now + toDays * DAY_MS,
  })

  test.each<[string, Partial<StandingFacts>, readonly string[]]>([
    ['is qualified', {}, []],
    ['needs no qualification', { isRequired: false, qualification: undefined }, []],
    ['is none', { qualification: undefined }, ['QUALIFICATION_MISSING']],
    ['keeps the instrument himself', { qualification: undefined, isStaff: true }, []],
    ['lapsed before now', lapsing(-1), ['QUALIFICATION_EXPIRED']],
    ['lapses this moment', lapsing(0), ['QUALIFICATION_EXPIRED']],
    ['lapses before the start', lapsing(4), ['QUALIFICATION_LAPSES']],
    ['lapses at the start', lapsing(5), ['QUALIFICATION_LAPSES']],
    ['lapses after the start', lapsing(6), []],
    ['is barred now, not at the start', { restrictions: [barred(-1, 1)] }, ['RESTRICTED_ON_INSTRUMENT']],
    ['is barred at the start, not now', { restrictions: [barred(4, 6)] }, ['RESTRICTED_ON_INSTRUMENT']],
    ['is barred between the two', { restrictions: [barred(1, 4)] }, []],
    ['is barred until this moment', { restrictions: [barred(-2, 0)] }, []],
    [
      'has every reason against him',
      { qualification: undefined, restrictions: [barred(-1, 9, 'platform'), barred(-2, 9)] },
      ['RESTRICTED_ON_PLATFORM', 'RESTRICTED_ON_INSTRUMENT', 'QUALIFICATION_MISSING'],
    ],
    [
      'keeps it, and is barred all the same',
      { isStaff: true, qualification: undefined, restrictions: [barred(-1, 9)] },
      ['RESTRICTED_ON_INSTRUMENT'],
    ],
  ])('who %s', (_who, more, expected) => {
    expect(ask(more)).toEqual(expected)
  })

  test('a refusal says until when, in the time of the instrument, why, and what it is about', () => {
    const asked = { now, startsAt, timeZone: 'Asia/Shanghai' }
    const [restricted, lapses] = standingProblems(
      { ...facts, ...lapsing(1), restrictions: [barred(-1, 9)] },
      asked,
    )
    expect(restricted).toMatchObject({
      refs: ['r-1'],
      params: { until: '2026-01-10 08:00', reason: '样品污染' },
    })
    expect(lapses).toMatchObject({ refs: ['sem', 'q'], params: { until: '2026-01-02 08:00' } })
  })
})

describe('a training', () => {
  const session = {
    id: 's',
    startsAt: now + DAY_MS,
    endsAt: now + DAY_MS + HOUR_MS,
    place: '101',
    seats: 2,
    passMark: 60,
    cancelledAt: null,
  }

  test.each([
    ['in the past', { startsAt: now }, ['TRAINING_SPAN_INVALID']],
    ['backwards', { endsAt: session.startsAt }, ['TRAINING_SPAN_INVALID']],
    ['longer than a day', { endsAt: session.startsAt + DAY_MS + 1 }, ['TRAINING_SPAN_INVALID']],
    [
      'nowhere, for nobody, passed by nobody',
      { place: ' ', seats: 0, passMark: 101 },
      ['INPUT_INVALID', 'INPUT_INVALID', 'INPUT_INVALID'],
    ],
    ['as it should be', {}, []],
  ] as const)('%s', (_how, more, expected) => {
    expect(codesOf(sessionProblems({ ...session, ...more }, now))).toEqual(expected)
  })

  test.each([
    ['with a seat left', {}, { taken: [1], own: undefined }, []],
    ['when one withdrew before', {}, { taken: [1], own: 'withdrawn' }, []],
    ['when full', {}, { taken: [1, 2], own: undefined }, ['TRAINING_FULL']],
    ['twice', {}, { taken: [1, 2], own: 'enrolled' }, ['TRAINING_ENROLLED']],
    ['when it was called off', { cancelledAt: now }, { taken: [], own: undefined }, ['TRAINING_CANCELLED']],
    ['when it has begun', { startsAt: now }, { taken: [], own: undefined }, ['TRAINING_STARTED']],
  ] as const)('is entered %s', (_when, more, facts, expected) => {
    expect(codesOf(enrolmentProblems({ ...session, ...more }, { now, ...facts }))).toEqual(expected)
  })

  test('gives the lowest free seat', () => {
    assert(
      property(uniqueArray(integer({ min: 1, max: 30 })), (taken) => {
        const seat = freeSeat(taken)
        expect(taken).not.toContain(seat)
        for (let lower = 1; lower < seat; lower += 1) expect(taken).toContain(lower)
      }),
    )
  })

  test.each([
    [true, 60, 'passed', []],
    [true, 59, 'failed', []],
    [false, null, 'absent', []],
    [true, null, 'absent', ['TRAINING_SCORE_INVALID']],
    [false, 80, 'absent', ['TRAINING_SCORE_INVALID']],
    [true, 100.5, 'passed', ['TRAINING_SCORE_INVALID']],
  ] as const)('attended %s with score %s is %s', (attended, score, outcome, expected) => {
    const begun = { ...session, startsAt: now }
    const result = { attended, score }
    expect(codesOf(resultProblems(begun, { id: 'e', state: 'enrolled' }, { now, ...result }))).toEqual(
      expected,
    )
    expect(outcomeOf(result, session.passMark)).toBe(outcome)
  })

  test('has no result before it begins, nor for who withdrew, nor when it was called off', () => {
    const result = { now, attended: true, score: 80 }
    const before = resultProblems({ ...session, cancelledAt: now }, { id: 'e', state: 'withdrawn' }, result)
    expect(codesOf(before)).toEqual(['TRAINING_CANCELLED', 'ENROLMENT_NOT_OPEN', 'TRAINING_NOT_STARTED'])
  })
})

describe('conduct points', () => {
  test.each([
    [0, 0, 100],
    [5, 0, 105],
    [500, 0, 120],
    [500, -30, 90],
    [0, -10, 90],
    [0, -500, 0],
    [0, 500, 120],
  ])('with %i earned and %i otherwise are %i', (earned, other, points) => {
    expect(pointsOf({ earned, other })).toBe(points)
  })

  test('stay between the bounds, and never rise by losing', () => {
    const sum = integer({ min: -1_000, max: 1_000 })
    assert(
      property(nat(1_000), sum, nat(100), (earned, other, lost) => {
        const points = pointsOf({ earned, other })
        expect(points).toBeGreaterThanOrEqual(CONDUCT.minPoints)
        expect(points).toBeLessThanOrEqual(CONDUCT.maxPoints)
        expect(pointsOf({ earned, other: other - lost })).toBeLessThanOrEqual(points)
      }),
    )
  })

  test.each([
    [120, 'excellent'],
    [110, 'excellent'],
    [109, 'good'],
    [80, 'good'],
    [79, 'watch'],
    [60, 'watch'],
    [59, 'poor'],
    [39, 'bad'],
    [19, 'barred'],
    [0, 'barred'],
  ] as const)('%i is %s', (points, level) => {
    expect(levelOf(points).level).toBe(level)
  })

  test('the levels cover every number of points once, from best to worst', () => {
    const froms = LEVEL_RULES.map((it) => it.fromPoints)
    expect(froms).toEqual(froms.toSorted((a, b) => b - a))
    expect(froms.at(-1)).toBe(CONDUCT.minPoints)
  })

  test.each([
    ['a fall within a level', 75, 65, undefined],
    ['a fall into the next', 62, 52, 'poor'],
    ['a fall over a level', 62, 12, 'barred'],
    ['a rise', 52, 62, undefined],
    ['nothing', 52, 52, undefined],
  ] as const)('%s brings what its level brings', (_what, before, after, level) => {
    expect(fallenTo(before, after)?.level).toBe(level)
  })

  test('a restriction by points falls away with the level above', () => {
    expect(LEVEL_RULES.map(pointsAbove)).toEqual([120, 110, 80, 60, 40, 20])
  })

  test.each([
    ['instrument', 'sem', 'lab', 'instrument'],
    ['instrument', null, 'lab', 'institution'],
    ['instrument', null, null, 'platform'],
    ['institution', 'sem', 'lab', 'institution'],
    ['institution', null, null, 'platform'],
    ['platform', 'sem', 'lab', 'platform'],
  ] as const)(
    'a restriction of %s at %s of %s is for the %s',
    (wanted, instrumentId, institutionId, scope) => {
      expect(scopeOf(wanted, { instrumentId, institutionId })).toBe(scope)
    },
  )

  test.each([
    ['normal', ['normal_use']],
    ['late', ['late']],
    ['leave_early', ['leave_early']],
    ['overtime', ['overtime']],
    ['late_overtime', ['late', 'overtime']],
    ['late_leave_early', ['late', 'leave_early']],
    ['missed', []],
  ])('attendance %s counts as %j', (attendance, causes) => {
    expect(causesOf(attendance)).toEqual(causes)
  })

  test.each([
    [10, '主动报修', []],
    [0, '', ['CONDUCT_POINTS_INVALID', 'REASON_MISSING']],
    [51, 'x', ['CONDUCT_POINTS_INVALID']],
    [-50, 'x', []],
    [1.5, 'x'.repeat(501), ['CONDUCT_POINTS_INVALID', 'TEXT_TOO_LONG']],
  ])('are adjusted by %s for “%s”', (points, reason, expected) => {
    expect(codesOf(adjustmentProblems(points, reason))).toEqual(expected)
  })
})

describe('a restriction', () => {
  const form = { startsAt: now, endsAt: now + DAY_MS, reason: '样品污染' }

  test.each([
    ['in order', {}, []],
    ['without a reason', { reason: ' ' }, ['REASON_MISSING']],
    ['that is over', { startsAt: now - DAY_MS, endsAt: now }, ['RESTRICTION_SPAN_INVALID']],
    ['backwards', { startsAt: now + DAY_MS }, ['RESTRICTION_SPAN_INVALID']],
    ['for longer than a year', { endsAt: now + 367 * DAY_MS }, ['RESTRICTION_SPAN_INVALID']],
  ])('%s', (_how, more, expected) => {
    expect(codesOf(restrictionProblems({ ...form, ...more }, now))).toEqual(expected)
  })

  test.each([
    ['to_come', 1, 2, null],
    ['in_force', 0, 1, null],
    ['over', -2, 0, null],
    ['lifted', 0, 1, now],
  ] as const)('is %s', (state, from, to, liftedAt) => {
    expect(restrictionState({ startsAt: now + from, endsAt: now + to, liftedAt }, now)).toBe(state)
  })
})

describe('an appeal', () => {
  test.each([
    ['against something open', '设备故障', { isOpen: true, earlier: undefined }, []],
    ['twice', '设备故障', { isOpen: true, earlier: { id: 'a' } }, ['APPEAL_FILED']],
    [
      'against what is over, without a word',
      '',
      { isOpen: false, earlier: undefined },
      ['APPEAL_SUBJECT_INVALID', 'INPUT_INVALID'],
    ],
  ])('%s', (_how, text, facts, expected) => {
    expect(codesOf(appealProblems(text, facts))).toEqual(expected)
  })

  const asked = { state: 'open', deciderId: 'manager', imposerId: 'keeper', reason: '属实' } as const

  test.each([
    ['by somebody else', {}, []],
    ['by who imposed it', { deciderId: 'keeper' }, ['APPEAL_OWN_CASE']],
    ['by the person', { deciderId: 'ada', imposerId: null }, ['APPEAL_OWN_CASE']],
    ['again, and without a reason', { state: 'upheld', reason: '' }, ['APPEAL_DECIDED', 'REASON_MISSING']],
  ] as const)('is decided %s', (_how, more, expected) => {
    const { state, reason, ...facts } = { ...asked, ...more }
    const appeal = { id: 'a', personId: 'ada', state }
    expect(codesOf(appealDecisionProblems(appeal, reason, facts))).toEqual(expected)
  })
})
