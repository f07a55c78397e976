/** Corrections of uses that somebody asks for and nobody has decided: a month with some is not closed. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'

export async function openAdjustments(db: Db, providerId: string, period: Interval): Promise<number> {
  const row = await db
    .selectFrom('usage_adjustment')
    .innerJoin('usage_session', 'usage_session.id', 'usage_adjustment.session_id')
    .select(sql<number>`count(*)`.as('count'))
    .where('usage_adjustment.institution_id', '=', providerId)
    .where('usage_adjustment.state', '=', sql.lit('requested'))
    .where('usage_session.started_at', '>=', period.startsAt)
    .where('usage_session.started_at', '<', period.endsAt)
    .executeTakeFirstOrThrow()
  return row.count
}
