/** What places say of booking: the tightest counts, a layer may only tighten, and what makes no sense is refused. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formProblems, type FormField } from '../../../server/catalog/rules/form-fields.ts'
import {
  instrumentLayerProblems,
  layerProblems,
  looseningProblems,
} from '../../../server/catalog/rules/layer-problems.ts'
import {
  baseTerms,
  EMPTY_INSTRUMENT_LAYER,
  EMPTY_LAYER,
  effectivePolicy,
  looserTerms,
  type PolicyLayer,
  type PolicyTerms,
  SILENT,
  tightest,
} from '../../../server/catalog/rules/policy-layers.ts'
import { APPROVAL_RULES, DEFAULT_POLICY } from '../../../server/catalog/rules/policy.ts'
import { type Quota, quotaDefinitionProblems } from '../../../server/catalog/rules/quota.ts'
import { USER_CLASSES, userClassOf } from '../../../server/institutions/rules.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'

const INSTRUMENT = { base: DEFAULT_POLICY, layer: EMPTY_INSTRUMENT_LAYER }

function layer(all: Partial<PolicyTerms>, classes: PolicyLayer['classes'] = []): PolicyLayer {
  return { all: { ...SILENT, ...all }, classes, quotas: [] }
}

const fields = (problems: readonly { readonly params: object }[]) =>
  problems.map((it) => ('field' in it.params ? it.params.field : it.params))

describe('what counts', () => {
  test('is the policy of the instrument where nobody says more', () => {
    expect(effectivePolicy(EMPTY_LAYER, EMPTY_LAYER, INSTRUMENT, 'academic')).toEqual({
      ...DEFAULT_POLICY,
      cutOff: null,
      moveMsMin: 0,
      cancelMsMin: 0,
    })
  })

  test('is the tightest of what the city, the institution and the instrument say', () => {
    const city = layer({ horizonDays: 20, noticeMinutesMin: 60, moveMinutesMin: 30 })
    const institution = layer({
      horizonDays: 25,
      durationMinutesMax: 240,
      cutOff: { daysBefore: 1, time: '16:00' },
    })
    expect(effectivePolicy(city, institution, INSTRUMENT, 'individual')).toMatchObject({
      horizonMs: 20 * DAY_MS,
      noticeMsMin: HOUR_MS,
      durationMsMax: 4 * HOUR_MS,
      moveMsMin: 30 * MINUTE_MS,
      cutOff: { daysBefore: 1, time: '16:00' },
    })
  })

  test('of two cut-offs is the earlier one', () => {
    const late = layer({ cutOff: { daysBefore: 0, time: '08:00' } })
    const early = layer({ cutOff: { daysBefore: 1, time: '17:00' } })
    expect(effectivePolicy(late, early, INSTRUMENT, null).cutOff).toEqual({ daysBefore: 1, time: '17:00' })
  })

  test('for a class is what its place says to it, in the place of what it says to all', () => {
    const own = { userClass: 'own' as const, terms: { ...SILENT, horizonDays: 60 } }
    const firm = { userClass: 'enterprise' as const, terms: { ...SILENT, approval: 'keeper' as const } }
    const instrument = { base: DEFAULT_POLICY, layer: { ...EMPTY_INSTRUMENT_LAYER, classes: [own, firm] } }
    const counts = (userClass: 'own' | 'enterprise' | 'academic') =>
      effectivePolicy(EMPTY_LAYER, EMPTY_LAYER, instrument, userClass)
    expect(counts('own').horizonMs).toBe(60 * DAY_MS)
    expect(counts('academic').horizonMs).toBe(30 * DAY_MS)
    expect([counts('enterprise').approval, counts('own').approval]).toEqual(['keeper', 'none'])
  })
})

const terms: fc.Arbitrary<PolicyTerms> = fc.record({
  durationMinutesMin: fc.option(fc.integer({ min: 1, max: 600 })),
  durationMinutesMax: fc.option(fc.integer({ min: 1, max: 600 })),
  noticeMinutesMin: fc.option(fc.integer({ min: 0, max: 600 })),
  horizonDays: fc.option(fc.integer({ min: 1, max: 60 })),
  cutOff: fc.option(
    fc.record({
      daysBefore: fc.integer({ min: 0, max: 3 }),
      time: fc.constantFrom('00:00', '08:30', '24:00'),
    }),
  ),
  moveMinutesMin: fc.option(fc.integer({ min: 0, max: 600 })),
  cancelMinutesMin: fc.option(fc.integer({ min: 0, max: 600 })),
  approval: fc.option(fc.constantFrom(...APPROVAL_RULES)),
})
const layers: fc.Arbitrary<PolicyLayer> = fc.record({
  all: terms,
  classes: fc.uniqueArray(fc.record({ userClass: fc.constantFrom(...USER_CLASSES), terms }), {
    selector: (it) => it.userClass,
  }),
  quotas: fc.constant([]),
})

describe('tightening', () => {
  const termsOf = (policy: ReturnType<typeof effectivePolicy>): PolicyTerms => ({
    ...baseTerms(policy),
    cutOff: policy.cutOff,
    moveMinutesMin: policy.moveMsMin / MINUTE_MS,
    cancelMinutesMin: policy.cancelMsMin / MINUTE_MS,
  })

  test('never loosens: with any layer more, nothing is looser', () => {
    fc.assert(
      fc.property(layers, layers, fc.constantFrom(null, ...USER_CLASSES), (city, institution, userClass) => {
        const all = termsOf(effectivePolicy(city, institution, INSTRUMENT, userClass))
        for (const fewer of [
          effectivePolicy(EMPTY_LAYER, institution, INSTRUMENT, userClass),
          effectivePolicy(city, EMPTY_LAYER, INSTRUMENT, userClass),
          effectivePolicy(EMPTY_LAYER, EMPTY_LAYER, INSTRUMENT, userClass),
        ]) {
          expect(looserTerms(termsOf(fewer), all)).toEqual([])
        }
      }),
    )
  })

  test('of two is the same either way, and looser than neither', () => {
    fc.assert(
      fc.property(terms, terms, (a, b) => {
        expect(looserTerms(a, tightest(a, b))).toEqual([])
        expect(looserTerms(b, tightest(a, b))).toEqual([])
        expect(looserTerms(tightest(a, b), tightest(b, a))).toEqual([])
      }),
    )
  })

  test.each`
    above       | below       | counts      | isLooser
    ${'none'}   | ${'pi'}     | ${'pi'}     | ${false}
    ${'pi'}     | ${'none'}   | ${'pi'}     | ${true}
    ${'pi'}     | ${'keeper'} | ${'both'}   | ${true}
    ${'keeper'} | ${'pi'}     | ${'both'}   | ${true}
    ${'keeper'} | ${'both'}   | ${'both'}   | ${false}
    ${'both'}   | ${'keeper'} | ${'both'}   | ${true}
    ${'both'}   | ${null}     | ${'both'}   | ${false}
    ${null}     | ${'keeper'} | ${'keeper'} | ${false}
  `('of $above above $below asks $counts', ({ above, below, counts, isLooser }) => {
    const a = { ...SILENT, approval: above }
    const b = { ...SILENT, approval: below }
    expect(tightest(a, b).approval).toBe(counts)
    expect(looserTerms(a, b)).toEqual(isLooser ? ['approval'] : [])
  })

  test('is refused nowhere else than where something is looser', () => {
    const above = layer({ horizonDays: 20 }, [{ userClass: 'own', terms: { ...SILENT, horizonDays: 40 } }])
    expect(looseningProblems([above], layer({ horizonDays: 20 }))).toEqual([])
    const below = layer({ horizonDays: 21, approval: 'none' }, [
      { userClass: 'own', terms: { ...SILENT, horizonDays: 40 } },
      { userClass: 'academic', terms: { ...SILENT, horizonDays: 22 } },
    ])
    expect(looseningProblems([above], below)).toEqual([
      { code: 'POLICY_LOOSER', refs: [], params: { field: 'horizonDays', limit: '20 d' } },
    ])
    const strict = layer({
      approval: 'keeper',
      cutOff: { daysBefore: 1, time: '16:00' },
      noticeMinutesMin: 60,
    })
    const loose = layer({ approval: 'none', cutOff: { daysBefore: 1, time: '17:00' }, noticeMinutesMin: 59 })
    expect(fields(looseningProblems([strict], loose))).toEqual(['noticeMinutesMin', 'cutOff', 'approval'])
  })
})

describe('a layer', () => {
  test.each<[Partial<PolicyTerms>, readonly unknown[]]>([
    [{}, []],
    [{ durationMinutesMin: 0 }, ['durationMinutesMin']],
    [{ durationMinutesMax: 14 * 1_440 }, []],
    [{ durationMinutesMax: 14 * 1_440 + 1 }, ['durationMinutesMax']],
    [{ noticeMinutesMin: -1, horizonDays: 0 }, ['noticeMinutesMin', 'horizonDays']],
    [{ horizonDays: 366.5 }, ['horizonDays']],
    [{ cutOff: { daysBefore: 0, time: '25:00' } }, ['cutOff']],
    [{ cutOff: { daysBefore: 91, time: '16:00' } }, ['cutOff']],
    [{ durationMinutesMin: 60, durationMinutesMax: 59 }, [{}]],
  ])('that says %j to all is wrong in %j', (all, wrong) => {
    expect(fields(layerProblems(layer(all)))).toEqual(wrong)
  })

  test('names each class once, and an instrument leaves to its policy what that says', () => {
    const twice = [
      { userClass: 'own' as const, terms: SILENT },
      { userClass: 'own' as const, terms: SILENT },
    ]
    expect(fields(layerProblems(layer({}, twice)))).toEqual(['classes'])
    const own = { ...EMPTY_INSTRUMENT_LAYER, all: { ...SILENT, horizonDays: 10, moveMinutesMin: 5 } }
    expect(fields(instrumentLayerProblems(own))).toEqual(['horizonDays'])
  })
})

describe('a quota', () => {
  const sound: Quota = {
    measure: 'minutes',
    per: 'person',
    period: 'week',
    limit: 600,
    enforced: null,
    userClasses: [],
  }
  test.each<[Partial<Quota>, readonly string[]]>([
    [{}, []],
    [{ enforced: { startsAt: '22:00', endsAt: '06:00' } }, []],
    [{ enforced: { startsAt: '08:00', endsAt: '08:00' } }, ['enforced']],
    [{ period: null }, ['period']],
    [{ measure: 'future_bookings' }, ['period']],
    [{ measure: 'one_at_a_time', period: null, limit: 2 }, ['limit']],
    [{ measure: 'gap_minutes', period: null, per: 'institution' }, ['per']],
    [{ measure: 'bookings', limit: 0 }, ['limit']],
    [{ limit: 1.5, userClasses: ['own', 'own'] }, ['limit', 'userClasses']],
  ])('with %j is wrong in %j', (more, wrong) => {
    const problems = quotaDefinitionProblems([{ ...sound, ...more }])
    expect(fields(problems)).toEqual(wrong.map((it) => `quotas[0].${it}`))
  })
})

describe('a form', () => {
  const sound: FormField = {
    key: 'sample',
    kind: 'text',
    labelZh: '样品',
    labelEn: null,
    required: true,
    min: null,
    max: null,
    choices: [],
  }
  test.each<[Partial<FormField>, readonly string[]]>([
    [{}, []],
    [{ key: 'Sample' }, ['key']],
    [{ labelZh: ' ' }, ['labelZh']],
    [{ kind: 'choice', choices: ['一'] }, ['choices']],
    [{ kind: 'choice', choices: ['一', '二'] }, []],
    [{ choices: ['一', '二'] }, ['choices']],
    [{ kind: 'number', min: 2, max: 1 }, ['max']],
    [{ kind: 'yes_no', min: 1 }, ['min']],
    [{ max: 501 }, ['max']],
  ])('whose field has %j is wrong in %j', (more, wrong) => {
    expect(fields(formProblems([{ ...sound, ...more }]))).toEqual(wrong.map((it) => `form[0].${it}`))
  })

  test('names each field once', () => {
    expect(fields(formProblems([sound, sound]))).toEqual(['form[1].key'])
  })
})

test.each([
  ['lab', 'enterprise', true, 'staff'],
  ['lab', 'enterprise', false, 'own'],
  ['firm', 'enterprise', false, 'enterprise'],
  ['uni', 'university', false, 'academic'],
  ['bureau', 'government_platform', false, 'academic'],
  [null, null, false, 'individual'],
] as const)(
  'somebody of %s, %s, staff %s, comes to the lab as %s',
  (institutionId, kind, isStaff, expected) => {
    expect(userClassOf('lab', { institutionId, kind, isStaff })).toBe(expected)
  },
)
