/**
 * Time that is taken on instruments. Spans of one unit never overlap, so those that reach into a window are the ones
 * that start in it and the last one before it: one index probe, however long the history is.
 */

import { type Expression, sql, type SqlBool } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { CustomerKey } from '../rules/terms.ts'
import { quotaKeys } from './quotas.ts'
import { prepared } from '../../platform/prepared.ts'
import { ALL_SEATS } from '../rules/lanes.ts'
import type { LaneTime, TakenKind } from '../rules/taken-time.ts'

/** Time to take: with a turnaround, which begins at `busyUntil` and ends at `endsAt`. */
export type BlockedTime = Interval & { readonly busyUntil: Instant }

export type BlockedSpan = BlockedTime & {
  /** The id of what takes it. */
  readonly id: string
  readonly instrumentId: string
  readonly kind: TakenKind
  /** Which of the interchangeable units; left out: every one of them. */
  readonly lane?: string | undefined
}

/**
 * Lets transactions that take time on units of these instruments, or of those who operate them, wait for each other, in
 * the order of their names; and, where quotas count, those that take it for the same customer on whatever instrument.
 */
export async function lockInstruments(
  { store }: Pick<Context, 'store'>,
  trx: Trx,
  instrumentIds: readonly string[],
  customer?: CustomerKey,
): Promise<void> {
  await store.dialect.lockSelected(trx, () => {
    const units = trx
      .selectFrom('instrument_unit')
      .select(sql<string>`'instrument:' || unit_id`.as('key'))
      .where('instrument_id', 'in', instrumentIds)
    const operators = trx
      .selectFrom('instrument_operator')
      .select(sql<string>`'operator:' || person_id`.as('key'))
      .where('instrument_id', 'in', instrumentIds)
    const all = units.unionAll(operators)
    return customer ? all.unionAll(quotaKeys(trx, instrumentIds, customer)) : all
  })
}

/** The start of the last span of a unit that starts no later than `from`; `from` when there is none. */
export function lastStartBefore(unit: string, from: Instant) {
  return sql<number>`coalesce((select max(earlier.starts_at) from blocked_span as earlier
    where earlier.unit_id = ${sql.ref(unit)} and earlier.starts_at <= ${from}), ${from})`
}

const takenRows = prepared(
  (db, { instrumentId, startsAt, endsAt }: Interval & { readonly instrumentId: string }) =>
    db
      .selectFrom('instrument_unit as own')
      .innerJoin('blocked_span as taken', 'taken.unit_id', 'own.unit_id')
      .select(['taken.id', 'taken.kind', 'taken.starts_at', 'taken.ends_at', 'taken.busy_until'])
      .select(['taken.unit_id', 'own.is_lane'])
      .where('own.instrument_id', '=', instrumentId)
      .where('taken.starts_at', '<', endsAt)
      .where('taken.starts_at', '>=', lastStartBefore('own.unit_id', startsAt))
      .where('taken.ends_at', '>', startsAt)
      .orderBy('taken.starts_at'),
)

/** What is taken on an instrument during `span`, by start; without what `exceptIds` take. */
export async function takenTime(
  db: Db,
  instrumentId: string,
  span: Interval,
  exceptIds: readonly string[] = [],
): Promise<LaneTime[]> {
  const { startsAt, endsAt } = span
  const rows = await takenRows(db, { instrumentId, startsAt, endsAt })
  const found = rows.filter((it) => !exceptIds.includes(it.id))
  return seatedOnce(found).map(({ id, kind, starts_at, ends_at, busy_until, seats, lanes }) => ({
    id,
    kind,
    startsAt: starts_at,
    endsAt: busy_until ?? ends_at,
    blockedUntil: ends_at,
    seats,
    lanes,
  }))
}

type UnitRow = { readonly id: string; readonly is_lane: number; readonly unit_id: string }

/** Rows of one instrument, one for each unit, as one for each thing that takes them, in their order. */
export function seatedOnce<T extends UnitRow>(rows: readonly T[]) {
  return [...Map.groupBy(rows, (it) => it.id).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const lanes = own.filter((it) => it.is_lane === 1).map((it) => it.unit_id)
    const takesPart = lanes.length < own.length
    return [{ ...first, lanes: takesPart ? [] : lanes, seats: takesPart ? ALL_SEATS : lanes.length }]
  })
}

