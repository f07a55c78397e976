/** The outbox, the audit log and its seals, cursors of log readers, jobs. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

export function platform(dialect: Dialect): Migration {
  const log = (name: string, columns: string) =>
    sql.raw(`create table ${name} (id ${dialect.countedId}, stamp ${dialect.commitStamp}, ${columns})`)
  return {
    async up(db: Kysely<unknown>) {
      await log(
        'outbox_event',
        'at bigint not null, type text not null, subject_id text not null, payload text not null',
      ).execute(db)
      await log(
        'audit_entry',
        `at bigint not null, actor_id text, action text not null, subject_type text not null,
         subject_id text not null, detail text not null, request_id text not null`,
      ).execute(db)
      await sql.raw('create index outbox_event_order on outbox_event (stamp, id)').execute(db)
      await sql.raw('create index audit_entry_order on audit_entry (stamp, id)').execute(db)
      await sql.raw('create index audit_entry_subject on audit_entry (subject_id, id)').execute(db)
      await db.schema
        .createTable('audit_seal')
        .addColumn('seq', 'bigint', (it) => it.primaryKey())
        .addColumn('entry_id', 'bigint', (it) => it.notNull().unique().references('audit_entry.id'))
        .addColumn('hash', 'text', (it) => it.notNull())
        .addColumn('previous_hash', 'text', (it) => it.notNull())
        .execute()
      await db.schema
        .createTable('log_cursor')
        .addColumn('consumer', 'text', (it) => it.primaryKey())
        .addColumn('stamp', 'bigint', (it) => it.notNull())
        .addColumn('id', 'bigint', (it) => it.notNull())
        .execute()
      await db.schema
        .createTable('job')
        .addColumn('name', 'text', (it) => it.primaryKey())
        .addColumn('next_at', 'bigint', (it) => it.notNull())
        .addColumn('claimed_until', 'bigint', (it) => it.notNull())
        .addColumn('last_error', 'text')
        .execute()
      const growing = ['outbox_event', 'audit_entry', 'audit_seal']
      for (const statement of growing.flatMap((it) => dialect.appendOnlyDdl(it))) {
        await sql.raw(statement).execute(db)
      }
    },
  }
}
