/** What may be said of an instrument, how it may be booked, and how it comes into the catalog. */

import { describe, expect, test } from 'vitest'
import {
  type InstrumentFacts,
  type InstrumentForm,
  instrumentProblems,
  trimmedForm,
} from '../../../server/catalog/rules/instrument.ts'
import { type BookingPolicy, DEFAULT_POLICY, policyProblems } from '../../../server/catalog/rules/policy.ts'
import {
  completenessOf,
  submissionProblems,
  withdrawalProblems,
} from '../../../server/catalog/rules/publication.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import type { Problem } from '../../../server/kernel/problem.ts'

const form: InstrumentForm = {
  nameZh: '光学纤维直径分析仪',
  nameEn: 'Optical fibre diameter analyser',
  categoryCode: '010804',
  model: 'OFDA 2000',
  manufacturer: 'BSC Electronics',
  originCountry: 'AU',
  localAssetNo: 'A-1',
  serialNumber: 'S-1',
  usageClass: 'dedicated',
  source: 'purchased',
  fundingSources: ['own'],
  originalValueFen: 100_000_000,
  commissionedOn: '2024-05-01',
  locationZh: '实验楼 101',
  specs: [{ name: '测量范围', value: '4–300', unit: 'μm' }],
  techSpecsZh: '图像法',
  functionsZh: '测量羊绒纤维直径',
  serviceContentZh: '细度检测',
  accessRulesZh: '提前预约',
  keywordsZh: ['羊绒细度'],
  serviceModes: ['self_use'],
  shareMode: 'external',
  runStatus: 'normal',
  customsSupervised: false,
}

const facts: InstrumentFacts = { today: '2026-01-01', categoryKnown: true, assetNoTakenBy: undefined }

/** Codes, with the field where a problem has one. */
const told = (problems: readonly Problem[]) =>
  problems.map((it) => (it.params['field'] === undefined ? it.code : `${it.code} ${it.params['field']}`))

const spec = (more: object) => [{ name: 'n', value: 'v', unit: null, ...more }]

describe('an instrument', () => {
  test.each<[string, Partial<InstrumentForm>, Partial<InstrumentFacts>, string[]]>([
    ['may be complete', {}, {}, []],
    ['may be put into use today', { commissionedOn: '2026-01-01' }, {}, []],
    [
      'may be a bare draft',
      { model: '', manufacturer: '', locationZh: '', specs: [], serviceModes: [] },
      {},
      [],
    ],
    ['has a name', { nameZh: '' }, {}, ['INPUT_INVALID nameZh']],
    ['has an asset number', { localAssetNo: '' }, {}, ['INPUT_INVALID localAssetNo']],
    ['has an asset number of its own', {}, { assetNoTakenBy: 'other' }, ['ASSET_NO_TAKEN']],
    ['has a category that exists', {}, { categoryKnown: false }, ['CATEGORY_NOT_FOUND']],
    ['has a name of 100 characters', { nameZh: '仪'.repeat(100) }, {}, []],
    ['has no longer name', { nameZh: '仪'.repeat(101) }, {}, ['TEXT_TOO_LONG nameZh']],
    ['counts characters, not code units', { nameZh: '𠮷'.repeat(100) }, {}, []],
    ['has an asset number of 45', { localAssetNo: 'a'.repeat(46) }, {}, ['TEXT_TOO_LONG localAssetNo']],
    ['has functions in 300', { functionsZh: '用'.repeat(301) }, {}, ['TEXT_TOO_LONG functionsZh']],
    ['has technical data in 500', { techSpecsZh: '用'.repeat(501) }, {}, ['TEXT_TOO_LONG techSpecsZh']],
    [
      'has service content in 200',
      { serviceContentZh: '用'.repeat(201) },
      {},
      ['TEXT_TOO_LONG serviceContentZh'],
    ],
    ['has access rules in 500', { accessRulesZh: '用'.repeat(501) }, {}, ['TEXT_TOO_LONG accessRulesZh']],
    ['has figures with a name', { specs: spec({ name: '' }) }, {}, ['INPUT_INVALID specs']],
    ['has figures with a value', { specs: spec({ value: '' }) }, {}, ['INPUT_INVALID specs']],
    ['has short units', { specs: spec({ unit: 'm'.repeat(101) }) }, {}, ['INPUT_INVALID specs']],
    ['has 50 figures', { specs: Array(51).fill(spec({})[0]) }, {}, ['INPUT_INVALID specs']],
    ['has each keyword once', { keywordsZh: ['羊绒', '羊绒'] }, {}, ['INPUT_INVALID keywordsZh']],
    ['has no empty keyword', { keywordsZh: [''] }, {}, ['INPUT_INVALID keywordsZh']],
    [
      'names each source of money once',
      { fundingSources: ['own', 'own'] },
      {},
      ['INPUT_INVALID fundingSources'],
    ],
    [
      'names each service once',
      { serviceModes: ['self_use', 'self_use'] },
      {},
      ['INPUT_INVALID serviceModes'],
    ],
    ['may be worth nothing', { originalValueFen: 0 }, {}, []],
    ['is not worth less than nothing', { originalValueFen: -1 }, {}, ['INPUT_INVALID originalValueFen']],
    ['is not worth a fraction of a fen', { originalValueFen: 0.5 }, {}, ['INPUT_INVALID originalValueFen']],
    [
      'is worth less than 10 thousand million',
      { originalValueFen: 1e12 },
      {},
      ['INPUT_INVALID originalValueFen'],
    ],
    ['comes from a country', { originCountry: 'Germany' }, {}, ['INPUT_INVALID originCountry']],
    ['is put into use on a day', { commissionedOn: '2024-02-30' }, {}, ['INPUT_INVALID commissionedOn']],
    ['is in use already', { commissionedOn: '2026-01-02' }, {}, ['COMMISSIONED_IN_FUTURE']],
    [
      'is told all that is wrong at once',
      { nameZh: '', originalValueFen: -1, keywordsZh: [''], model: 'm'.repeat(101) },
      { categoryKnown: false },
      [
        'INPUT_INVALID nameZh',
        'CATEGORY_NOT_FOUND',
        'TEXT_TOO_LONG model',
        'INPUT_INVALID keywordsZh',
        'INPUT_INVALID originalValueFen',
      ],
    ],
  ])('%s', (_sentence, more, moreFacts, problems) => {
    expect(told(instrumentProblems({ ...form, ...more }, { ...facts, ...moreFacts }))).toEqual(problems)
  })

  test('is kept without the blanks around its texts', () => {
    const typed = {
      ...form,
      nameZh: ' 仪器 ',
      nameEn: ' ',
      specs: spec({ name: ' n ', unit: '' }),
      keywordsZh: [' k '],
    }
    expect(trimmedForm(typed)).toMatchObject({
      nameZh: '仪器',
      nameEn: null,
      specs: [{ name: 'n', value: 'v', unit: null }],
      keywordsZh: ['k'],
    })
  })
})

