/** People, sessions, API tokens and role grants. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export function identity(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('person')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('email', 'text', (it) => it.notNull().unique())
        .addColumn('name_zh', 'text', (it) => it.notNull())
        .addColumn('name_en', 'text')
        .addColumn('institution_id', 'text', (it) => it.references('institution.id'))
        .addColumn('password_hash', 'text', (it) => it.notNull())
        .addColumn('failed_sign_ins', 'integer', (it) => it.notNull())
        .addColumn('locked_until', 'bigint', (it) => it.notNull())
        .addColumn('calendar_token_hash', 'text', (it) => it.unique())
        .addColumn('is_demo', 'integer', (it) => it.notNull().check(sql`is_demo in (0, 1)`))
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .execute()
      await sql`create index person_institution on person (institution_id, name_zh, id)`.execute(db)
      await sql`create index person_name on person (name_zh, id)`.execute(db)
      await db.schema
        .createTable('session')
        .addColumn('token_hash', 'text', (it) => it.primaryKey())
        .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .addColumn('last_seen_at', 'bigint', (it) => it.notNull())
        .addColumn('expires_at', 'bigint', (it) => it.notNull())
        .execute()
      await sql`create index session_expiry on session (expires_at)`.execute(db)
      await db.schema
        .createTable('api_token')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
        .addColumn('name', 'text', (it) => it.notNull())
        .addColumn('token_hash', 'text', (it) => it.notNull().unique())
        .addColumn('scopes', 'text', (it) => it.notNull())
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .addColumn('expires_at', 'bigint')
        .addColumn('last_used_at', 'bigint')
        .addColumn('revoked_at', 'bigint')
        .execute()
      await sql`create index api_token_person on api_token (person_id, id)`.execute(db)
      await db.schema
        .createTable('role_grant')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
        .addColumn('role', 'text', (it) =>
          it
            .notNull()
            .check(
              sql`role in ('researcher', 'keeper', 'manager', 'finance', 'reviewer', 'administrator', 'auditor')`,
            ),
        )
        .addColumn('institution_id', 'text', (it) => it.references('institution.id'))
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .execute()
      await sql`create unique index role_grant_once on role_grant (person_id, role, coalesce(institution_id, ''))`.execute(
        db,
      )
    },
  }
}
