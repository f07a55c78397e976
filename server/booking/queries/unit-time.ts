/** What is taken on units from a moment on, for the search for time, which keeps it in memory. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Stay } from '../rules/time-search.ts'

/** Public instruments by id, those behind `after`. */
export async function publicIdsAfter(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('instrument')
    .select('id')
    .where('id', '>', after)
    .where('is_public', '=', 1)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((it) => it.id)
}

/**
 * The units whose taken time may have changed when something changed on these instruments: their own, and all those of
 * instruments that share one with them, because what gives way there gives way on all its units.
 */
export async function unitsAround(db: Db, instrumentIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('instrument_unit as own')
    .innerJoin('instrument_unit as shared', 'shared.unit_id', 'own.unit_id')
    .innerJoin('instrument_unit as other', 'other.instrument_id', 'shared.instrument_id')
    .select('other.unit_id')
    .distinct()
    .where('own.instrument_id', 'in', instrumentIds)
    .execute()
  return rows.map((it) => it.unit_id)
}

export type UnitSpan = Interval & {
  readonly unitId: string
  /** Where the turnaround begins; the end where there is none. */
  readonly busyUntil: Instant
}

/** What is taken on each unit from `from` on, by unit and start. Of the time before, only the last span is looked at. */
export async function unitTime(db: Db, unitIds: readonly string[], from: Instant): Promise<UnitSpan[]> {
  if (unitIds.length === 0) return []
  const units = db.selectFrom('instrument_unit').select('unit_id').distinct().where('unit_id', 'in', unitIds)
  const ofUnits = () =>
    db
      .selectFrom(units.as('own'))
      .innerJoin('blocked_span as span', 'span.unit_id', 'own.unit_id')
      .select(['span.unit_id', 'span.starts_at', 'span.ends_at', 'span.busy_until'])
  const before = ofUnits()
    .where('span.starts_at', '=', (it) =>
      it
        .selectFrom('blocked_span as earlier')
        .select((max) => max.fn.max('earlier.starts_at').as('starts_at'))
        .whereRef('earlier.unit_id', '=', 'own.unit_id')
        .where('earlier.starts_at', '<', from),
    )
    .where('span.ends_at', '>', from)
  const rows = await ofUnits().where('span.starts_at', '>=', from).unionAll(before).execute()
  return rows
    .map((it) => ({
      unitId: it.unit_id,
      startsAt: it.starts_at,
      endsAt: it.ends_at,
      busyUntil: it.busy_until ?? it.ends_at,
    }))
    .toSorted((a, b) => a.startsAt - b.startsAt)
}

/** Who stays beyond his time at `now`, for each unit of the instrument that he booked. */
export async function staysByUnit(db: Db, now: Instant): Promise<ReadonlyMap<string, readonly Stay[]>> {
  const rows = await db
    .selectFrom('booking')
    .innerJoin('instrument_unit as own', 'own.instrument_id', 'booking.instrument_id')
    .leftJoin('blocked_span as span', (join) =>
      join.onRef('span.id', '=', 'booking.id').onRef('span.unit_id', '=', 'own.unit_id'),
    )
    .select(['booking.id', 'own.unit_id', 'span.ends_at as held_until'])
    .where('booking.state', '=', sql.lit('in_use'))
    // Says of every row what is so anyway, and the planner looks into the index of those in use.
    .where('booking.instrument_id', '>', '')
    .where('booking.ends_at', '<=', now)
    .execute()
  const stays = new Map<string, Stay[]>()
  for (const own of Map.groupBy(rows, (it) => it.id).values()) {
    const held = new Map<string, Instant>()
    for (const { unit_id, held_until } of own) {
      if (held_until !== null && held_until > now) held.set(unit_id, held_until)
    }
    const stay = { id: own[0]?.id ?? '', held }
    for (const { unit_id } of own) stays.set(unit_id, [...(stays.get(unit_id) ?? []), stay])
  }
  return stays
}
