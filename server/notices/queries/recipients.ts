/** Whom an event concerns, and the facts that he is told. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { OperatorChange } from '../rules/operators.ts'

/** A line of a booking's history, by booking and version. */
export type ChangeKey = { readonly bookingId: string; readonly version: number }

/** One change of a booking, and whose it is. */
export type Change = ChangeKey &
  Pick<OperatorChange, 'what' | 'actorId' | 'operatorBefore' | 'operatorAfter'> & {
    readonly note: string | null
    readonly personId: string
    readonly instrumentId: string
    readonly before: Interval | undefined
    /** Of a move the span it brought; else the booking's. */
    readonly span: Interval
  }

/** Changes in the order of `keys`; undefined where there is none, or no key. */
export async function changesByKeys(
  db: Db,
  keys: readonly (ChangeKey | undefined)[],
): Promise<(Change | undefined)[]> {
  const asked = keys.flatMap((it) => it ?? [])
  if (asked.length === 0) return keys.map(() => undefined)
  const rows = await db
    .selectFrom('booking_change as change')
    .innerJoin('booking', 'booking.id', 'change.booking_id')
    .select(['change.booking_id', 'change.version', 'change.what', 'change.actor_id', 'change.note'])
    .select(['change.before_starts_at', 'change.before_ends_at'])
    .select(['change.after_starts_at', 'change.after_ends_at'])
    .select(['change.before_operator_id', 'change.after_operator_id'])
    .select(['booking.person_id', 'booking.instrument_id', 'booking.starts_at', 'booking.ends_at'])
    .where(
      'change.booking_id',
      'in',
      asked.map((it) => it.bookingId),
    )
    .where(
      'change.version',
      'in',
      asked.map((it) => it.version),
    )
    .execute()
  const nameOf = ({ bookingId, version }: ChangeKey) => `${bookingId}:${version}`
  const found = new Map(
    rows.map((row) => {
      const before = spanOf(row.before_starts_at, row.before_ends_at)
      const change: Change = {
        bookingId: row.booking_id,
        version: row.version,
        what: row.what,
        actorId: row.actor_id,
        note: row.note,
        personId: row.person_id,
        instrumentId: row.instrument_id,
        operatorBefore: row.before_operator_id,
        operatorAfter: row.after_operator_id,
        before,
        span: spanOf(row.after_starts_at, row.after_ends_at) ??
          before ?? { startsAt: row.starts_at, endsAt: row.ends_at },
      }
      return [nameOf(change), change]
    }),
  )
  return keys.map((it) => it && found.get(nameOf(it)))
}

/** Who has a booking of an instrument ahead. */
export async function bookersAhead(db: Db, instrumentId: string, now: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('booking')
    .select('person_id')
    .distinct()
    .where('instrument_id', '=', instrumentId)
    .where('starts_at', '>', now)
    .where('state', 'in', ['requested', 'confirmed'])
    .execute()
  return rows.map((it) => it.person_id)
}

/** Who keeps the instruments of an institution. */
export async function keepersOf(db: Db, institutionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('institution_id', '=', institutionId)
    .where('role', '=', sql.lit('keeper'))
    .execute()
  return rows.map((it) => it.person_id)
}

/** Who keeps the instruments of the institution that owns this one. */
export async function keepersOfInstrument(db: Db, instrumentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('instrument')
    .innerJoin('role_grant', 'role_grant.institution_id', 'instrument.institution_id')
    .select('role_grant.person_id')
    .distinct()
    .where('instrument.id', '=', instrumentId)
    .where('role_grant.role', '=', sql.lit('keeper'))
    .execute()
  return rows.map((it) => it.person_id)
}

/** Who administers the platform. */
export async function administrators(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('role', '=', sql.lit('administrator'))
    .execute()
  return rows.map((it) => it.person_id)
}

/** A statement, and who looks after the payer's money; undefined when there is none. */
export async function statementFor(db: Db, id: string) {
  const row = await db
    .selectFrom('statement')
    .select(['payer_id', 'payer_institution_id', 'year', 'counter', 'total_fen'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { payer_id, payer_institution_id } = row
  const finance = payer_institution_id
    ? await db
        .selectFrom('role_grant')
        .select('person_id')
        .distinct()
        .where('institution_id', '=', payer_institution_id)
        .where('role', '=', sql.lit('finance'))
        .execute()
    : [{ person_id: payer_id }]
  return {
    year: row.year,
    counter: row.counter,
    totalFen: row.total_fen,
    personIds: finance.map((it) => it.person_id),
  }
}

function spanOf(startsAt: Instant | null, endsAt: Instant | null): Interval | undefined {
  return startsAt === null || endsAt === null ? undefined : { startsAt, endsAt }
}
