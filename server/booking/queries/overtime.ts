/** Who is still at an instrument although his booked time has passed. Such bookings are few, and have an index of their own. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import type { Seats } from '../rules/lanes.ts'
import { seatedOnce } from './blocked-time.ts'

/** A booking in use beyond its end, as it concerns an instrument that takes some of its units. */
export type Overrun = Interval &
  Pick<Seats, 'seats'> & {
    /** Of the booking. */
    readonly id: string
    /** The instrument that it concerns: its own, or one that takes some of its units. */
    readonly instrumentId: string
    readonly personId: string
    /** The owner of the instrument. */
    readonly institutionId: string
    readonly customerInstitutionId: string | null
  }

function overrunRows(db: Db, instrumentIds: readonly string[], now: Instant) {
  return (
    db
      .selectFrom('instrument_unit as own')
      .innerJoin('instrument_unit as other', 'other.unit_id', 'own.unit_id')
      .innerJoin('booking', 'booking.instrument_id', 'other.instrument_id')
      .select(['own.instrument_id', 'own.unit_id', 'own.is_lane'])
      .select(['booking.id', 'booking.starts_at', 'booking.ends_at', 'booking.person_id'])
      .select(['booking.institution_id', 'booking.customer_institution_id'])
      .where('own.instrument_id', 'in', instrumentIds)
      // A literal, because a partial index serves no parameter.
      .where('booking.state', '=', sql.lit('in_use'))
      .where('booking.ends_at', '<=', now)
  )
}

const ofOne = prepared((db, it: { readonly instrumentId: string; readonly now: Instant }) =>
  overrunRows(db, [it.instrumentId], it.now),
)

/** Who stays beyond his time on these instruments; nobody, most of the time. */
export async function overruns(db: Db, instrumentIds: readonly string[], now: Instant): Promise<Overrun[]> {
  const [only, ...others] = instrumentIds
  if (only === undefined) return []
  const rows =
    others.length === 0
      ? await ofOne(db, { instrumentId: only, now })
      : await overrunRows(db, instrumentIds, now).execute()
  return [...Map.groupBy(rows, (it) => it.instrument_id).values()].flatMap((own) =>
    seatedOnce(own).map((it) => ({
      id: it.id,
      instrumentId: it.instrument_id,
      startsAt: it.starts_at,
      endsAt: it.ends_at,
      // Whoever stays longer has one unit; nobody knows which.
      seats: it.lanes.length > 0 ? 1 : it.seats,
      personId: it.person_id,
      institutionId: it.institution_id,
      customerInstitutionId: it.customer_institution_id,
    })),
  )
}
