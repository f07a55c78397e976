/** Finished uses of instruments for tests of what comes after them: written straight into their tables. */

import { insertBooking } from '../../server/booking/queries/bookings.ts'
import type { Instrument } from '../../server/catalog/queries/instruments.ts'
import type { Trx } from '../../server/database.ts'
import { type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { refreshDays } from '../../server/statistics/actions/facts.ts'
import { insertUsageRecord } from '../../server/usage/queries/records.ts'
import { insertSession } from '../../server/usage/queries/sessions.ts'
import type { UsageKind } from '../../server/usage/rules/sessions.ts'
import { bookingOf } from './bookings.ts'
import type { World } from './world.ts'

export type Use = Interval & {
  readonly isExternal?: boolean
  readonly samples?: number
  readonly kind?: UsageKind
}

type Owned = Pick<Instrument, 'id' | 'institutionId'>

/** A use of an instrument with its booking; uses may overlap, as imported ones do. Returns its id. */
export async function insertUse(
  trx: Trx,
  id: string,
  { instrument, personId }: { readonly instrument: Owned; readonly personId: string },
  { startsAt, endsAt, isExternal = false, samples = 0, kind = 'use' }: Use,
): Promise<string> {
  const customerInstitutionId = isExternal ? null : instrument.institutionId
  const booked = { startsAt, endsAt: Math.max(endsAt, startsAt + MINUTE_MS), customerInstitutionId }
  const booking = bookingOf(instrument, { id: `booking-${id}`, personId, state: 'completed', ...booked })
  await insertBooking(trx, booking, undefined)
  await insertUsageRecord(trx, {
    id,
    bookingId: booking.id,
    instrumentId: instrument.id,
    institutionId: instrument.institutionId,
    personId,
    customerInstitutionId,
    isExternal,
    startedAt: startsAt,
    endedAt: endsAt,
    samples,
    attendance: 'normal',
    note: null,
    recordedBy: personId,
    origin: 'booking',
  })
  await insertSession(trx, {
    id,
    recordId: id,
    instrumentId: instrument.id,
    institutionId: instrument.institutionId,
    startsAt,
    endsAt,
    kind,
    samples,
    operatorId: null,
    note: null,
    source: 'person',
    sourceKey: null,
    recordedBy: personId,
    recordedAt: endsAt,
    version: 1,
  })
  return id
}

/** Uses of an instrument by one person that nobody has measured yet. Returns their ids. */
export async function addUses(
  world: World,
  instrument: Owned,
  personId: string,
  uses: readonly Use[],
): Promise<readonly string[]> {
  const { newId } = world.as()
  return world.store.transact(async (trx) => {
    const ids: string[] = []
    for (const use of uses) ids.push(await insertUse(trx, newId(), { instrument, personId }, use))
    return ids
  })
}

/** The same, measured one by one as they would be at their check-outs. */
export async function addMeasuredUses(
  world: World,
  instrument: Owned,
  personId: string,
  uses: readonly Use[],
): Promise<void> {
  for (const subjectId of await addUses(world, instrument, personId, uses)) {
    await world.store.transact((trx) => refreshDays(world.as(), trx, { subjectId }))
  }
}
