/** Tables that belong to no room: the outbox, the audit log with its seals, cursors of log readers, and jobs. */

import type { Generated } from 'kysely'

/** Appended inside the transaction that caused it; read in commit order (log-reader.ts). */
export type OutboxEventTable = {
  id: Generated<number>
  /** Orders rows by commit, see `Dialect.commitStamp`. */
  stamp: Generated<number>
  at: number
  type: string
  subject_id: string
  payload: string
}

export type AuditEntryTable = {
  id: Generated<number>
  stamp: Generated<number>
  at: number
  /** Null where nobody was signed in, for example a failed sign-in. */
  actor_id: string | null
  action: string
  subject_type: string
  subject_id: string
  detail: string
  request_id: string
}

/** The hash chain over audit entries: each seal hashes its entry and the seal before it. */
export type AuditSealTable = { seq: number; entry_id: number; hash: string; previous_hash: string }

export type LogCursorTable = { consumer: string; stamp: number; id: number }

export type JobTable = { name: string; next_at: number; claimed_until: number; last_error: string | null }

export type PlatformTables = {
  outbox_event: OutboxEventTable
  audit_entry: AuditEntryTable
  audit_seal: AuditSealTable
  log_cursor: LogCursorTable
  job: JobTable
}
