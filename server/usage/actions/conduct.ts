/** What a use means for the standing of whom it is by: conduct points, and a qualification that disuse would end. */

import type { Booking } from '../../booking/queries/bookings.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { present } from '../../kernel/invariant.ts'
import type { Problem } from '../../kernel/problem.ts'
import { settleConduct } from '../../standing/actions/conduct.ts'
import { recordLastUse } from '../../standing/actions/qualifications.ts'
import { problemsOfPerson } from '../../standing/actions/standing.ts'
import { causesOf } from '../../standing/rules/conduct.ts'
import { usageByIds } from '../queries/records.ts'

/** A qualification may have lapsed, or a restriction begun, since the booking was made. */
export async function standingAtCheckIn(
  ctx: Context,
  trx: Trx,
  booking: Booking,
): Promise<readonly Problem[]> {
  const [instrument] = await instrumentsByIds(trx, [booking.instrumentId])
  const { timeZone } = present(instrument, 'the instrument of a booking')
  return problemsOfPerson(ctx, trx, booking, { startsAt: ctx.now(), timeZone })
}

/**
 * What a use that has ended means for the person's points, and for a qualification that disuse would end. Told again
 * when the use is put right: then points follow, and those for not having come are given back.
 */
export async function recordUseConduct(
  ctx: Context,
  trx: Trx,
  { subjectId }: { readonly subjectId: string },
): Promise<void> {
  const [found] = await usageByIds(trx, [subjectId])
  const { id, personId, instrumentId, institutionId, bookingId, startedAt, ...end } = present(
    found,
    `usage ${subjectId}`,
  )
  const occurredAt = present(end.endedAt, 'the end of the usage')
  await recordLastUse(trx, { personId, instrumentId, used: { startsAt: startedAt, endsAt: occurredAt } })
  const where = { personId, instrumentId, institutionId, bookingId, occurredAt }
  await settleConduct(ctx, trx, { ...where, causeId: id, causes: causesOf(end.attendance ?? 'missed') })
}
