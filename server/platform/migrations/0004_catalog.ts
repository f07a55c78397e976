/** Categories, instruments, their opening hours and their text index, and the calendar of holidays. */

import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const TEXTS = ['name_en', 'origin_country', 'serial_number', 'commissioned_on'] as const
const TEXTS_NEEDED = ['model', 'manufacturer', 'local_asset_no', 'location_zh'] as const
const LONG_TEXTS = [
  'tech_specs_zh',
  'functions_zh',
  'service_content_zh',
  'access_rules_zh',
  'review_note',
] as const
const LISTS = ['funding_sources', 'specs', 'keywords_zh', 'service_modes'] as const
const DURATIONS = [
  'turnaround_ms',
  'duration_ms_min',
  'duration_ms_max',
  'step_ms',
  'notice_ms_min',
  'horizon_ms',
  'cancel_notice_ms',
] as const

/** Allowed words of the columns that hold one. */
const WORDS = {
  share_mode: ['internal', 'external', 'none'],
  state: ['draft', 'submitted', 'approved', 'rejected', 'withdrawn'],
  approval: ['none', 'keeper'],
  usage_class: ['general', 'dedicated'],
  source: ['purchased', 'developed', 'donated', 'other'],
  run_status: [
    'normal',
    'standby',
    'remote',
    'occasional_fault',
    'frequent_fault',
    'await_repair',
    'await_scrap',
  ],
} as const

/** Lists and counts read indexes alone, never the long rows: each ends with what such a query still asks for. */
const FACETS = 'institution_id, category_code, district_adcode, share_mode'
const INDEXES = [
  `create index instrument_facets on instrument (is_public, ${FACETS}, id, turnaround_ms)`,
  `create index instrument_public_name on instrument (is_public, name_zh, id, ${FACETS}, turnaround_ms)`,
  'create index instrument_public_newest on instrument (is_public, created_at, id)',
  'create index instrument_public_category on instrument (is_public, category_code, name_zh, id)',
  'create index instrument_public_district on instrument (is_public, district_adcode, name_zh, id)',
  'create index instrument_public_share_mode on instrument (is_public, share_mode, name_zh, id)',
  'create index instrument_owner on instrument (institution_id, is_public, name_zh, id)',
  `create index instrument_name on instrument (name_zh, id, is_public, ${FACETS}, turnaround_ms, state)`,
  'create index instrument_newest on instrument (created_at, id)',
  'create index instrument_state on instrument (state, name_zh, id)',
  'create index category_parent on category (parent_code, code)',
  'create index opening_hours_change on opening_hours (valid_from, instrument_id)',
]

export function catalog(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('category')
        .addColumn('code', 'text', (it) => it.primaryKey())
        .addColumn('last_code', 'text', (it) => it.notNull())
        .addColumn('name_zh', 'text', (it) => it.notNull())
        .addColumn('name_en', 'text')
        .addColumn('level', 'integer', (it) => it.notNull().check(sql`level in (1, 2, 3)`))
        .addColumn('parent_code', 'text', (it) => it.references('category.code'))
        .addColumn('aliases', 'text', (it) => it.notNull())
        .execute()
      await instrumentTable(db).execute()
      await db.schema
        .createTable('schedule')
        .addColumn('key', 'text', (it) => it.primaryKey())
        .addColumn('time_zone', 'text', (it) => it.notNull())
        .addColumn('windows', 'text', (it) => it.notNull())
        .addColumn('closed_on_holidays', 'integer', (it) =>
          it.notNull().check(sql`closed_on_holidays in (0, 1)`),
        )
        .execute()
      await db.schema
        .createTable('opening_hours')
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('valid_from', 'text', (it) => it.notNull())
        .addColumn('schedule_key', 'text', (it) => it.notNull().references('schedule.key'))
        .addPrimaryKeyConstraint('opening_hours_key', ['instrument_id', 'valid_from'])
        .execute()
      await db.schema
        .createTable('calendar_day')
        .addColumn('date', 'text', (it) => it.primaryKey())
        .addColumn('kind', 'text', (it) => it.notNull().check(sql`kind in ('holiday', 'workday')`))
        .addColumn('name_zh', 'text', (it) => it.notNull())
        .addColumn('name_en', 'text', (it) => it.notNull())
        .execute()
      for (const statement of [...INDEXES, ...dialect.textIndexDdl('instrument_search')]) {
        await sql.raw(statement).execute(db)
      }
    },
  }
}

/** The columns that lists and counts read come first: a long row is read only as far as it is needed. */
function instrumentTable(db: Kysely<unknown>) {
  type Table = CreateTableBuilder<'instrument', string>
  const words = (table: Table, column: keyof typeof WORDS): Table =>
    table.addColumn(column, 'text', (it) =>
      it
        .notNull()
        .check(sql`${sql.ref(column)} in (${sql.join(WORDS[column].map((word) => sql.lit(word)))})`),
    )
  const flag = (table: Table, column: string): Table =>
    table.addColumn(column, 'integer', (it) => it.notNull().check(sql`${sql.ref(column)} in (0, 1)`))
  let table: Table = db.schema
    .createTable('instrument')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('doc', 'bigint', (it) => it.notNull().unique())
    .addColumn('institution_id', 'text', (it) => it.notNull().references('institution.id'))
    .addColumn('district_adcode', 'text', (it) => it.notNull().references('district.adcode'))
    .addColumn('category_code', 'text', (it) => it.notNull().references('category.code'))
    .addColumn('name_zh', 'text', (it) => it.notNull())
    .addColumn('is_public', 'integer', (it) =>
      it
        .notNull()
        .check(sql`is_public = case when state = 'approved' and share_mode <> 'none' then 1 else 0 end`),
    )
    .addColumn('created_at', 'bigint', (it) => it.notNull())
    .addColumn('updated_at', 'bigint', (it) => it.notNull())
  for (const column of ['share_mode', 'state'] as const) table = words(table, column)
  table = flag(table, 'is_demo')
  for (const column of DURATIONS) table = table.addColumn(column, 'bigint', (it) => it.notNull())
  for (const column of ['approval', 'usage_class', 'source', 'run_status'] as const)
    table = words(table, column)
  table = flag(table, 'customs_supervised')
    .addColumn('time_zone', 'text', (it) => it.notNull())
    .addColumn('original_value_fen', 'bigint', (it) => it.notNull())
  for (const column of TEXTS_NEEDED) table = table.addColumn(column, 'text', (it) => it.notNull())
  for (const column of TEXTS) table = table.addColumn(column, 'text')
  for (const column of LISTS) table = table.addColumn(column, 'text', (it) => it.notNull())
  for (const column of LONG_TEXTS) table = table.addColumn(column, 'text')
  return table.addUniqueConstraint('instrument_asset_no', ['institution_id', 'local_asset_no'])
}
