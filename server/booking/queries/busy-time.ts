/** What is taken on several instruments at once, as calendars show it and as the search for free time needs it. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { BookingState } from '../rules/states.ts'
import type { Seats } from '../rules/lanes.ts'
import type { TakenKind, TakenTime } from '../rules/taken-time.ts'
import type { BlockedSpanTable } from '../tables.ts'
import { seatedOnce } from './blocked-time.ts'

/** Taken time with who and what for, which only some may see. */
export type BusyTime = TakenTime & {
  /** The owner of the instrument; null for maintenance. */
  readonly institutionId: string | null
  readonly isRequest: boolean
  /** Who booked it, or to whom it is offered; null for maintenance. */
  readonly personId: string | null
  /** Where the person worked when he booked; null for maintenance. */
  readonly customerInstitutionId: string | null
  /** False where names were not asked for. */
  readonly isOfEnterprise: boolean
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
    .leftJoin('time_offer', 'time_offer.id', 'taken.id')
    .select(['taken.instrument_id', 'taken.id', 'taken.kind', 'taken.starts_at', 'taken.ends_at'])
    .select(['taken.unit_id', 'taken.is_lane'])
    .select(['taken.busy_until', 'booking.institution_id', 'booking.state', 'booking.person_id'])
    .select(['booking.purpose', 'booking.customer_institution_id', 'maintenance.reason'])
    .select('time_offer.person_id as offered_to')
    .$if(withNames, (it) =>
      it
        .leftJoin('person', 'person.id', 'booking.person_id')
        .leftJoin('institution as customer', 'customer.id', 'booking.customer_institution_id')
        .select(['person.name_zh', 'person.name_en', 'customer.kind as customer_kind']),
    )
    .execute()
  // Few for each instrument: sorting them here is cheaper than all of them in the database.
  const busy = Map.groupBy(rows, (it) => it.instrument_id)
  return new Map([...busy].map(([id, own]) => [id, inOrder(own).map(toBusyTime)]))
}

/** Each thing once, by start. */
function inOrder(rows: readonly Row[]): readonly SeatedRow[] {
  return seatedOnce(rows).toSorted((a, b) => a.starts_at - b.starts_at)
}

type SeatedRow = Row & { readonly seats: number }

type Row = BlockedSpanTable & {
  readonly is_lane: number
  readonly institution_id: string | null
  readonly state: BookingState | null
  readonly person_id: string | null
  readonly purpose: string | null
  readonly customer_institution_id: string | null
  readonly customer_kind?: string | null | undefined
  readonly reason: string | null
  readonly offered_to: string | null
  readonly name_zh?: string | null | undefined
  readonly name_en?: string | null | undefined
}

function toBusyTime(row: SeatedRow): BusyTime {
  return {
    id: row.id,
    kind: row.kind,
    startsAt: row.starts_at,
    endsAt: row.busy_until ?? row.ends_at,
    blockedUntil: row.ends_at,
    seats: row.seats,
    institutionId: row.institution_id,
    isRequest: row.state === 'requested',
    personId: row.person_id ?? row.offered_to,
    customerInstitutionId: row.customer_institution_id,
    isOfEnterprise: row.customer_kind === 'enterprise',
    nameZh: row.name_zh ?? null,
    nameEn: row.name_en ?? null,
    purpose: row.purpose ?? row.reason ?? '',
  }
}

export type TakenSpan = Seats & {
  readonly instrumentId: string
  /** The id of what takes it. */
  readonly id: string
  readonly kind: TakenKind
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
    .select(['taken.instrument_id', 'taken.id', 'taken.kind', 'taken.unit_id', 'taken.is_lane'])
    .select(['taken.starts_at', 'taken.ends_at', sql<number>`0`.as('is_overtime')])
    .unionAll(
      db
        .selectFrom('instrument_unit as own')
        .innerJoin('instrument_unit as other', 'other.unit_id', 'own.unit_id')
        .innerJoin('booking', 'booking.instrument_id', 'other.instrument_id')
        // Its turnaround may still be taken too, and is another thing.
        .select(['own.instrument_id', sql<string>`'overtime ' || booking.id`.as('id')])
        .select([sql<TakenKind>`'use'`.as('kind'), 'own.unit_id', 'own.is_lane'])
        .select(['booking.starts_at', 'booking.ends_at', sql<number>`1`.as('is_overtime')])
        .where('own.instrument_id', 'in', instrumentIds)
        .where('booking.state', '=', sql.lit('in_use'))
        .where('booking.ends_at', '<=', span.startsAt),
    )
    .execute()
  const each = Map.groupBy(rows, (it) => it.instrument_id)
  return [...each].flatMap(([instrumentId, own]) =>
    seatedOnce(own).map((it) => ({
      instrumentId,
      id: it.id,
      kind: it.kind,
      startsAt: it.starts_at,
      endsAt: it.ends_at,
      isOvertime: it.is_overtime === 1,
      // Whoever stays longer has one unit; nobody knows which.
      seats: it.is_overtime === 1 && it.lanes.length > 0 ? 1 : it.seats,
    })),
  )
}

/**
 * Spans that start inside `span`, and of each unit the last one before it, when that reaches into it, for each
 * instrument that takes the unit. Written as two ranges, because no planner finds the way from the one to the other by
 * itself. What takes several units of an instrument is there once for each.
 */
function takenDuring(db: Db, instrumentIds: readonly string[], { startsAt, endsAt }: Interval) {
  const columns = ['id', 'unit_id', 'kind', 'starts_at', 'ends_at', 'busy_until'] as const
  const ofUnits = () =>
    db
      .selectFrom('instrument_unit as own')
      .innerJoin('blocked_span as span', 'span.unit_id', 'own.unit_id')
      .select(['own.instrument_id', 'own.is_lane'])
      .select(columns.map((it) => `span.${it}` as const))
      .where('own.instrument_id', 'in', instrumentIds)
  return ofUnits()
    .where('span.starts_at', '>=', startsAt)
    .where('span.starts_at', '<', endsAt)
    .unionAll(
      ofUnits()
        .where('span.starts_at', '=', (it) =>
          it
            .selectFrom('blocked_span as earlier')
            .select((max) => max.fn.max('earlier.starts_at').as('starts_at'))
            .whereRef('earlier.unit_id', '=', 'own.unit_id')
            .where('earlier.starts_at', '<', startsAt),
        )
        .where('span.ends_at', '>', startsAt),
    )
}
