/** Maintenance through the front door. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s: maintenance', (dialect) => {
  let world: World
  let lab: Lab
  let instrumentId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })

  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = `sem-${(count += 1)}`
    await addInstrument(world, instrumentId, {
      institutionId: 'lab',
      policy: policyWith({ turnaroundMs: HOUR_MS }),
    })
  })

  afterAll(() => world.close())

  const schedule = (who: Viewer | null, at: Interval, reason = '更换灯丝') =>
    act(world, who, 'scheduleMaintenance', { instrumentId, reason, ...sent(at) })
  const cancel = (who: Viewer | null, maintenanceId: string) =>
    act(world, who, 'cancelMaintenance', { maintenanceId })

  const listed = async (at: Interval) => {
    const query =
      'query ($instrumentId: ID!, $during: IntervalInput!) { maintenance(instrumentId: $instrumentId, during: $during) { reason startsAt endsAt instrument { id } } }'
    return (await world.ask(null, query, { instrumentId, during: sent(at) }))['maintenance']
  }

  test('takes time from everybody, and everybody sees why', async () => {
    const { id } = await schedule(lab.keeper, span('10:00', '12:00'))
    const refused = await book(world, lab.manager, span('11:00', '13:00'), { instrumentId })
    expect(refused.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS_MAINTENANCE', refs: [id] }])
    expect(codes(await book(world, lab.ada, span('12:00', '13:00'), { instrumentId }))).toEqual([])
    expect(await listed(span('11:00', '11:30'))).toEqual([
      { reason: '更换灯丝', instrument: { id: instrumentId }, ...sent(span('10:00', '12:00')) },
    ])
    expect(await listed(span('12:00', '13:00'))).toEqual([])
  })

  test('never covers bookings, and names them', async () => {
    const first = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })
    const second = await book(world, lab.bob, span('13:00', '14:00'), { instrumentId })
    const refused = await schedule(lab.keeper, span('09:00', '15:00'))
    expect(refused.problems).toMatchObject([
      { code: 'MAINTENANCE_COVERS_BOOKINGS', refs: [first.id, second.id] },
    ])
    const before = await schedule(lab.keeper, span('16:00', '17:00'))
    const overlapping = await schedule(lab.keeper, span('16:30', '18:00'), '')
    expect(overlapping.problems).toMatchObject([
      { code: 'MAINTENANCE_OVERLAPS', refs: [before.id] },
      { code: 'REASON_MISSING' },
    ])
  })

  test('may begin in a turnaround, which it gives back when it is not needed', async () => {
    await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })
    const { id } = await schedule(lab.keeper, span('12:00', '14:00'))
    expect(await cancel(lab.manager, id)).toMatchObject({ __typename: 'Maintenance' })
    expect(await listed(span('12:00', '14:00'))).toEqual([])
    expect(codes(await book(world, lab.bob, span('12:00', '13:00'), { instrumentId }))).toEqual([
      'BOOKING_IN_TURNAROUND',
    ])
  })

  test('that has begun ends when it is cancelled', async () => {
    const { id } = await schedule(lab.keeper, span('10:00', '12:00'))
    world.clock.now = span('11:00', '12:00').startsAt
    expect(await cancel(lab.keeper, id)).toMatchObject({ endsAt: '2026-01-02T03:00:00.000Z' })
    expect(codes(await book(world, lab.ada, span('11:00', '12:00'), { instrumentId }))).toEqual([])
    expect(await listed(span('09:00', '12:00'))).toMatchObject([sent(span('10:00', '11:00'))])
    expect(codes(await cancel(lab.keeper, id))).toEqual(['MAINTENANCE_OVER'])
  })

  test('is for keepers and managers of the owner', async () => {
    for (const who of [lab.ann, lab.ada, lab.stranger, lab.auditor]) {
      expect(codes(await schedule(who, span('10:00', '12:00')))).toEqual(['FORBIDDEN'])
    }
    const { id } = await schedule(lab.manager, span('10:00', '12:00'))
    expect(codes(await cancel(lab.ada, id))).toEqual(['FORBIDDEN'])
    expect(codes(await cancel(lab.keeper, 'none'))).toEqual(['MAINTENANCE_NOT_FOUND'])
    instrumentId = 'none'
    expect(codes(await schedule(lab.keeper, span('10:00', '12:00')))).toEqual(['INSTRUMENT_NOT_FOUND'])
  })
})
