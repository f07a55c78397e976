/** An instrument's description between the API and the form, and what it lacks. */

import { expect, test } from 'vitest'
import { completenessOf, missingProblems } from '../../server/catalog/rules/publication.ts'
import type { ManagedInstrumentFragment } from '../../web/gql/graphql.ts'
import { parentCode, rootCode } from '../../web/manage/category-code.ts'
import { lacks } from '../../web/manage/completeness.ts'
import { fenOf, formOf, inputOf, valuesLike, valuesOf } from '../../web/manage/instrument-values.ts'
import { newPassword } from '../../web/manage/new-password.ts'
import { passwordProblems } from '../../server/identity/rules.ts'

const INSTRUMENT: ManagedInstrumentFragment = {
  checkInUrl: null,
  capacity: 1,
  openingExceptions: [],
  parent: null,
  components: [],
  sharesScheduleWith: null,
  id: 'i1',
  nameZh: '羊绒细度仪',
  nameEn: null,
  categoryCode: '020306',
  categoryPath: [],
  model: 'OFDA2000',
  manufacturer: 'BSC Electronics',
  originCountry: 'AU',
  localAssetNo: 'A-1',
  serialNumber: 'S-1',
  usageClass: 'GENERAL',
  source: 'PURCHASED',
  fundingSources: ['OWN'],
  originalValueFen: 12_345_678,
  commissionedOn: '2020-05-01',
  locationZh: '实验楼 101',
  specs: [{ name: '范围', value: '4–300', unit: 'µm' }],
  techSpecsZh: null,
  functionsZh: '测羊绒细度',
  serviceContentZh: null,
  accessRulesZh: null,
  keywordsZh: ['羊绒'],
  serviceModes: ['SELF_USE'],
  shareMode: 'EXTERNAL',
  runStatus: 'OCCASIONAL_FAULT',
  customsSupervised: false,
  timeZone: 'Asia/Shanghai',
  state: 'DRAFT',
  reviewNote: null,
  isDemo: false,
  completeness: 0.8,
  updatedAt: '2026-11-23T00:00:00+08:00',
  institution: { id: 'o1', nameZh: '羊绒中心', nameEn: null },
  policy: {
    durationMinutesMin: 30,
    durationMinutesMax: 480,
    stepMinutes: 30,
    noticeMinutesMin: 0,
    horizonDays: 30,
    turnaroundMinutes: 0,
    approval: 'NONE',
    cancelNoticeMinutes: 1440,
  },
  openingHours: [],
  tariffs: [],
}

test('what an instrument is goes through the form unchanged', () => {
  const input = inputOf(valuesOf(INSTRUMENT))
  expect(input).toMatchObject({
    nameZh: '羊绒细度仪',
    nameEn: null,
    originalValueFen: 12_345_678,
    commissionedOn: '2020-05-01',
    specs: [{ name: '范围', value: '4–300', unit: 'µm' }],
    runStatus: 'OCCASIONAL_FAULT',
  })
  expect(inputOf({ ...valuesOf(INSTRUMENT), ...valuesOf(INSTRUMENT) })).toEqual(input)
})

test('leaves out empty lines of specifications and empty texts', () => {
  const values = valuesOf(undefined)
  const input = inputOf({ ...values, nameEn: '  ', specs: [{ name: ' ', value: '', unit: 'nm' }] })
  expect(input.specs).toEqual([])
  expect(input.nameEn).toBeNull()
  expect(input.originalValueFen).toBe(0)
})

test('a copy has nothing of the one piece it was copied from', () => {
  const copy = valuesLike(INSTRUMENT)
  expect(copy).toMatchObject({ nameZh: '羊绒细度仪', model: 'OFDA2000', categoryCode: '020306' })
  expect(copy).toMatchObject({ localAssetNo: '', serialNumber: '', locationZh: '', originalValueYuan: null })
  expect(copy.commissionedOn).toBeUndefined()
  expect(copy.runStatus).toBe('NORMAL')
})

test('yuan become whole fen', () => {
  expect(fenOf(1234.56)).toBe(123_456)
  expect(fenOf(0.29)).toBe(29)
  expect(fenOf(null)).toBe(0)
})

test('the description reaches the rules as they spell it', () => {
  const form = formOf(inputOf(valuesOf(INSTRUMENT)))
  expect(form.runStatus).toBe('occasional_fault')
  expect(form.serviceModes).toEqual(['self_use'])
  expect(missingProblems(form)).toEqual([])
  expect(completenessOf(form)).toBeGreaterThan(0.5)
})

test('names what is lacking, what the city needs first', () => {
  const found = lacks({ ...INSTRUMENT, model: '', functionsZh: null })
  expect(found.filter((it) => it.needed).map((it) => it.part)).toEqual([
    'model',
    'functionsZh',
    'openingHours',
  ])
  expect(found.find((it) => it.part === 'tariffs')).toEqual({ part: 'tariffs', step: 'price', needed: false })
  expect(found.some((it) => it.part === 'keywordsZh')).toBe(false)
})

test.each([
  ['010101', '010100', '010000'],
  ['010100', '010000', '010000'],
  ['010000', null, '010000'],
])('%s stands under %s', (code, parent, root) => {
  expect(parentCode(code)).toBe(parent)
  expect(rootCode(code)).toBe(root)
})

test('a first password is good enough, and never the same twice', () => {
  const made = Array.from({ length: 50 }, newPassword)
  expect(new Set(made).size).toBe(50)
  for (const password of made) {
    expect(password).toMatch(/^[A-Z][a-z]{3}-\d{4}-[a-z]{4}-[a-z]{4}$/)
    expect(passwordProblems(password)).toEqual([])
  }
})
