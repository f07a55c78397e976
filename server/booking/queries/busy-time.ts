/** What is taken on several instruments at once, as calendars show it and as the search for free time needs it. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { BookingState } from '../rules/states.ts'
import type { TakenTime } from '../rules/taken-time.ts'
import type { BlockedSpanTable } from '../tables.ts'

/** Taken time with who and what for, which only some may see. */
export type BusyTime = TakenTime & {
  /** The owner of the instrument; null for maintenance. */
  readonly institutionId: string | null
  readonly isRequest: boolean
  /** Null for maintenance. */
  readonly personId: string | null
  /** Null for maintenance, and where names were not asked for. */
  readonly nameZh: string | null
  readonly nameEn: string | null
  /** What a booking or a maintenance is for. */
  readonly purpose: string
}

/** What is taken on each instrument during `span`, by start; no entry where nothing is. One statement. */
export async function busyTime(
  db: Db,
  instrumentIds: readonly string[],
  span: Interval,
  withNames: boolean,
): Promise<ReadonlyMap<string, readonly BusyTime[]>> {
  if (instrumentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom(takenDuring(db, instrumentIds, span).as('taken'))
    .leftJoin('booking', 'booking.id', 'taken.id')
    .leftJoin('maintenance', 'maintenance.id', 'taken.id')
    .select(['taken.unit_id', 'taken.id', 'taken.kind', 'taken.starts_at', 'taken.ends_at'])
    .select(['taken.busy_until', 'booking.institution_id', 'booking.state', 'booking.person_id'])
    .select(['booking.purpose', 'maintenance.reason'])
    .$if(withNames, (it) =>
      it.leftJoin('person', 'person.id', 'booking.person_id').select(['person.name_zh', 'person.name_en']),
    )
    .execute()
  // Few for each instrument: sorting them here is cheaper than all of them in the database.
  const busy = Map.groupBy(rows, (it) => it.unit_id)
  return new Map(
    [...busy].map(([id, own]) => [id, own.toSorted((a, b) => a.starts_at - b.starts_at).map(toBusyTime)]),
  )
}

type Row = BlockedSpanTable & {
  readonly institution_id: string | null
  readonly state: BookingState | null
  readonly person_id: string | null
  readonly purpose: string | null
  readonly reason: string | null
  readonly name_zh?: string | null | undefined
  readonly name_en?: string | null | undefined
}

function toBusyTime(row: Row): BusyTime {
  return {
    id: row.id,
    kind: row.kind,
    startsAt: row.starts_at,
    endsAt: row.busy_until ?? row.ends_at,
    blockedUntil: row.ends_at,
    institutionId: row.institution_id,
    isRequest: row.state === 'requested',
    personId: row.person_id,
    nameZh: row.name_zh ?? null,
    nameEn: row.name_en ?? null,
    purpose: row.purpose ?? row.reason ?? '',
  }
}

export type TakenSpan = Interval & {
  readonly instrumentId: string
  /** True where somebody stays longer than he booked: until nobody knows when. */
  readonly isOvertime: boolean
}

/** What is taken on each instrument from `span.startsAt` on, and who is still there beyond his time. One statement. */
export async function takenSpans(
  db: Db,
  instrumentIds: readonly string[],
  span: Interval,
): Promise<TakenSpan[]> {
  if (instrumentIds.length === 0) return []
  const rows = await db
    .selectFrom(takenDuring(db, instrumentIds, span).as('taken'))
    .select(['taken.unit_id', 'taken.starts_at', 'taken.ends_at', sql<number>`0`.as('is_overtime')])
    .unionAll(
      db
        .selectFrom('booking')
        .select(['instrument_id as unit_id', 'starts_at', 'ends_at', sql<number>`1`.as('is_overtime')])
        .where('state', '=', sql.lit('in_use'))
        .where('instrument_id', 'in', instrumentIds)
        .where('ends_at', '<=', span.startsAt),
    )
    .execute()
  return rows.map((it) => ({
    instrumentId: it.unit_id,
    startsAt: it.starts_at,
    endsAt: it.ends_at,
    isOvertime: it.is_overtime === 1,
  }))
}

/**
 * Spans that start inside `span`, and of each instrument the last one before it, when that reaches into it. Written
 * as two ranges, because no planner finds the way from the one to the other by itself.
 */
function takenDuring(db: Db, instrumentIds: readonly string[], { startsAt, endsAt }: Interval) {
  const columns = ['id', 'unit_id', 'kind', 'starts_at', 'ends_at', 'busy_until'] as const
  const lastBefore = db
    .selectFrom('instrument')
    .select((it) =>
      it
        .selectFrom('blocked_span as earlier')
        .select('earlier.id')
        .whereRef('earlier.unit_id', '=', 'instrument.id')
        .where('earlier.starts_at', '<', startsAt)
        .orderBy('earlier.starts_at', 'desc')
        .limit(1)
        .as('id'),
    )
    .where('instrument.id', 'in', instrumentIds)
  return db
    .selectFrom('blocked_span')
    .select(columns)
    .where('unit_id', 'in', instrumentIds)
    .where('starts_at', '>=', startsAt)
    .where('starts_at', '<', endsAt)
    .unionAll(
      db
        .selectFrom('blocked_span')
        .select(columns)
        .where('id', 'in', lastBefore)
        .where('ends_at', '>', startsAt),
    )
}
