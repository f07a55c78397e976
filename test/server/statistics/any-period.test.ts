/** Any period of any uses, on each dialect: kept sums and edges against counting quarter by quarter of an hour. */

import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instantOf } from '../../../server/kernel/calendar.ts'
import { HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { measureDays } from '../../../server/statistics/actions/facts.ts'
import { utilisation } from '../../../server/statistics/actions/utilisation.ts'
import type { UtilisationFigures } from '../../../server/statistics/rules/figures.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { addUses, type Use } from '../../support/uses.ts'
import { dialects, openWorld, viewerOf, type World } from '../../support/world.ts'

const QUARTER_MS = 15 * MINUTE_MS
const ORIGIN = instantOf('2025-12-20', '00:00', 'Asia/Shanghai')
const EVERYTHING = { institutionId: null, district: null, categoryCode: null }

const moment = (days: number) => fc.integer({ min: 0, max: days * 96 }).map((it) => ORIGIN + it * QUARTER_MS)

/** Mostly some hours, sometimes a day, rarely three weeks; sometimes no time at all. */
const length = fc
  .integer({ min: 0, max: 300 })
  .map((it) => (it > 290 ? 20 * 96 : it > 200 ? 96 : it % 20) * QUARTER_MS)

const uses: fc.Arbitrary<Use> = fc
  .record({ startsAt: moment(60), length, isExternal: fc.boolean(), samples: fc.nat(9) })
  .map(({ length: ms, ...it }) => ({ ...it, endsAt: it.startsAt + ms }))

const cuts = fc
  .tuple(moment(90), moment(90), moment(90))
  .map((it) => it.map((cut, i) => cut + i * MINUTE_MS).toSorted((a, b) => a - b))

function quartersOf(all: readonly Use[]): readonly Interval[] {
  const starts = new Set<number>()
  for (const { startsAt, endsAt } of all)
    for (let it = startsAt; it < endsAt; it += QUARTER_MS) starts.add(it)
  return [...starts].map((it) => ({ startsAt: it, endsAt: it + QUARTER_MS }))
}

function hoursWithin(quarters: readonly Interval[], { startsAt, endsAt }: Interval): number {
  const ms = quarters.map((it) => Math.max(0, Math.min(it.endsAt, endsAt) - Math.max(it.startsAt, startsAt)))
  return ms.reduce((sum, it) => sum + it, 0) / HOUR_MS
}

const ADDITIVE = ['effectiveHours', 'externalHours', 'bookingCount', 'sampleCount', 'ratedHours'] as const

const additive = (figures: UtilisationFigures) => ADDITIVE.map((it) => figures[it])

describe.each(dialects)('%s: utilisation of any period', (dialect) => {
  let world: World

  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
    await addPerson(world, 'ann', 'lab', ['researcher'])
  })
  afterEach(() => world.close())

  const total = async (startsAt: number, endsAt: number) => {
    const ctx = world.as(viewerOf('auditor', { role: 'auditor', institutionId: null }))
    const question = { period: { startsAt, endsAt }, by: 'district' as const, scope: EVERYTHING }
    return (await utilisation(ctx, question, 1)).total
  }

  test('is what counting finds, and that of its parts adds up to that of the whole', async () => {
    const sem = await addInstrument(world, 'sem', { institutionId: 'lab' })
    const all = fc.sample(uses, { numRuns: 60, seed: 7 })
    await addUses(world, sem, 'ann', all)
    const winter = { startsAt: ORIGIN - 30 * 96 * QUARTER_MS, endsAt: ORIGIN + 120 * 96 * QUARTER_MS }
    await world.store.transact((trx) => measureDays(world.as(), trx, sem, winter))
    const used = quartersOf(all)
    const external = quartersOf(all.filter((it) => it.isExternal))
    for (const [from = 0, middle = 0, to = 0] of fc.sample(cuts, { numRuns: 25, seed: 11 })) {
      const period = { startsAt: from, endsAt: to }
      const whole = await total(from, to)
      expect(whole.effectiveHours).toBeCloseTo(hoursWithin(used, period), 9)
      expect(whole.externalHours).toBeCloseTo(hoursWithin(external, period), 9)
      expect(whole.bookingCount).toBe(all.filter((it) => from <= it.startsAt && it.startsAt < to).length)
      const first = additive(await total(from, middle))
      const second = additive(await total(middle, to))
      const sums = first.map((it, i) => it + (second[i] ?? 0))
      expect(sums).toEqual(additive(whole).map((it) => expect.closeTo(it, 6)))
    }
  })
})
