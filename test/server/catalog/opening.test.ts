/** Opening hours in the database, on each dialect. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instrumentsByIds } from '../../../server/catalog/queries/instruments.ts'
import {
  calendarDays,
  insertCalendarDay,
  insertOpeningHours,
  openingFactsByInstrumentIds,
  openingHoursByInstrumentIds,
} from '../../../server/catalog/queries/opening.ts'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { addInstrument, DAY_AND_NIGHT } from '../../support/instruments.ts'
import { addInstitution } from '../../support/people.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const week = (validFrom: string, opensAt = '09:00') => ({
  validFrom,
  windows: [{ weekday: 1, opensAt, closesAt: '17:00' }],
  closedOnHolidays: true,
})

describe.each(dialects)('%s', (dialect) => {
  let world: World
  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
  })
  afterEach(() => world.close())

  test('keeps an instrument as it was written', async () => {
    const sem = await addInstrument(world, 'sem', { institutionId: 'lab', keywordsZh: ['电镜'] })
    expect(await instrumentsByIds(world.store.db, ['none', 'sem'])).toEqual([undefined, sem])
  })

  test('gives opening hours by instrument, and the last set for a day counts', async () => {
    const sem = await addInstrument(world, 'sem', { institutionId: 'lab', hours: [week('2026-01-01')] })
    await addInstrument(world, 'tem', { institutionId: 'lab' })
    await world.store.transact((trx) => insertOpeningHours(trx, sem, week('2025-01-01')))
    await world.store.transact((trx) => insertOpeningHours(trx, sem, week('2026-01-01', '10:00')))
    expect(await openingHoursByInstrumentIds(world.store.db, ['tem', 'none', 'sem'])).toEqual([
      [{ validFrom: '2020-01-01', windows: DAY_AND_NIGHT, closedOnHolidays: false }],
      [],
      [week('2025-01-01'), week('2026-01-01', '10:00')],
    ])
  })

  test('reads only the hours and holidays that decide about a span', async () => {
    const hours = ['2024-01-01', '2025-01-01', '2026-01-02', '2027-01-01'].map((it) => week(it))
    await addInstrument(world, 'sem', { institutionId: 'lab', hours })
    const days = ['2025-06-01', '2026-01-01', '2026-10-01'].map((date) => ({
      date,
      kind: 'holiday' as const,
      nameZh: '元旦',
      nameEn: 'New Year',
    }))
    await world.store.transact(async (trx) => {
      for (const it of days) await insertCalendarDay(trx, it)
    })
    const span = { startsAt: NEW_YEAR, endsAt: NEW_YEAR + 24 * HOUR_MS }
    const [facts, none] = await openingFactsByInstrumentIds(world.store.db, ['sem', 'none'], span)
    expect(facts).toEqual({
      timeZone: 'Asia/Shanghai',
      exceptions: [],
      hours: [hours[1], hours[2]],
      days: [days[1]],
    })
    expect(none?.hours).toEqual([])
    expect(await calendarDays(world.store.db, '2025-06-01', '2026-01-01')).toEqual([days[0], days[1]])
  })
})
