/** Who operates instruments for others, and the time that is taken of them: rows of `blocked_span` like any other. */

import { type Expression, type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import type { OperationDemand, OperationFacts, OperatorTime } from '../rules/operators.ts'
import type { TakenKind } from '../rules/taken-time.ts'
import type { OperatorAbsenceTable } from '../tables.ts'
import { isOfPerson } from './blocked-time.ts'

/** The unit of `blocked_span` that stands for a person. */
function unitOf(personId: string): string {
  return `person:${personId}`
}

type Asked = Interval & { readonly now: Instant; readonly stayingUntil: Instant }

/** What is taken during a span of the time of those who operate some instruments; with whoever stays beyond his booked end stays his operator. */
function takenOfOperators(
  db: Db,
  isMeant: (instrumentId: Expression<string>) => Expression<SqlBool>,
  { startsAt, endsAt, now, stayingUntil }: Asked,
) {
  return db
    .selectFrom('instrument_operator as own')
    .innerJoin('blocked_span as taken', (join) =>
      join.on('taken.unit_id', '=', sql<string>`'person:' || own.person_id`),
    )
    .select([
      'own.instrument_id',
      'own.person_id',
      'taken.id',
      'taken.kind',
      'taken.starts_at',
      'taken.ends_at',
    ])
    .where((it) => isMeant(it.ref('own.instrument_id')))
    .where('taken.starts_at', '<', endsAt)
    .where(
      'taken.starts_at',
      '>=',
      sql<number>`coalesce((select max(earlier.starts_at) from blocked_span as earlier
        where earlier.unit_id = 'person:' || own.person_id and earlier.starts_at <= ${startsAt}), ${startsAt})`,
    )
    .where('taken.ends_at', '>', startsAt)
    .unionAll(
      db
        .selectFrom('instrument_operator as own')
        .innerJoin('booking', 'booking.operator_id', 'own.person_id')
        .select(['own.instrument_id', 'own.person_id', 'booking.id', sql<TakenKind>`'use'`.as('kind')])
        .select(['booking.starts_at', sql<number>`cast(${stayingUntil} as bigint)`.as('ends_at')])
        .where((it) => isMeant(it.ref('own.instrument_id')))
        .where('booking.operator_id', 'is not', null)
        .where('booking.state', '=', sql.lit('in_use'))
        .where('booking.ends_at', '<=', now),
    )
}

const timeRows = prepared((db, values: Asked & { readonly instrumentId: string }) =>
  takenOfOperators(db, (id) => sql<SqlBool>`${id} = ${values.instrumentId}`, values),
)

/** What is taken during `span` of those who operate an instrument; without what `exceptIds` take. */
export async function operatorTime(
  db: Db,
  { instrumentId, startsAt, endsAt, now, stayingUntil }: Asked & { readonly instrumentId: string },
  exceptIds: readonly string[],
): Promise<OperatorTime[]> {
  const rows = await timeRows(db, { instrumentId, startsAt, endsAt, now, stayingUntil })
  return rows.filter((it) => !exceptIds.includes(it.id)).map(toTime)
}

/** The instruments, of these or of all, that nobody but their staff uses without an operator, each with who may operate and what is taken of them. */
export async function demandedOperators(
  db: Db,
  asked: Asked,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, Pick<OperationFacts, 'operatorIds' | 'taken'>>> {
  const named = await db
    .selectFrom('instrument_operation as operation')
    .innerJoin('instrument_operator as named', 'named.instrument_id', 'operation.instrument_id')
    .select(['named.instrument_id', 'named.person_id'])
    .where('operation.demand', '=', sql.lit('required'))
    .$if(ids !== undefined, (it) => it.where('operation.instrument_id', 'in', ids ?? []))
    .execute()
  if (named.length === 0) return new Map()
  const all = sql`select instrument_id from instrument_operation where demand = 'required'`
  const demanding = ids ? sql.join([...new Set(named.map((it) => it.instrument_id))]) : all
  const rows = await takenOfOperators(db, (id) => sql<SqlBool>`${id} in (${demanding})`, asked).execute()
  const taken = Map.groupBy(rows, (it) => it.instrument_id)
  const operators = Map.groupBy(named, (it) => it.instrument_id)
  return new Map(
    [...operators].map(([id, people]) => [
      id,
      { operatorIds: people.map((it) => it.person_id), taken: (taken.get(id) ?? []).map(toTime) },
    ]),
  )
}

/** What is taken of one person during `span`, by start. */
export async function timeOfPerson(db: Db, personId: string, span: Interval): Promise<OperatorTime[]> {
  const rows = await db
    .selectFrom('blocked_span as taken')
    .select(['taken.id', 'taken.kind', 'taken.starts_at', 'taken.ends_at'])
    .where('taken.unit_id', '=', unitOf(personId))
    .where('taken.starts_at', '<', span.endsAt)
    .where('taken.starts_at', '>=', lastStartOfPerson(personId, span.startsAt))
    .where('taken.ends_at', '>', span.startsAt)
    .orderBy('taken.starts_at')
    .execute()
  return rows.map((it) => toTime({ ...it, person_id: personId }))
}

function lastStartOfPerson(personId: string, from: Instant) {
  return sql<number>`coalesce((select max(earlier.starts_at) from blocked_span as earlier
    where earlier.unit_id = ${unitOf(personId)} and earlier.starts_at <= ${from}), ${from})`
}

type TimeRow = {
  readonly person_id: string
  readonly id: string
  readonly kind: TakenKind
  readonly starts_at: number
  readonly ends_at: number
}

function toTime(row: TimeRow): OperatorTime {
  const { person_id, id, kind, starts_at, ends_at } = row
  return { operatorId: person_id, id, kind, startsAt: starts_at, endsAt: ends_at }
}

type OperatorSpan = Interval & {
  readonly id: string
  readonly personId: string
  /** Null where he is away. */
  readonly instrumentId: string | null
  readonly kind: TakenKind
}

/** Takes time of a person. Fails with `Dialect.isOverlapViolation` where some of it is taken already. */
export async function insertOperatorTime(trx: Trx, it: OperatorSpan): Promise<void> {
  await trx
    .insertInto('blocked_span')
    .values({
      id: it.id,
      unit_id: unitOf(it.personId),
      instrument_id: it.instrumentId,
      kind: it.kind,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      busy_until: null,
    })
    .execute()
}

/** Frees what something takes of people's time, and of nothing else. */
export async function releaseOperator(trx: Trx, id: string): Promise<void> {
  await trx
    .deleteFrom('blocked_span')
    .where('id', '=', id)
    .where((it) => isOfPerson(it.ref('unit_id')))
    .execute()
}

export type InstrumentOperation = {
  readonly demand: OperationDemand | null
  /** By id. */
  readonly operatorIds: readonly string[]
}

/** How each instrument is operated, in the order of `ids`. */
export async function operationsByInstrumentIds(
  db: Db,
  ids: readonly string[],
): Promise<InstrumentOperation[]> {
  const rows = await db
    .selectFrom('instrument_operator as named')
    .leftJoin('instrument_operation as operation', 'operation.instrument_id', 'named.instrument_id')
    .select(['named.instrument_id', 'named.person_id', 'operation.demand'])
    .where('named.instrument_id', 'in', ids)
    .orderBy('named.person_id')
    .execute()
  const found = Map.groupBy(rows, (it) => it.instrument_id)
  return ids.map((id) => {
    const own = found.get(id) ?? []
    return { demand: own[0]?.demand ?? null, operatorIds: own.map((it) => it.person_id) }
  })
}

/** Sets how an instrument is operated, in the place of what was set. */
export async function storeOperation(
  trx: Trx,
  instrumentId: string,
  { demand, operatorIds }: InstrumentOperation,
): Promise<void> {
  await trx.deleteFrom('instrument_operator').where('instrument_id', '=', instrumentId).execute()
  await trx.deleteFrom('instrument_operation').where('instrument_id', '=', instrumentId).execute()
  if (operatorIds.length > 0) {
    const rows = operatorIds.map((person_id) => ({ instrument_id: instrumentId, person_id }))
    await trx.insertInto('instrument_operator').values(rows).execute()
  }
  if (demand !== null) {
    await trx.insertInto('instrument_operation').values({ instrument_id: instrumentId, demand }).execute()
  }
}

/** The instruments that a person operates, by id. */
export async function instrumentsOfOperator(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('instrument_operator')
    .select('instrument_id')
    .where('person_id', '=', personId)
    .orderBy('instrument_id')
    .execute()
  return rows.map((it) => it.instrument_id)
}

/** Gives a booking another operator, or none. */
export async function updateOperator(
  trx: Trx,
  id: string,
  { operatorId, at }: { readonly operatorId: string | null; readonly at: Instant },
): Promise<void> {
  await trx
    .updateTable('booking')
    .set({ operator_id: operatorId, updated_at: at, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

export type OperatorAbsence = Interval & {
  readonly id: string
  readonly personId: string
  readonly institutionId: string
  readonly reason: string
  /** The id of a person. */
  readonly createdBy: string
}

/** Absences in the order of `ids`; undefined where there is none. */
export async function absencesByIds(
  db: Db,
  ids: readonly string[],
): Promise<(OperatorAbsence | undefined)[]> {
  const rows = await db.selectFrom('operator_absence').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toAbsence(it)]))
  return ids.map((it) => found.get(it))
}

/** Absences of these people that are not over, by start. */
export async function absencesOf(
  db: Db,
  personIds: readonly string[],
  now: Instant,
): Promise<OperatorAbsence[]> {
  const rows = await db
    .selectFrom('operator_absence')
    .selectAll()
    .where('person_id', 'in', personIds)
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(200)
    .execute()
  return rows.map(toAbsence)
}

export async function insertAbsence(trx: Trx, it: OperatorAbsence): Promise<void> {
  await trx
    .insertInto('operator_absence')
    .values({
      id: it.id,
      person_id: it.personId,
      institution_id: it.institutionId,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      reason: it.reason,
      created_by: it.createdBy,
    })
    .execute()
}

/** Ends an absence at `endsAt`; null: it never was. */
export async function endAbsence(trx: Trx, id: string, endsAt: Instant | null): Promise<void> {
  if (endsAt === null) await trx.deleteFrom('operator_absence').where('id', '=', id).execute()
  else await trx.updateTable('operator_absence').set({ ends_at: endsAt }).where('id', '=', id).execute()
}

function toAbsence(row: Selectable<OperatorAbsenceTable>): OperatorAbsence {
  return {
    id: row.id,
    personId: row.person_id,
    institutionId: row.institution_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    reason: row.reason,
    createdBy: row.created_by,
  }
}