type TakenRow = ReturnType<typeof columnsOf> & {
  readonly id: string
  readonly kind: TakenKind
  readonly instrument_id: string
}

function insertion(trx: Db, row: TakenRow) {
  const text = (value: string) => sql<string>`cast(${value} as text)`
  const number = (value: number | null) => sql<number>`cast(${value} as bigint)`
  return (units: Expression<SqlBool>) =>
    trx
      .insertInto('blocked_span')
      .columns(['id', 'unit_id', 'instrument_id', 'kind', 'starts_at', 'ends_at', 'busy_until'])
      .expression((it) =>
        it
          .selectFrom('instrument_unit')
          .select([text(row.id).as('id'), 'unit_id', 'instrument_id'])
          .select(sql<TakenKind>`cast(${row.kind} as text)`.as('kind'))
          .select([number(row.starts_at).as('starts_at'), number(row.ends_at).as('ends_at')])
          .select(sql<number | null>`cast(${row.busy_until} as bigint)`.as('busy_until'))
          .where('instrument_id', '=', row.instrument_id)
          .where(units),
      )
}

const insertAll = prepared((trx, row: TakenRow) => insertion(trx, row)(sql<SqlBool>`1 = 1`))

const insertOne = prepared((trx, row: TakenRow & { readonly lane: string }) =>
  insertion(trx, row)(sql<SqlBool>`(is_lane = 0 or unit_id = ${row.lane})`),
)

/**
 * Takes time on one lane of an instrument, or on every one, and on all its other units. Fails with
 * `Dialect.isOverlapViolation` where some of it is taken already.
 */
export async function insertBlockedSpan(trx: Trx, span: BlockedSpan): Promise<void> {
  const { id, instrumentId, kind, lane } = span
  const row = { id, instrument_id: instrumentId, kind, ...columnsOf(span) }
  await (lane === undefined ? insertAll(trx, row) : insertOne(trx, { ...row, lane }))
}

/** Frees all the time that something takes. */
export async function releaseTime(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('blocked_span').where('id', '=', id).execute()
}

/** Frees the time that something takes from `endsAt` on, its turnaround too; does nothing where it holds none. */
export async function shrinkTime(trx: Trx, id: string, endsAt: Instant): Promise<void> {
  await trx.deleteFrom('blocked_span').where('id', '=', id).where('starts_at', '>=', endsAt).execute()
  await trx
    .updateTable('blocked_span')
    .set({
      ends_at: endsAt,
      busy_until: sql<number | null>`case when busy_until < ${endsAt} then busy_until end`,
    })
    .where('id', '=', id)
    .where('ends_at', '>', endsAt)
    .execute()
}

/**
 * Lets the turnaround of a booking begin at `busyUntil`, and frees the time behind it. Who leaves before his time began
 * leaves a turnaround only.
 */
export async function beginTurnaround(
  trx: Trx,
  id: string,
  busyUntil: Instant,
  turnaroundMs: number,
): Promise<void> {
  await shrinkTime(trx, id, busyUntil + turnaroundMs)
  await trx
    .updateTable('blocked_span')
    .set({ busy_until: sql<number>`case when starts_at > ${busyUntil} then starts_at else ${busyUntil} end` })
    .where('id', '=', id)
    .where('ends_at', '>', busyUntil)
    .where((it) => it.not(isOfPerson(it.ref('unit_id'))))
    .execute()
  // Whoever operates is free at once.
  await trx
    .deleteFrom('blocked_span')
    .where('id', '=', id)
    .where('starts_at', '>=', busyUntil)
    .where((it) => isOfPerson(it.ref('unit_id')))
    .execute()
  await trx
    .updateTable('blocked_span')
    .set({ ends_at: busyUntil })
    .where('id', '=', id)
    .where('ends_at', '>', busyUntil)
    .where((it) => isOfPerson(it.ref('unit_id')))
    .execute()
}

/** True for rows that stand for the time of a person who operates, and not for a unit of an instrument. */
export function isOfPerson(unit: Expression<string>) {
  return sql<SqlBool>`${unit} like 'person:%'`
}

/** Time as columns: the end of what is busy only where a turnaround follows it. */
export function columnsOf({ startsAt, endsAt, busyUntil }: BlockedTime) {
  return { starts_at: startsAt, ends_at: endsAt, busy_until: busyUntil < endsAt ? busyUntil : null }
}
