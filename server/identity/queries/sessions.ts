/** Sessions and API tokens: how a request becomes a viewer. Rows in snake_case stop here. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import { TOKEN_SCOPES, type TokenScope, type Viewer } from '../rules.ts'
import type { ApiTokenTable } from '../tables.ts'

export type ApiToken = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly scopes: readonly TokenScope[]
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
}

const sessionRows = prepared((db, it: { readonly tokenHash: string; readonly now: Instant }) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .leftJoin('role_grant', 'role_grant.person_id', 'person.id')
    .select(['person.id', 'person.institution_id', 'session.last_seen_at'])
    .select(['role_grant.role', 'role_grant.institution_id as granted_at'])
    .where('session.token_hash', '=', it.tokenHash)
    .where('session.expires_at', '>', it.now)
    .orderBy('role_grant.id'),
)

/** Who holds the session, with when it was last seen; undefined when it is unknown or over. */
export async function viewerBySession(
  db: Db,
  tokenHash: string,
  now: Instant,
): Promise<{ viewer: Viewer; lastSeenAt: Instant } | undefined> {
  const rows = await sessionRows(db, { tokenHash, now })
  const [row] = rows
  if (!row) return undefined
  const grants = rows.flatMap((it) => (it.role ? [{ role: it.role, institutionId: it.granted_at }] : []))
  const viewer = { personId: row.id, institutionId: row.institution_id, grants, scopes: null }
  return { viewer, lastSeenAt: row.last_seen_at }
}

/** Who holds the API token, with when it was last used; undefined when it is unknown, over or revoked. */
export async function viewerByApiToken(
  db: Db,
  tokenHash: string,
  now: Instant,
): Promise<{ viewer: Viewer; tokenId: string; lastUsedAt: Instant | null } | undefined> {
  const row = await db
    .selectFrom('api_token')
    .innerJoin('person', 'person.id', 'api_token.person_id')
    .select([
      'person.id',
      'person.institution_id',
      'api_token.id as token_id',
      'api_token.scopes',
      'api_token.last_used_at',
    ])
    .where('api_token.token_hash', '=', tokenHash)
    .where('api_token.revoked_at', 'is', null)
    .where((it) => it.or([it('api_token.expires_at', 'is', null), it('api_token.expires_at', '>', now)]))
    .executeTakeFirst()
  if (!row) return undefined
  return {
    viewer: await viewerOf(db, row, toScopes(row.scopes)),
    tokenId: row.token_id,
    lastUsedAt: row.last_used_at,
  }
}

/** The person as a viewer with every scope, for jobs and seeds that act in somebody's name. */
export async function viewerOfPerson(db: Db, personId: string): Promise<Viewer | undefined> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'institution_id'])
    .where('id', '=', personId)
    .executeTakeFirst()
  return row && viewerOf(db, row, null)
}

async function viewerOf(
  db: Db,
  person: { readonly id: string; readonly institution_id: string | null },
  scopes: Viewer['scopes'],
): Promise<Viewer> {
  const grants = await db
    .selectFrom('role_grant')
    .select(['role', 'institution_id as institutionId'])
    .where('person_id', '=', person.id)
    .execute()
  return { personId: person.id, institutionId: person.institution_id, grants, scopes }
}

/** API tokens of a person that are not revoked, newest first. */
export async function apiTokensOf(db: Db, personId: string): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('api_token')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(toApiToken)
}

export async function apiTokenById(db: Db, id: string): Promise<ApiToken | undefined> {
  const row = await db
    .selectFrom('api_token')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && toApiToken(row)
}

export async function insertSession(
  trx: Trx,
  session: {
    readonly tokenHash: string
    readonly personId: string
    readonly now: Instant
    readonly expiresAt: Instant
  },
): Promise<void> {
  const { tokenHash, personId, now, expiresAt } = session
  await trx
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      person_id: personId,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
    })
    .execute()
}

export async function updateSessionSeen(
  trx: Trx,
  tokenHash: string,
  now: Instant,
  expiresAt: Instant,
): Promise<void> {
  await trx
    .updateTable('session')
    .set({ last_seen_at: now, expires_at: expiresAt })
    .where('token_hash', '=', tokenHash)
    .execute()
}

export async function deleteSession(trx: Trx, tokenHash: string): Promise<void> {
  await trx.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

export async function deleteExpiredSessions(trx: Trx, now: Instant): Promise<void> {
  await trx.deleteFrom('session').where('expires_at', '<=', now).execute()
}

export async function insertApiToken(
  trx: Trx,
  token: ApiToken & { readonly tokenHash: string },
): Promise<void> {
  await trx
    .insertInto('api_token')
    .values({
      id: token.id,
      person_id: token.personId,
      name: token.name,
      token_hash: token.tokenHash,
      scopes: token.scopes.join(','),
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
}

export async function updateApiTokenUsed(trx: Trx, id: string, now: Instant): Promise<void> {
  await trx.updateTable('api_token').set({ last_used_at: now }).where('id', '=', id).execute()
}

export async function revokeApiTokenRow(trx: Trx, id: string, now: Instant): Promise<void> {
  await trx.updateTable('api_token').set({ revoked_at: now }).where('id', '=', id).execute()
}

function toApiToken(row: Selectable<ApiTokenTable>): ApiToken {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    scopes: toScopes(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }
}

function toScopes(text: string): readonly TokenScope[] {
  return TOKEN_SCOPES.filter((it) => text.split(',').includes(it))
}
