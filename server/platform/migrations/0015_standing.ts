/** Training and qualifications, conduct points, restrictions and appeals. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const KINDS = `'normal_use', 'late', 'leave_early', 'overtime', 'missed', 'late_cancellation', 'adjustment', 'reversal'`

/** What has ended stays out of the indexes by which every booking is judged. */
const INDEXES = [
  'create unique index qualification_current on qualification (instrument_id, person_id) where ended_at is null',
  'create index qualification_person on qualification (person_id, granted_at, id)',
  'create index qualification_list on qualification (instrument_id, granted_at, id) where ended_at is null',
  `create index qualification_to_warn on qualification (expires_at, id) where ended_at is null and notice = 'none'`,
  `create index qualification_to_end on qualification (expires_at, id) where ended_at is null and notice = 'warned'`,
  'create index training_session_time on training_session (instrument_id, starts_at, id)',
  'create unique index training_enrolment_seat on training_enrolment (session_id, seat)',
  'create unique index training_enrolment_person on training_enrolment (session_id, person_id)',
  'create index training_enrolment_own on training_enrolment (person_id, enrolled_at, id)',
  'create index conduct_event_person on conduct_event (person_id, occurred_at, id)',
  'create unique index conduct_event_reversal on conduct_event (reverses_id) where reverses_id is not null',
  'create index restriction_in_force on restriction (person_id, ends_at) where lifted_at is null',
  'create index restriction_person on restriction (person_id, imposed_at, id)',
  'create index restriction_place on restriction (institution_id, imposed_at, id)',
  `create index restriction_platform on restriction (imposed_at, id) where scope = 'platform'`,
  'create unique index appeal_restriction on appeal (restriction_id) where restriction_id is not null',
  'create unique index appeal_event on appeal (event_id) where event_id is not null',
  'create index appeal_person on appeal (person_id, filed_at, id)',
  'create index appeal_place on appeal (institution_id, state, filed_at, id)',
  'create index appeal_state on appeal (state, filed_at, id)',
]

export function standing(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTraining(db)
      await createQualifications(db)
      await createConduct(db)
      await createAppeals(db)
      for (const statement of [...INDEXES, ...dialect.appendOnlyDdl('conduct_event')]) {
        await sql.raw(statement).execute(db)
      }
    },
  }
}

async function createTraining(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('training_requirement')
    .addColumn('instrument_id', 'text', (it) => it.primaryKey().references('instrument.id'))
    .addColumn('valid_days', 'integer', (it) => it.check(sql`valid_days > 0`))
    .addColumn('disuse_days', 'integer', (it) => it.check(sql`disuse_days > 0`))
    .addColumn('updated_at', 'bigint', (it) => it.notNull())
    .execute()
  await db.schema
    .createTable('training_session')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
    .addColumn('institution_id', 'text', (it) => it.notNull().references('institution.id'))
    .addColumn('starts_at', 'bigint', (it) => it.notNull())
    .addColumn('ends_at', 'bigint', (it) => it.notNull())
    .addColumn('place', 'text', (it) => it.notNull())
    .addColumn('seats', 'integer', (it) => it.notNull().check(sql`seats > 0`))
    .addColumn('trainer_id', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('pass_mark', 'integer', (it) => it.notNull().check(sql`pass_mark between 0 and 100`))
    .addColumn('cancelled_at', 'bigint')
    .addColumn('cancel_reason', 'text')
    .addColumn('created_at', 'bigint', (it) => it.notNull())
    .addCheckConstraint('training_session_forwards', sql`starts_at < ends_at`)
    .execute()
  await db.schema
    .createTable('training_enrolment')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('session_id', 'text', (it) => it.notNull().references('training_session.id'))
    .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('seat', 'integer', (it) => it.check(sql`seat > 0`))
    .addColumn('state', 'text', (it) =>
      it.notNull().check(sql`state in ('enrolled', 'withdrawn', 'passed', 'failed', 'absent')`),
    )
    .addColumn('enrolled_at', 'bigint', (it) => it.notNull())
    .addColumn('score', 'integer', (it) => it.check(sql`score between 0 and 100`))
    .addColumn('recorded_by', 'text', (it) => it.references('person.id'))
    .addColumn('recorded_at', 'bigint')
    .execute()
}

async function createQualifications(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('qualification')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
    .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('granted_at', 'bigint', (it) => it.notNull())
    .addColumn('granted_by', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('reason', 'text', (it) => it.notNull())
    .addColumn('enrolment_id', 'text', (it) => it.references('training_enrolment.id'))
    .addColumn('last_used_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('notice', 'text', (it) => it.notNull().check(sql`notice in ('none', 'warned', 'expired')`))
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_by', 'text', (it) => it.references('person.id'))
    .addColumn('end_reason', 'text')
    .execute()
}

async function createConduct(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conduct_event')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('kind', 'text', (it) => it.notNull().check(sql.raw(`kind in (${KINDS})`)))
    .addColumn('points', 'integer', (it) => it.notNull())
    .addColumn('occurred_at', 'bigint', (it) => it.notNull())
    .addColumn('recorded_at', 'bigint', (it) => it.notNull())
    .addColumn('instrument_id', 'text', (it) => it.references('instrument.id'))
    .addColumn('institution_id', 'text', (it) => it.references('institution.id'))
    .addColumn('booking_id', 'text')
    .addColumn('actor_id', 'text', (it) => it.references('person.id'))
    .addColumn('reason', 'text')
    .addColumn('reverses_id', 'text', (it) => it.references('conduct_event.id'))
    .execute()
  await db.schema
    .createTable('restriction')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('scope', 'text', (it) =>
      it.notNull().check(sql`scope in ('instrument', 'institution', 'platform')`),
    )
    .addColumn('instrument_id', 'text', (it) => it.references('instrument.id'))
    .addColumn('institution_id', 'text', (it) => it.references('institution.id'))
    .addColumn('reason', 'text', (it) => it.notNull())
    .addColumn('starts_at', 'bigint', (it) => it.notNull())
    .addColumn('ends_at', 'bigint', (it) => it.notNull())
    .addColumn('imposed_by', 'text', (it) => it.references('person.id'))
    .addColumn('imposed_at', 'bigint', (it) => it.notNull())
    .addColumn('event_id', 'text', (it) => it.references('conduct_event.id'))
    .addColumn('below_points', 'integer')
    .addColumn('lifted_at', 'bigint')
    .addColumn('lifted_by', 'text', (it) => it.references('person.id'))
    .addColumn('lift_reason', 'text')
    .addCheckConstraint('restriction_forwards', sql`starts_at < ends_at`)
    .execute()
}

async function createAppeals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('appeal')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('restriction_id', 'text', (it) => it.references('restriction.id'))
    .addColumn('event_id', 'text', (it) => it.references('conduct_event.id'))
    .addColumn('institution_id', 'text', (it) => it.references('institution.id'))
    .addColumn('text', 'text', (it) => it.notNull())
    .addColumn('state', 'text', (it) => it.notNull().check(sql`state in ('open', 'upheld', 'dismissed')`))
    .addColumn('filed_at', 'bigint', (it) => it.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', 'text', (it) => it.references('person.id'))
    .addColumn('decision', 'text')
    .addCheckConstraint('appeal_subject', sql`(restriction_id is null) <> (event_id is null)`)
    .execute()
}
