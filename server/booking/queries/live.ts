/** Whom a change on a calendar concerns. */

import type { Db } from '../../database.ts'

export type Concerned = {
  readonly institutionId: string
  readonly isPublic: boolean
}

/** The owner of each instrument, and whether anybody may see its calendar; no entry where there is none. */
export async function calendarOwners(
  db: Db,
  instrumentIds: readonly string[],
): Promise<ReadonlyMap<string, Concerned>> {
  const rows = await db
    .selectFrom('instrument')
    .select(['id', 'institution_id', 'is_public'])
    .where('id', 'in', instrumentIds)
    .execute()
  return new Map(
    rows.map((it) => [it.id, { institutionId: it.institution_id, isPublic: it.is_public === 1 }]),
  )
}

/** Who made each booking; no entry where there is none. */
export async function bookersOf(db: Db, bookingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('booking')
    .select(['id', 'person_id'])
    .where('id', 'in', bookingIds)
    .execute()
  return new Map(rows.map((it) => [it.id, it.person_id]))
}