describe('a booking policy', () => {
  test.each<[string, Partial<BookingPolicy>, string[]]>([
    ['may be the usual one', {}, []],
    ['has a step that divides the day', { stepMs: 50 * MINUTE_MS }, ['INPUT_INVALID stepMinutes']],
    ['has a step of five minutes', { stepMs: MINUTE_MS }, ['INPUT_INVALID stepMinutes']],
    ['has durations on the step', { durationMsMin: 45 * MINUTE_MS }, ['INPUT_INVALID durationMinutesMin']],
    ['ends on the step', { durationMsMax: 45 * MINUTE_MS }, ['INPUT_INVALID durationMinutesMax']],
    ['has a shortest booking', { durationMsMin: 0 }, ['INPUT_INVALID durationMinutesMin']],
    ['has no booking of weeks', { durationMsMax: 15 * DAY_MS }, ['INPUT_INVALID durationMinutesMax']],
    [
      'leaves a duration',
      { durationMsMin: HOUR_MS, durationMsMax: 30 * MINUTE_MS },
      ['DURATION_RANGE_EMPTY'],
    ],
    ['has no notice before now', { noticeMsMin: -1 }, ['INPUT_INVALID noticeMinutesMin']],
    ['looks ahead', { horizonMs: 0 }, ['INPUT_INVALID horizonDays', 'HORIZON_TOO_SHORT']],
    ['looks further ahead than its notice', { noticeMsMin: 30 * DAY_MS }, ['HORIZON_TOO_SHORT']],
    ['has a turnaround of a day', { turnaroundMs: 2 * DAY_MS }, ['INPUT_INVALID turnaroundMinutes']],
    ['has a cancel notice', { cancelNoticeMs: -1 }, ['INPUT_INVALID cancelNoticeMinutes']],
  ])('%s', (_sentence, more, problems) => {
    expect(told(policyProblems({ ...DEFAULT_POLICY, ...more }))).toEqual(problems)
  })
})

describe('publication', () => {
  const ready = { state: 'draft', hasOpeningHours: true } as const

  test.each(['draft', 'rejected', 'withdrawn'] as const)('takes a complete %s', (state) => {
    expect(submissionProblems(form, { ...ready, state })).toEqual([])
  })

  test.each(['submitted', 'approved'] as const)('takes nothing %s', (state) => {
    expect(told(submissionProblems(form, { ...ready, state }))).toEqual(['INSTRUMENT_NOT_SUBMITTABLE'])
  })

  test('names everything that is missing', () => {
    const bare = { ...form, model: '', manufacturer: '', locationZh: '', functionsZh: null }
    const empty = { ...bare, serviceModes: [], fundingSources: [] }
    expect(told(submissionProblems(empty, { ...ready, hasOpeningHours: false }))).toEqual([
      'FIELD_MISSING model',
      'FIELD_MISSING manufacturer',
      'FIELD_MISSING locationZh',
      'FIELD_MISSING functionsZh',
      'FIELD_MISSING serviceModes',
      'FIELD_MISSING fundingSources',
      'OPENING_HOURS_MISSING',
    ])
  })

  test('ends once, and for a reason', () => {
    expect(withdrawalProblems('approved', 'sold')).toEqual([])
    expect(told(withdrawalProblems('withdrawn', ' '))).toEqual(['INSTRUMENT_WITHDRAWN', 'REASON_MISSING'])
  })

  test('knows how complete a description is', () => {
    expect(completenessOf(form)).toBe(1)
    expect(completenessOf({ ...form, serviceContentZh: null })).toBeCloseTo(23 / 25)
    expect(completenessOf({ ...form, specs: [], keywordsZh: [] })).toBeCloseTo(22 / 25)
  })
})
