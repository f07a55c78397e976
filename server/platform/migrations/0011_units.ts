/**
 * What an instrument takes when it is used: its own lanes, of which one is taken, and the units of its components, which
 * all are. Taken time is kept by unit, so that one constraint guards instruments that share one.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const COLUMNS = 'id, unit_id, starts_at, ends_at, busy_until, kind'

export function units(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('instrument_unit')
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('unit_id', 'text', (it) => it.notNull())
        .addColumn('is_lane', 'integer', (it) => it.notNull().check(sql`is_lane in (0, 1)`))
        .addPrimaryKeyConstraint('instrument_unit_key', ['instrument_id', 'unit_id'])
        .execute()
      const statements = [
        'create index instrument_unit_unit on instrument_unit (unit_id)',
        'insert into instrument_unit (instrument_id, unit_id, is_lane) select id, id, 1 from instrument',
        'create table taken_before as select * from blocked_span',
        'drop table blocked_span',
      ]
      for (const statement of statements) await sql.raw(statement).execute(db)
      await db.schema
        .createTable('blocked_span')
        .addColumn('id', 'text', (it) => it.notNull())
        .addColumn('unit_id', 'text', (it) => it.notNull())
        .addColumn('starts_at', 'bigint', (it) => it.notNull())
        .addColumn('ends_at', 'bigint', (it) => it.notNull())
        .addColumn('busy_until', 'bigint')
        .addColumn('kind', 'text', (it) =>
          it.notNull().check(sql`kind in ('booking', 'maintenance', 'hold', 'offer', 'use')`),
        )
        .addPrimaryKeyConstraint('blocked_span_key', ['id', 'unit_id'])
        .addCheckConstraint('blocked_span_goes_on', sql`starts_at < ends_at`)
        .execute()
      const after = [
        `insert into blocked_span (${COLUMNS}) select ${COLUMNS} from taken_before`,
        'drop table taken_before',
        'create index blocked_span_time on blocked_span (unit_id, starts_at, ends_at)',
        ...dialect.noOverlapDdl({ table: 'blocked_span', key: 'unit_id', from: 'starts_at', to: 'ends_at' }),
      ]
      for (const statement of after) await sql.raw(statement).execute(db)
    },
  }
}
