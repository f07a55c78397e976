/** Finished uses of instruments for tests of what comes after them: written straight into their tables. */

import { insertBooking } from '../../server/booking/queries/bookings.ts'
import type { Instrument } from '../../server/catalog/queries/instruments.ts'
import { type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { refreshDays } from '../../server/statistics/actions/facts.ts'
import { insertUsageRecord } from '../../server/usage/queries.ts'
import type { World } from './world.ts'

export type Use = Interval & { readonly isExternal?: boolean; readonly samples?: number }

/** Uses of an instrument by one person; records may overlap, as imported ones do. Returns their ids. */
export async function addUses(
  world: World,
  { id, institutionId }: Pick<Instrument, 'id' | 'institutionId'>,
  personId: string,
  uses: readonly Use[],
): Promise<readonly string[]> {
  const ctx = world.as()
  return world.store.transact(async (trx) => {
    const ids: string[] = []
    for (const { startsAt, endsAt, isExternal = false, samples = 0 } of uses) {
      const who = { personId, institutionId, customerInstitutionId: isExternal ? null : institutionId }
      const bookingId = ctx.newId()
      const booked = { startsAt, endsAt: Math.max(endsAt, startsAt + MINUTE_MS) }
      const booking = {
        ...who,
        ...booked,
        id: bookingId,
        instrumentId: id,
        purpose: '测试',
        decisionNote: null,
      }
      const made = { state: 'completed' as const, version: 1, createdAt: startsAt, updatedAt: endsAt }
      await insertBooking(trx, { ...booking, ...made }, undefined)
      const record = { ...who, id: ctx.newId(), bookingId, instrumentId: id, isExternal, samples, note: null }
      const times = {
        startedAt: startsAt,
        endedAt: endsAt,
        attendance: 'normal' as const,
        recordedBy: personId,
      }
      await insertUsageRecord(trx, { ...record, ...times })
      ids.push(record.id)
    }
    return ids
  })
}

/** The same, measured one by one as they would be at their check-outs. */
export async function addMeasuredUses(
  world: World,
  instrument: Pick<Instrument, 'id' | 'institutionId'>,
  personId: string,
  uses: readonly Use[],
): Promise<void> {
  for (const subjectId of await addUses(world, instrument, personId, uses)) {
    await world.store.transact((trx) => refreshDays(world.as(), trx, { subjectId }))
  }
}
