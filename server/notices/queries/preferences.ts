/** How people want to be told, where they have said so. */

import type { Db, Trx } from '../../database.ts'
import type { NoticeKind } from '../rules/kinds.ts'
import { type Channels, REMINDERS_USUAL, usualChannels } from '../rules/preferences.ts'

export type Reached = {
  /** How each kind is told to the person. */
  readonly channels: (kind: NoticeKind) => Channels
  /** False for the people of the demo, whose addresses are nobody's. */
  readonly hasMail: boolean
}

/** How each person is reached, by id. */
export async function reachOf(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, Reached>> {
  const people = await db
    .selectFrom('person')
    .select(['id', 'is_demo'])
    .where('id', 'in', personIds)
    .execute()
  const rows = await db
    .selectFrom('notice_preference')
    .selectAll()
    .where('person_id', 'in', personIds)
    .execute()
  const chosen = new Map(rows.map((it) => [`${it.person_id} ${it.kind}`, it]))
  return new Map(
    people.map(({ id, is_demo }) => [
      id,
      {
        hasMail: is_demo === 0,
        channels: (kind: NoticeKind) => {
          const own = chosen.get(`${id} ${kind}`)
          return own ? { inApp: own.in_app === 1, byMail: own.by_mail === 1 } : usualChannels(kind)
        },
      },
    ]),
  )
}

export async function upsertPreference(
  trx: Trx,
  personId: string,
  { kind, inApp, byMail }: Channels & { readonly kind: NoticeKind },
): Promise<void> {
  const channels = { in_app: inApp ? 1 : 0, by_mail: byMail ? 1 : 0 }
  await trx
    .insertInto('notice_preference')
    .values({ person_id: personId, kind, ...channels })
    .onConflict((it) => it.columns(['person_id', 'kind']).doUpdateSet(channels))
    .execute()
}

/** How many minutes before their bookings these people are reminded, by id. */
export async function remindersOf(
  db: Db,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await db
    .selectFrom('reminder_choice')
    .selectAll()
    .where('person_id', 'in', personIds)
    .execute()
  const chosen = new Map(rows.map((it) => [it.person_id, it.minutes]))
  return new Map(
    personIds.map((id) => {
      const own = chosen.get(id)
      if (own === undefined) return [id, REMINDERS_USUAL]
      return [id, own === '' ? [] : own.split(',').map(Number)]
    }),
  )
}

export async function upsertReminders(trx: Trx, personId: string, minutes: readonly number[]): Promise<void> {
  const value = { minutes: minutes.join(',') }
  await trx
    .insertInto('reminder_choice')
    .values({ person_id: personId, ...value })
    .onConflict((it) => it.column('person_id').doUpdateSet(value))
    .execute()
}
