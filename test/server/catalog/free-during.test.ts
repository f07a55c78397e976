/** Finding instruments that are free for a span, through the front door. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertOpeningHours } from '../../../server/catalog/queries/opening.ts'
import type { Instrument } from '../../../server/catalog/queries/instruments.ts'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const FIND = `query Free($freeDuring: IntervalInput!) {
  instruments(filter: { freeDuring: $freeDuring }) { totalCount edges { node { id } } }
}`

describe.each(dialects)('%s', (dialect) => {
  let world: World
  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
  })
  afterEach(() => world.close())

  const ids = async (span: object) => {
    const { instruments } = await world.ask(null, FIND, { freeDuring: span })
    const { edges, totalCount } = instruments as { totalCount: number; edges: { node: { id: string } }[] }
    expect(totalCount).toBe(edges.length)
    return edges.map((it) => it.node.id)
  }
  const add = (id: string, more: Partial<Instrument> = {}) =>
    addInstrument(world, id, { institutionId: 'lab', nameZh: id, ...more })
  const freeDuring = { startsAt: '2026-01-05T10:00:00+08:00', endsAt: '2026-01-05T12:00:00+08:00' }
  const startsAt = Date.parse(freeDuring.startsAt)
  const office = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '09:00', closesAt: '12:00' }))
  const hours = (validFrom: string, windows = office) => ({ validFrom, windows, closedOnHolidays: false })
  const block = (unitId: string, from: number, to: number) =>
    world.store.transact((trx) =>
      trx
        .insertInto('blocked_span')
        .values({
          id: `${unitId}-${from}`,
          unit_id: unitId,
          starts_at: startsAt + from * HOUR_MS,
          ends_at: startsAt + to * HOUR_MS,
          kind: 'booking',
        })
        .execute(),
    )

  test('leaves those that are open for all of it and not taken', async () => {
    const open = [hours('2025-01-01')]
    for (const id of ['closed', 'free', 'taken', 'touched', 'long-before']) {
      await addInstrument(world, id, {
        institutionId: 'lab',
        nameZh: id,
        hours: id === 'closed' ? [hours('2025-01-01', office.slice(1))] : open,
      })
    }
    await block('taken', 1, 3)
    await block('touched', -3, 0)
    await block('touched', 2, 4)
    await block('long-before', -200, -100)
    expect(await ids(freeDuring)).toEqual(['free', 'long-before', 'touched'])
    const later = { startsAt: freeDuring.startsAt, endsAt: '2026-01-05T12:30:00+08:00' }
    expect(await ids(later)).toEqual([])
  })

  test('leaves room for the turnaround after it', async () => {
    const sem = await add('sem')
    await add('tight', { policy: { ...sem.policy, turnaroundMs: HOUR_MS } })
    await block('tight', 2.5, 4)
    expect(await ids(freeDuring)).toEqual(['sem'])
  })

  test('follows opening hours that change within the span', async () => {
    const night = [{ weekday: 1, opensAt: '20:00', closesAt: '22:00' }]
    const change = (id: string, before: typeof night, after: typeof night) =>
      addInstrument(world, id, {
        institutionId: 'lab',
        nameZh: id,
        hours: [hours('2025-01-01', before), hours('2026-01-05', after)],
      })
    await change('opens', night, office)
    await change('closes', office, night)
    const late = await addInstrument(world, 'never', { institutionId: 'lab', hours: [] })
    await world.store.transact((trx) => insertOpeningHours(trx, late, hours('2026-02-01')))
    expect(await ids(freeDuring)).toEqual(['opens'])
  })

  test('is refused backwards', async () => {
    const backwards = { startsAt: freeDuring.endsAt, endsAt: freeDuring.startsAt }
    const { errors } = await world.answer(null, FIND, { freeDuring: backwards })
    expect(errors?.[0]?.extensions?.['code']).toBe('FREE_DURING_INVALID')
  })
})
