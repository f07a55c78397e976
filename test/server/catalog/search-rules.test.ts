/** Under which words an instrument is found, and how lists are narrowed: categories, facets, tiers. */

import { describe, expect, test } from 'vitest'
import { codePath, lastCodeOf } from '../../../server/catalog/rules/category.ts'
import { type FacetGroup, facets } from '../../../server/catalog/rules/facets.ts'
import type { InstrumentForm } from '../../../server/catalog/rules/instrument.ts'
import { searchGrams, searchTiers } from '../../../server/catalog/rules/search.ts'

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
  const subject = {
    form,
    institution: names,
    district: { nameZh: '东胜区', nameEn: 'Dongsheng' },
    categories: [{ nameZh: '图像分析仪器', nameEn: 'Image analysis', aliasesZh: ['图象分析'] }],
  }
  const tiersOf = (query: string, of = subject) => {
    const grams = new Set(searchGrams(of))
    return searchTiers(query).map((tier) => tier.every((it) => grams.has(it)))
  }

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

  test('lists what is out of order last', () => {
    const broken = { ...subject, form: { ...form, runStatus: 'await_repair' as const } }
    expect(tiersOf('纤维直径', broken)).toEqual([false, false, true])
  })

  test('has nothing to look for in blanks and signs', () => {
    expect(searchTiers(' ！%"')).toEqual([])
  })
})
