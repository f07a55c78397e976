/** Districts and institutions. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export function institutions(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('district')
        .addColumn('adcode', 'text', (it) => it.primaryKey())
        .addColumn('name_zh', 'text', (it) => it.notNull())
        .addColumn('name_en', 'text', (it) => it.notNull())
        .execute()
      await db.schema
        .createTable('institution')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('uscc', 'text', (it) => it.notNull().unique())
        .addColumn('name_zh', 'text', (it) => it.notNull())
        .addColumn('name_en', 'text')
        .addColumn('kind', 'text', (it) =>
          it
            .notNull()
            .check(
              sql`kind in ('university', 'research_institute', 'enterprise', 'testing_body', 'government_platform')`,
            ),
        )
        .addColumn('district_adcode', 'text', (it) => it.notNull().references('district.adcode'))
        .addColumn('address_zh', 'text', (it) => it.notNull())
        .addColumn('contact_phone', 'text')
        .addColumn('contact_email', 'text')
        .addColumn('introduction_zh', 'text')
        .addColumn('serves_external', 'integer', (it) => it.notNull().check(sql`serves_external in (0, 1)`))
        .addColumn('is_owner', 'integer', (it) => it.notNull().check(sql`is_owner in (0, 1)`))
        .addColumn('state', 'text', (it) =>
          it.notNull().check(sql`state in ('draft', 'submitted', 'approved', 'rejected', 'withdrawn')`),
        )
        .addColumn('review_note', 'text')
        .addColumn('registered_by', 'text')
        .addColumn('is_demo', 'integer', (it) => it.notNull().check(sql`is_demo in (0, 1)`))
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .execute()
      await sql`create index institution_state_name on institution (state, name_zh, id)`.execute(db)
      await sql`create index institution_name on institution (name_zh, id)`.execute(db)
    },
  }
}
