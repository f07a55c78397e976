/** Quotas when many hands reach at once, and what the statement finds against a count of everything. */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import { countedBookings } from '../../../server/booking/queries/quotas.ts'
import { COUNTED_STATES, QUOTA_LEVELS } from '../../../server/booking/rules/quotas.ts'
import { BOOKING_STATES } from '../../../server/booking/rules/states.ts'
import type { Context } from '../../../server/context.ts'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
import { bookingOf, type Lab, openLab, span } from '../../support/bookings.ts'
import { insertBooking } from '../../../server/booking/queries/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution } from '../../support/people.ts'
import { quota, sayFor } from '../../support/policies.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const CLIENTS = 20
const INSTRUMENTS = 10
const ROUNDS = 5
const STORES = 5

describe.each(dialects)('%s: quotas', (dialect) => {
  let world: World
  let lab: Lab
  let stores: readonly Context['store'][]
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    stores = dialect === 'sqlite' ? [] : Array.from({ length: STORES }, () => openStore(world.store.dialect))
    for (let i = 0; i < INSTRUMENTS; i += 1) await addInstrument(world, `i${i}`, { institutionId: 'lab' })
  })

  afterAll(async () => {
    await Promise.all(stores.map((it) => it.close()))
    await world.close()
  })

  /** One person, or two of one institution, book different hours on ten instruments at once. */
  async function race(who: readonly ('ada' | 'bob')[], day: string): Promise<readonly string[]> {
    const { startsAt } = span('00:00', '01:00', day)
    const attempts = Array.from({ length: CLIENTS }, (_, i) => {
      const ctx: Context = {
        ...world.as(lab[who[i % who.length] ?? 'ada']),
        store: stores[i % STORES] ?? world.store,
        newId: () => `race-${(count += 1)}`,
      }
      const at = { startsAt: startsAt + i * HOUR_MS, endsAt: startsAt + (i + 1) * HOUR_MS }
      const form = { instrumentId: `i${i % INSTRUMENTS}`, ...at, purpose: '竞争', clientKey: null }
      return bookInstrument(ctx, form)
    })
    const settled = await Promise.allSettled(attempts)
    return settled.map((it) => {
      if (it.status === 'fulfilled') return 'booked'
      if (it.reason instanceof Rejection) return it.reason.problems.map((each) => each.code).join()
      throw it.reason
    })
  }

  const tally = (outcomes: readonly string[]) =>
    Object.fromEntries([...Map.groupBy(outcomes, (it) => it)].map(([key, own]) => [key, own.length]))

  test('of one person over ten instruments hold however many book at once', async () => {
    await sayFor(world, lab.manager, 'lab', { quotas: [quota('MINUTES', 180, { period: 'DAY' })] })
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcomes = await race(['ada'], `2026-01-0${2 + round}`)
      expect(tally(outcomes)).toEqual({ booked: 3, QUOTA_TIME: 17 })
    }
  })

  test('of an institution hold for all its people together', async () => {
    const own = [quota('BOOKINGS', 4, { per: 'INSTITUTION', period: 'DAY' })]
    await sayFor(world, lab.manager, 'lab', { quotas: own })
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcomes = await race(['ada', 'bob'], `2026-01-1${round}`)
      expect(tally(outcomes)).toEqual({ booked: 4, INSTITUTION_QUOTA_BOOKINGS: 16 })
    }
  })

  test('count what the database holds, whatever it holds besides', async () => {
    await addInstitution(world, 'other')
    await addInstrument(world, 'away', { institutionId: 'other' })
    const START = Date.UTC(2030, 0, 1)
    const rows = fc.sample(
      fc.record({
        state: fc.constantFrom(...BOOKING_STATES),
        instrument: fc.constantFrom('i0', 'i1', 'away'),
        personId: fc.constantFrom('ada', 'bob', 'ann'),
        from: fc.integer({ min: 0, max: 500 }),
        hours: fc.integer({ min: 1, max: 100 }),
      }),
      { numRuns: 200, seed: 7 },
    )
    const bookings = rows.map((it, i) =>
      bookingOf(
        { id: it.instrument, institutionId: it.instrument === 'away' ? 'other' : 'lab' },
        {
          id: `row-${i}`,
          personId: it.personId,
          customerInstitutionId: it.personId === 'ann' ? 'lab' : 'firm',
          state: it.state,
          startsAt: START + it.from * HOUR_MS,
          endsAt: START + (it.from + it.hours) * HOUR_MS,
        },
      ),
    )
    await world.store.transact(async (trx) => {
      for (const it of bookings) await insertBooking(trx, it, undefined)
    })
    for (const level of QUOTA_LEVELS) {
      for (const exceptId of [undefined, 'row-3', 'row-77']) {
        const within = { startsAt: START + 100 * HOUR_MS, endsAt: START + 300 * HOUR_MS }
        const found = await countedBookings(world.store.db, {
          personId: 'ada',
          customerInstitutionId: 'firm',
          instrumentId: 'i0',
          institutionId: 'lab',
          exceptIds: exceptId === undefined ? [] : [exceptId],
          ofPerson: { span: within, level },
          ofInstitution: { span: within, level },
        })
        const counts = bookings.filter(
          (it) =>
            it.id !== exceptId &&
            COUNTED_STATES.includes(it.state) &&
            within.startsAt <= it.startsAt &&
            it.startsAt < within.endsAt &&
            (level === 'city' || it.institutionId === 'lab') &&
            (level !== 'instrument' || it.instrumentId === 'i0'),
        )
        const ids = (list: readonly { readonly id: string }[]) => list.map((it) => it.id).toSorted()
        expect(ids(found.person)).toEqual(ids(counts.filter((it) => it.personId === 'ada')))
        expect(ids(found.institution)).toEqual(
          ids(counts.filter((it) => it.customerInstitutionId === 'firm')),
        )
      }
    }
  })
})
