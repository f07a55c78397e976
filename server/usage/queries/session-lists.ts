/** Sessions of an institution as a list. Rows in snake_case stop here. */

import { sql, type SqlBool } from 'kysely'
import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { SessionSource, UsageKind } from '../rules/sessions.ts'
import { toSession, type UsageSession } from './sessions.ts'

/** Every condition must hold. */
export type SessionScope = {
  readonly institutionId: string
  readonly instrumentId?: string | null | undefined
  readonly kind?: UsageKind | null | undefined
  readonly source?: SessionSource | null | undefined
  /** Began in this span. */
  readonly during: Interval
}

/** Sessions that began in a span, latest first, one more than the page holds when more follow. */
export async function sessionsPage(
  db: Db,
  { institutionId, instrumentId, kind, source, during }: SessionScope,
  page: PageRequest,
): Promise<UsageSession[]> {
  const [at, id] = page.after ?? []
  let query = db
    .selectFrom('usage_session')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('started_at', '>=', during.startsAt)
    .where('started_at', '<', during.endsAt)
  if (instrumentId) query = query.where('instrument_id', '=', instrumentId)
  if (kind) query = query.where('kind', '=', kind)
  if (source) query = query.where('source', '=', source)
  if (typeof at === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(started_at, id) < (${at}, ${id})`)
  }
  const rows = await query
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toSession)
}
