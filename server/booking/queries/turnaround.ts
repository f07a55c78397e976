/** Turnarounds that were cut short by a neighbour, and grow again when the neighbour goes. */

import type { Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import { columnsOf, isOfPerson } from './blocked-time.ts'

/**
 * Gives bookings whose turnaround was cut at `freedAt` their turnaround back, as far as there is room now on all units
 * that they take; does nothing where none was cut there.
 */
export async function regrowTurnaround(trx: Trx, instrumentId: string, freedAt: Instant): Promise<void> {
  const cut = await trx
    .selectFrom('instrument_unit as own')
    .innerJoin('blocked_span as cut', 'cut.unit_id', 'own.unit_id')
    .innerJoin('booking', 'booking.id', 'cut.id')
    .innerJoin('instrument', 'instrument.id', 'booking.instrument_id')
    .select(['cut.id', 'cut.starts_at', 'booking.ends_at as booked_until', 'instrument.turnaround_ms'])
    .distinct()
    .where('own.instrument_id', '=', instrumentId)
    .where('cut.starts_at', '=', (it) =>
      it
        .selectFrom('blocked_span as earlier')
        .select((max) => max.fn.max('earlier.starts_at').as('starts_at'))
        .whereRef('earlier.unit_id', '=', 'own.unit_id')
        .where('earlier.starts_at', '<', freedAt),
    )
    .where('cut.ends_at', '=', freedAt)
    .where('booking.state', 'in', ['requested', 'confirmed', 'in_use'])
    .execute()
  for (const { id, starts_at, booked_until, turnaround_ms } of cut) {
    const endsAt = Math.min(booked_until + turnaround_ms, await nextStart(trx, id, freedAt))
    if (endsAt > freedAt) {
      const time = { startsAt: starts_at, endsAt, busyUntil: booked_until }
      await trx
        .updateTable('blocked_span')
        .set(columnsOf(time))
        .where('id', '=', id)
        .where((it) => it.not(isOfPerson(it.ref('unit_id'))))
        .execute()
    }
  }
}

/** When the next span begins on any unit that `id` takes, from `from` on; never, where none does. */
async function nextStart(trx: Trx, id: string, from: Instant): Promise<Instant> {
  const rows = await trx
    .selectFrom('blocked_span as held')
    .select((it) =>
      it
        .selectFrom('blocked_span as later')
        .select((min) => min.fn.min('later.starts_at').as('starts_at'))
        .whereRef('later.unit_id', '=', 'held.unit_id')
        .where('later.starts_at', '>=', from)
        .as('starts_at'),
    )
    .where('held.id', '=', id)
    .where((it) => it.not(isOfPerson(it.ref('held.unit_id'))))
    .execute()
  return Math.min(...rows.map((it) => it.starts_at ?? Number.POSITIVE_INFINITY))
}
