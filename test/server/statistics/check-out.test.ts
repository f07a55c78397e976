/** How use comes into the statistics: by a check-out, in its transaction, also when several end at once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { refreshDays } from '../../../server/statistics/actions/facts.ts'
import { utilisation } from '../../../server/statistics/actions/utilisation.ts'
import { act, book, type Lab, openLab, span } from '../../support/bookings.ts'
import { insertUse } from '../../support/uses.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const JANUARY = {
  ...span('00:00', '24:00', '2026-01-01'),
  endsAt: span('00:00', '24:00', '2026-01-31').endsAt,
}

describe.each(dialects)('%s: statistics of a use', (dialect) => {
  let world: World
  let lab: Lab

  beforeEach(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })
  afterEach(() => world.close())

  const total = async () => {
    const scope = { institutionId: 'lab', district: null, categoryCode: null }
    const question = { period: JANUARY, by: 'instrument' as const, scope }
    return (await utilisation(world.as(lab.manager), question, null)).total
  }

  test('begin with its check-out, and count what was used, not what was booked', async () => {
    const { id: bookingId } = await book(world, lab.ada, span('10:00', '12:00'))
    world.clock.now = span('10:00', '12:00').startsAt
    await act(world, lab.keeper, 'checkIn', { bookingId })
    expect(await total()).toMatchObject({ effectiveHours: 0, bookingCount: 0 })
    world.clock.now += HOUR_MS + 30 * MINUTE_MS
    await act(world, lab.keeper, 'checkOut', { bookingId, samples: 3 })
    expect(await total()).toMatchObject({
      effectiveHours: 1.5,
      externalHours: 1.5,
      bookingCount: 1,
      sampleCount: 3,
    })
  })

  test('hold every one of those that end at the same time', async () => {
    const sem = { id: 'sem', institutionId: 'lab' }
    const hours = ['08', '09', '10', '11', '12', '13']
    const ctx = world.as()
    await Promise.all(
      hours.map((hour) =>
        world.store.transact(async (trx) => {
          const used = { instrument: sem, personId: 'ann' }
          const subjectId = await insertUse(trx, `use-${hour}`, used, span(`${hour}:00`, `${hour}:30`))
          await refreshDays(ctx, trx, { subjectId })
        }),
      ),
    )
    expect(await total()).toMatchObject({ effectiveHours: 3, bookingCount: 6 })
  })
})
