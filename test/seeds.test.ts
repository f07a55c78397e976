/** The seed files hold what their types say, and the plan of use has the region's shape. */

import { expect, test } from 'vitest'
import {
  seedCategories,
  seedDistricts,
  seedHistory,
  seedHolidays,
  seedInstitutions,
  seedInstruments,
  seedOpenings,
  seedPeople,
} from '../seeds/data.ts'
import { plannedSessions } from '../seeds/history-plan.ts'
import { randomOf } from '../seeds/random.ts'
import { isUscc } from '../server/institutions/rules.ts'
import { isLocalDate } from '../server/kernel/calendar.ts'
import { HOUR_MS, overlaps } from '../server/kernel/interval.ts'

const unique = (values: readonly string[]) => new Set(values).size === values.length
const keysOf = (list: readonly { readonly key: string }[]) => new Set(list.map((it) => it.key))

test('there are nine districts, 739 categories, and at least 20 institutions and 200 instruments', () => {
  expect(seedDistricts).toHaveLength(9)
  expect(seedCategories).toHaveLength(739)
  expect(seedInstitutions.filter((it) => it.isOwner).length).toBeGreaterThanOrEqual(20)
  expect(seedInstruments.length).toBeGreaterThanOrEqual(200)
})

test('every institution has a valid and unique credit code and a known district', () => {
  const districts = new Set(seedDistricts.map((it) => it.adcode))
  expect(seedInstitutions.filter((it) => !isUscc(it.uscc)).map((it) => it.key)).toEqual([])
  expect(unique(seedInstitutions.map((it) => it.uscc))).toBe(true)
  expect(seedInstitutions.filter((it) => !districts.has(it.districtAdcode))).toEqual([])
})

test('every reference points to something', () => {
  const institutions = keysOf(seedInstitutions)
  const openings = keysOf(seedOpenings)
  const codes = new Set(seedCategories.map((it) => it.code))
  expect(seedInstruments.filter((it) => !institutions.has(it.institutionKey))).toEqual([])
  expect(seedInstruments.filter((it) => !codes.has(it.categoryCode))).toEqual([])
  expect(seedInstruments.filter((it) => !openings.has(it.openingTemplate))).toEqual([])
  expect(seedPeople.filter((it) => !institutions.has(it.institutionKey))).toEqual([])
  expect(unique(seedInstruments.map((it) => it.key))).toBe(true)
  expect(unique(seedPeople.map((it) => it.email))).toBe(true)
})

test('every owner has a keeper, a manager and somebody for finance', () => {
  const lacking = seedInstitutions
    .filter((it) => it.isOwner)
    .flatMap(({ key }) =>
      (['keeper', 'manager', 'finance'] as const)
        .filter((role) => !seedPeople.some((it) => it.institutionKey === key && it.roles.includes(role)))
        .map((role) => `${key}: ${role}`),
    )
  expect(lacking).toEqual([])
})

test('holidays and make-up workdays of 2025 to 2027 are days, each once', () => {
  expect(seedHolidays.filter((it) => !isLocalDate(it.date))).toEqual([])
  expect(unique(seedHolidays.map((it) => it.date))).toBe(true)
  expect(new Set(seedHolidays.map((it) => it.date.slice(0, 4)))).toEqual(new Set(['2025', '2026', '2027']))
})

test('the planned year has the shape of the region: 600 to 750 hours a set, 35 to 50 % for others, some idle', () => {
  const datesOf = (kind: string) =>
    new Set(seedHolidays.filter((it) => it.kind === kind).map((it) => it.date))
  const facts = {
    history: seedHistory,
    institutions: new Map(seedInstitutions.map((it) => [it.key, it])),
    people: seedPeople,
    openings: new Map(seedOpenings.map((it) => [it.key, it])),
    holidays: datesOf('holiday'),
    workdays: datesOf('workday'),
  }
  const days = { from: '2025-11-22', to: '2026-11-22' }
  const plans = seedInstruments.map((it, i) =>
    plannedSessions(it, days, facts, randomOf(seedHistory.randomSeed + i)),
  )
  const hours = (list: readonly { startsAt: number; endsAt: number }[]) =>
    list.reduce((sum, it) => sum + (it.endsAt - it.startsAt) / HOUR_MS, 0)
  const all = plans.flat()
  const others = all.filter((it) => it.person.institutionKey !== it.instrument.institutionKey)
  expect(hours(all) / plans.length).toBeGreaterThan(600)
  expect(hours(all) / plans.length).toBeLessThan(750)
  expect(hours(others) / hours(all)).toBeGreaterThan(0.35)
  expect(hours(others) / hours(all)).toBeLessThan(0.5)
  expect(plans.filter((it) => it.length === 0).length).toBeGreaterThan(10)
  const clash = plans.some((list) => list.some((it, i) => i > 0 && overlaps(it, list[i - 1] ?? it)))
  expect(clash).toBe(false)
})
