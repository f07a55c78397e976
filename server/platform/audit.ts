/**
 * Who did what to which thing. Entries are written inside the action's transaction and only ever added;
 * a job then seals them, in commit order, into a chain of hashes that shows any later change.
 */

import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db, Trx } from '../database.ts'
import type { Instant } from '../kernel/interval.ts'
import type { Store } from './db.ts'
import { takeNext } from './log-reader.ts'
import { prepared } from './prepared.ts'
import type { AuditEntryTable } from './tables.ts'

export type AuditEntry = {
  readonly at: Instant
  readonly actorId: string | null
  /** The mutation or job, for example `bookInstrument`. */
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly requestId: string
}

const SEAL_BATCH = 500
const GENESIS = '0'.repeat(64)

const insertRow = prepared((trx, it: Omit<AuditEntry, 'detail'> & { readonly detail: string }) =>
  trx.insertInto('audit_entry').values({
    at: it.at,
    actor_id: it.actorId,
    action: it.action,
    subject_type: it.subjectType,
    subject_id: it.subjectId,
    detail: it.detail,
    request_id: it.requestId,
  }),
)

export async function appendAuditEntry(trx: Trx, entry: AuditEntry): Promise<void> {
  await insertRow(trx, { ...entry, detail: JSON.stringify(entry.detail) })
}

/** Seals every entry that has become final. Returns how many. */
export async function sealAuditLog(store: Store): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await store.transact((trx) => sealBatch(trx, store))
    sealed += count
    if (count < SEAL_BATCH) return sealed
  }
}

async function sealBatch(trx: Trx, { dialect }: Store): Promise<number> {
  const entries = await takeNext(trx, dialect, {
    table: 'audit_entry',
    consumer: 'audit-seal',
    limit: SEAL_BATCH,
  })
  const last = await lastSeal(trx)
  let previous = last?.hash ?? GENESIS
  let seq = last?.seq ?? 0
  const seals = entries.map((entry) => {
    const previousHash = previous
    previous = hashOf(entry, previousHash)
    seq += 1
    return { seq, entry_id: entry.id, hash: previous, previous_hash: previousHash }
  })
  if (seals.length > 0) await trx.insertInto('audit_seal').values(seals).execute()
  return seals.length
}

/** The sequence number of the first seal that does not fit its entry or its predecessor; undefined when all fit. */
export async function firstBrokenSeal(db: Db): Promise<number | undefined> {
  let previous = GENESIS
  for (let from = 0; ; from += SEAL_BATCH) {
    const rows = await db
      .selectFrom('audit_seal')
      .innerJoin('audit_entry', 'audit_entry.id', 'audit_seal.entry_id')
      .selectAll('audit_entry')
      .select(['audit_seal.seq', 'audit_seal.hash', 'audit_seal.previous_hash'])
      .where('audit_seal.seq', '>', from)
      .where('audit_seal.seq', '<=', from + SEAL_BATCH)
      .orderBy('audit_seal.seq')
      .execute()
    for (const [i, row] of rows.entries()) {
      if (row.seq !== from + i + 1) return from + i + 1
      if (row.previous_hash !== previous || row.hash !== hashOf(row, previous)) return row.seq
      previous = row.hash
    }
    if (rows.length < SEAL_BATCH) return undefined
  }
}

function lastSeal(trx: Trx) {
  return trx
    .selectFrom('audit_seal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function hashOf(entry: Selectable<AuditEntryTable>, previousHash: string): string {
  const { id, at, actor_id, action, subject_type, subject_id, detail, request_id } = entry
  const fields = [previousHash, id, at, actor_id, action, subject_type, subject_id, detail, request_id]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

export type AuditLine = {
  readonly id: number
  readonly at: Instant
  readonly actorId: string | null
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  /** JSON. */
  readonly detail: string
  /** Null until the entry is sealed. */
  readonly hash: string | null
}

/** Entries, newest first, one more than `limit` when more follow; of one subject when it is given. */
export async function auditLines(
  db: Db,
  wanted: { readonly subjectId: string | null; readonly beforeId: number | null; readonly limit: number },
): Promise<AuditLine[]> {
  let query = db
    .selectFrom('audit_entry')
    .leftJoin('audit_seal', 'audit_seal.entry_id', 'audit_entry.id')
    .selectAll('audit_entry')
    .select('audit_seal.hash')
  if (wanted.subjectId !== null) query = query.where('subject_id', '=', wanted.subjectId)
  if (wanted.beforeId !== null) query = query.where('audit_entry.id', '<', wanted.beforeId)
  const rows = await query
    .orderBy('audit_entry.id', 'desc')
    .limit(wanted.limit + 1)
    .execute()
  return rows.map((it) => ({
    id: it.id,
    at: it.at,
    actorId: it.actor_id,
    action: it.action,
    subjectType: it.subject_type,
    subjectId: it.subject_id,
    detail: it.detail,
    hash: it.hash,
  }))
}
