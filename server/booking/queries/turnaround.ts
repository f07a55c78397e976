/** Turnarounds that were cut short by a neighbour, and grow again when the neighbour goes. */

import type { Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import { updateBlockedSpan } from './blocked-time.ts'

/**
 * Gives the booking whose turnaround was cut at `freedAt` its turnaround back, as far as there is room now; does
 * nothing where none was cut there.
 */
export async function regrowTurnaround(trx: Trx, instrumentId: string, freedAt: Instant): Promise<void> {
  const cut = await trx
    .selectFrom('blocked_span as cut')
    .innerJoin('booking', 'booking.id', 'cut.id')
    .innerJoin('instrument', 'instrument.id', 'cut.unit_id')
    .select([
      'cut.id',
      'cut.starts_at',
      'cut.ends_at',
      'booking.ends_at as booked_until',
      'instrument.turnaround_ms',
    ])
    .select((it) =>
      it
        .selectFrom('blocked_span as later')
        .select((max) => max.fn.min('later.starts_at').as('starts_at'))
        .where('later.unit_id', '=', instrumentId)
        .where('later.starts_at', '>=', freedAt)
        .as('next_start'),
    )
    .where('cut.unit_id', '=', instrumentId)
    .where('cut.starts_at', '=', (it) =>
      it
        .selectFrom('blocked_span as earlier')
        .select((max) => max.fn.max('earlier.starts_at').as('starts_at'))
        .where('earlier.unit_id', '=', instrumentId)
        .where('earlier.starts_at', '<', freedAt),
    )
    .where('cut.ends_at', '=', freedAt)
    .where('booking.state', 'in', ['requested', 'confirmed', 'in_use'])
    .executeTakeFirst()
  if (!cut) return
  const endsAt = Math.min(cut.booked_until + cut.turnaround_ms, cut.next_start ?? Number.POSITIVE_INFINITY)
  if (endsAt > cut.ends_at)
    await updateBlockedSpan(trx, cut.id, { startsAt: cut.starts_at, endsAt, busyUntil: cut.booked_until })
}
