/** Applications and grants. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { GrantState } from '../rules/grants.ts'
import type { CustomerKind } from '../rules/programmes.ts'
import type { VoucherGrantTable } from '../tables.ts'

export type Grant = {
  readonly id: string
  readonly programmeId: string
  readonly institutionId: string
  readonly applicantId: string
  readonly kind: CustomerKind
  readonly askedFen: Fen
  readonly purpose: string
  /** Institutions that it says are related to it. */
  readonly relatedIds: readonly string[]
  readonly fileName: string
  readonly fileSha256: string
  /** Whose limit it counts to. */
  readonly year: number
  readonly state: GrantState
  readonly appliedAt: Instant
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly decision: string | null
  readonly grantedFen: Fen
  readonly expiresAt: Instant | null
  readonly reservedFen: Fen
  readonly capturedFen: Fen
}

/** What identifies an application that is sent again. */
export type GrantKey = { readonly clientKey: string; readonly input: string }

/** Grants in the order of `ids`; undefined where there is none. */
export async function grantsByIds(db: Db, ids: readonly string[]): Promise<(Grant | undefined)[]> {
  const rows = await db.selectFrom('voucher_grant').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toGrant(it)]))
  return ids.map((it) => found.get(it))
}

export async function grantByClientKey(
  db: Db,
  applicantId: string,
  clientKey: string,
): Promise<{ readonly grant: Grant; readonly input: string } | undefined> {
  const row = await db
    .selectFrom('voucher_grant')
    .selectAll()
    .where('applicant_id', '=', applicantId)
    .where('client_key', '=', clientKey)
    .executeTakeFirst()
  return row && { grant: toGrant(row), input: row.input }
}

/** What a year has granted to an institution, and what it still asks for; without one application. */
export async function yearTotal(
  db: Db,
  { programmeId, institutionId, year }: Pick<Grant, 'programmeId' | 'institutionId' | 'year'>,
  exceptId = '',
): Promise<Fen> {
  const row = await db
    .selectFrom('voucher_grant')
    .select(
      sql<number>`cast(coalesce(sum(case when state = 'applied' then asked_fen else granted_fen end), 0) as bigint)`.as(
        'total',
      ),
    )
    .where('programme_id', '=', programmeId)
    .where('institution_id', '=', institutionId)
    .where('year', '=', year)
    .where('id', '<>', exceptId)
    .executeTakeFirstOrThrow()
  return row.total
}

/** Grants of an institution that are not over and not used up, those that end soonest first; at most a hundred. */
export async function usableGrants(db: Db, institutionId: string, now: Instant): Promise<Grant[]> {
  const rows = await db
    .selectFrom('voucher_grant')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('state', '=', 'granted')
    .where('expires_at', '>', now)
    .where(sql<boolean>`granted_fen > reserved_fen + captured_fen`)
    .orderBy('expires_at')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(toGrant)
}

export type GrantScope = {
  readonly institutionId?: string | null | undefined
  readonly state?: GrantState | null | undefined
}

/** Grants, newest first, one more than the page holds when more follow. */
export async function grantsPage(
  db: Db,
  { institutionId, state }: GrantScope,
  { limit, after }: PageRequest,
): Promise<Grant[]> {
  const [at, id] = after ?? []
  let query = db.selectFrom('voucher_grant').selectAll()
  if (institutionId) query = query.where('institution_id', '=', institutionId)
  if (state) query = query.where('state', '=', state)
  const rows = await query
    .$if(after !== undefined, (it) => it.where(sql<boolean>`(applied_at, id) < (${at}, ${id})`))
    .orderBy('applied_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toGrant)
}

export async function insertGrant(trx: Trx, it: Grant, key: GrantKey): Promise<void> {
  await trx
    .insertInto('voucher_grant')
    .values({
      id: it.id,
      programme_id: it.programmeId,
      institution_id: it.institutionId,
      applicant_id: it.applicantId,
      client_key: key.clientKey,
      input: key.input,
      kind: it.kind,
      asked_fen: it.askedFen,
      purpose: it.purpose,
      related_ids: JSON.stringify(it.relatedIds),
      file_name: it.fileName,
      file_sha256: it.fileSha256,
      year: it.year,
      state: it.state,
      applied_at: it.appliedAt,
      decided_at: it.decidedAt,
      decided_by: it.decidedBy,
      decision: it.decision,
      granted_fen: it.grantedFen,
      expires_at: it.expiresAt,
      reserved_fen: it.reservedFen,
      captured_fen: it.capturedFen,
    })
    .execute()
}

export type GrantDecision = Pick<
  Grant,
  'state' | 'decidedAt' | 'decidedBy' | 'decision' | 'grantedFen' | 'expiresAt' | 'year'
>

export async function updateGrantDecided(trx: Trx, id: string, it: GrantDecision): Promise<void> {
  await trx
    .updateTable('voucher_grant')
    .set({
      state: it.state,
      decided_at: it.decidedAt,
      decided_by: it.decidedBy,
      decision: it.decision,
      granted_fen: it.grantedFen,
      expires_at: it.expiresAt,
      year: it.year,
    })
    .where('id', '=', id)
    .execute()
}

function toGrant(row: Selectable<VoucherGrantTable>): Grant {
  return {
    id: row.id,
    programmeId: row.programme_id,
    institutionId: row.institution_id,
    applicantId: row.applicant_id,
    kind: row.kind,
    askedFen: row.asked_fen,
    purpose: row.purpose,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertGrant wrote it.
    relatedIds: JSON.parse(row.related_ids) as string[],
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    year: row.year,
    state: row.state,
    appliedAt: row.applied_at,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decision: row.decision,
    grantedFen: row.granted_fen,
    expiresAt: row.expires_at,
    reservedFen: row.reserved_fen,
    capturedFen: row.captured_fen,
  }
}
