/** Notices of people: written once, listed, counted, read; and those that wait to be mailed. */

import { sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import { kindOf, type NoticeKind } from '../rules/kinds.ts'
import type { NoticeData, Told } from '../rules/sentences.ts'

export type NewNotice = {
  readonly id: string
  readonly personId: string
  readonly kind: NoticeKind
  readonly at: Instant
  readonly instrumentId: string | null
  readonly bookingId: string | null
  readonly data: NoticeData
  readonly inApp: boolean
  readonly byMail: boolean
}

export type Notice = Told & {
  readonly id: string
  readonly personId: string
  readonly at: Instant
  readonly readAt: Instant | null
}

/** Rows of one statement: far below what a database takes. */
const CHUNK = 200

/** Writes notices; those that are there already stay as they are. */
export async function insertNotices(trx: Trx, notices: readonly NewNotice[]): Promise<void> {
  for (let i = 0; i < notices.length; i += CHUNK) {
    const rows = notices.slice(i, i + CHUNK).map((it) => ({
      id: it.id,
      person_id: it.personId,
      kind: it.kind,
      at: it.at,
      instrument_id: it.instrumentId,
      booking_id: it.bookingId,
      data: JSON.stringify(it.data),
      in_app: it.inApp ? 1 : 0,
      read_at: null,
      mail_state: it.byMail ? ('due' as const) : ('none' as const),
      mail_attempts: 0,
      mail_due_at: it.at,
    }))
    await trx
      .insertInto('notice')
      .values(rows)
      .onConflict((it) => it.doNothing())
      .execute()
  }
}

function withInstrument(db: Db) {
  return db
    .selectFrom('notice')
    .leftJoin('instrument', 'instrument.id', 'notice.instrument_id')
    .select(['notice.id', 'notice.person_id', 'notice.kind', 'notice.at', 'notice.read_at'])
    .select(['notice.booking_id', 'notice.data', 'notice.instrument_id'])
    .select(['instrument.name_zh', 'instrument.name_en', 'instrument.time_zone'])
}

type Row = Awaited<ReturnType<ReturnType<typeof withInstrument>['execute']>>[number]

/** A person's notices, newest first; one more than the page holds when more follow. */
export async function personNotices(
  db: Db,
  { personId, unreadOnly }: { readonly personId: string; readonly unreadOnly: boolean },
  page: PageRequest,
): Promise<Notice[]> {
  const [at, id] = page.after ?? []
  let query = withInstrument(db)
    .where('notice.person_id', '=', personId)
    .where('notice.in_app', '=', sql.lit(1))
  if (unreadOnly) query = query.where('notice.read_at', 'is', null)
  if (page.after) query = query.where(sql<SqlBool>`(notice.at, notice.id) < (${at}, ${id})`)
  const rows = await query
    .orderBy('notice.at', 'desc')
    .orderBy('notice.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.flatMap(toNotice)
}

/** How many notices a person has not read, counted up to `max`. */
export async function unreadCount(db: Db, personId: string, max: number): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('notice')
        .select('id')
        .where('person_id', '=', personId)
        .where('in_app', '=', sql.lit(1))
        .where('read_at', 'is', null)
        .limit(max)
        .as('unread'),
    )
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Marks notices of a person as read, all of them where `ids` is null; answers how many were not yet. */
export async function markRead(
  trx: Trx,
  {
    personId,
    ids,
    at,
  }: { readonly personId: string; readonly ids: readonly string[] | null; readonly at: Instant },
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('notice')
    .set({ read_at: at })
    .where('person_id', '=', personId)
    .where('in_app', '=', sql.lit(1))
    .where('read_at', 'is', null)
    .$if(ids !== null, (it) => it.where('id', 'in', ids ?? []))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type Letter = Notice & { readonly email: string; readonly attempts: number }

/** Notices whose mail is due, longest due first, at most `limit`. */
export async function dueLetters(db: Db, now: Instant, limit: number): Promise<Letter[]> {
  const rows = await withInstrument(db)
    .innerJoin('person', 'person.id', 'notice.person_id')
    .select(['person.email', 'notice.mail_attempts'])
    .where('notice.mail_state', '=', sql.lit('due'))
    .where('notice.mail_due_at', '<=', now)
    .orderBy('notice.mail_due_at')
    .orderBy('notice.id')
    .limit(limit)
    .execute()
  return rows.flatMap((row) =>
    toNotice(row).map((it) => ({ ...it, email: row.email, attempts: row.mail_attempts })),
  )
}

/** Counts one more attempt to mail a notice, the next not before `nextAt`; false when somebody else has begun it. */
export async function beginAttempt(
  trx: Trx,
  { id, attempts }: Pick<Letter, 'id' | 'attempts'>,
  nextAt: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('notice')
    .set({ mail_attempts: attempts + 1, mail_due_at: nextAt })
    .where('id', '=', id)
    .where('mail_state', '=', 'due')
    .where('mail_attempts', '=', attempts)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function endMailing(trx: Trx, id: string, state: 'sent' | 'failed'): Promise<void> {
  await trx.updateTable('notice').set({ mail_state: state }).where('id', '=', id).execute()
}

/** Nothing for a kind that is known no more. */
function toNotice(row: Row): Notice[] {
  const kind = kindOf(row.kind)
  if (kind === undefined) return []
  const { instrument_id, name_zh, name_en, time_zone } = row
  const hasInstrument = instrument_id !== null && name_zh !== null && time_zone !== null
  return [
    {
      id: row.id,
      personId: row.person_id,
      kind,
      at: row.at,
      readAt: row.read_at,
      bookingId: row.booking_id,
      data: JSON.parse(row.data),
      instrument: hasInstrument
        ? { id: instrument_id, nameZh: name_zh, nameEn: name_en, timeZone: time_zone }
        : null,
    },
  ]
}
