/** What may be said of an instrument, how it comes into the catalog, and under which words it is found. */

import { describe, expect, test } from 'vitest'
import { codePath, lastCodeOf } from '../../../server/catalog/rules/category.ts'
import { type FacetGroup, facets } from '../../../server/catalog/rules/facets.ts'
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
import { searchGrams, searchTiers } from '../../../server/catalog/rules/search.ts'
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

describe('a category code', () => {
  test.each([
    ['010102', ['010000', '010100', '010102'], '010102'],
    ['010100', ['010000', '010100'], '010199'],
    ['010000', ['010000'], '019999'],
    ['100000', ['100000'], '109999'],
    ['990000', ['990000'], '999999'],
  ])('%s has a path and a last code', (code, path, last) => {
    expect(codePath(code)).toEqual(path)
    expect(lastCodeOf(code)).toBe(last)
  })
})

describe('facets', () => {
  const group = (categoryCode: string, institutionId: string, count: number): FacetGroup => ({
    categoryCode,
    institutionId,
    district: institutionId === 'a' ? '150602' : '150603',
    shareMode: 'external',
    count,
  })
  const groups = [group('010102', 'a', 3), group('010201', 'a', 1), group('020101', 'b', 2)]

  test('count first-level categories, the largest first', () => {
    expect(facets(groups, {})).toEqual({
      categories: [
        { key: '010000', count: 4 },
        { key: '020000', count: 2 },
      ],
      districts: [
        { key: '150602', count: 4 },
        { key: '150603', count: 2 },
      ],
      institutions: [
        { key: 'a', count: 4 },
        { key: 'b', count: 2 },
      ],
      shareModes: [{ key: 'external', count: 6 }],
      total: 6,
    })
  })

  test('count each facet without its own condition, and categories deeper around the picked one', () => {
    expect(facets(groups, { categoryCode: '010100', institutionId: 'a' })).toMatchObject({
      categories: [
        { key: '010000', count: 4 },
        { key: '010100', count: 3 },
        { key: '010102', count: 3 },
        { key: '010200', count: 1 },
      ],
      institutions: [{ key: 'a', count: 3 }],
      districts: [{ key: '150602', count: 3 }],
      total: 3,
    })
  })

  test('show at most fifty values', () => {
    const many = Array.from({ length: 80 }, (_, i) => group('010102', `i${i}`, i + 1))
    const { institutions } = facets(many, {})
    expect(institutions).toHaveLength(50)
    expect(institutions[0]).toEqual({ key: 'i79', count: 80 })
  })
})

describe('search', () => {
  const names = { nameZh: '国家羊绒制品工程技术研究中心', nameEn: 'Cashmere Center' }
  const grams = new Set(
    searchGrams({
      form,
      institution: names,
      district: { nameZh: '东胜区', nameEn: 'Dongsheng' },
      categories: [{ nameZh: '图像分析仪器', nameEn: 'Image analysis', aliasesZh: ['图象分析'] }],
    }),
  )
  const tiersOf = (query: string) => searchTiers(query).map((tier) => tier.every((it) => grams.has(it)))

  test.each([
    ['纤维直径', [true, true, true]],
    ['直径 纤维', [true, true, true]],
    ['fibre OPTICAL', [true, true, true]],
    ['羊绒 细度', [false, true, true]],
    ['ofda', [false, true, true]],
    ['图象分析', [false, true, true]],
    ['东胜', [false, false, true]],
    ['羊绒制品 仪', [false, false, true]],
    ['300 μm', [false, false, true]],
    ['bsc', [false, false, true]],
    ['质谱', [false, false, false]],
    ['仪器图', [false, false, false]],
  ])('%s is in name, heading, anywhere: %s', (query, tiers) => {
    expect(tiersOf(query)).toEqual(tiers)
  })

  test('has nothing to look for in blanks and signs', () => {
    expect(searchTiers(' ！%"')).toEqual([])
  })
})
