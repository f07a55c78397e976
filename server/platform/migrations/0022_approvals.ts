/** Research groups with who leads them, and how requests go from one to the next who decides. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const STATEMENTS = [
  `create table research_group (
    id text primary key,
    institution_id text not null references institution (id),
    name_zh text not null,
    name_en text,
    principal_id text not null references person (id),
    created_at bigint not null,
    dissolved_at bigint
  )`,
  `create unique index research_group_name on research_group (institution_id, name_zh) where dissolved_at is null`,
  'create index research_group_principal on research_group (principal_id)',
  // The key is why a person belongs to at most one group of an institution.
  `create table group_member (
    institution_id text not null references institution (id),
    person_id text not null references person (id),
    group_id text not null references research_group (id),
    joined_at bigint not null,
    primary key (institution_id, person_id)
  )`,
  'create index group_member_group on group_member (group_id, joined_at, person_id)',
  // Beside \`approval\`, whose words are none and keeper: whether the one who leads the group is asked first.
  'alter table instrument add column asks_pi integer not null default 0 check (asks_pi in (0, 1))',
  `create table approval_wait (
    booking_id text primary key references booking (id),
    awaits text not null check (awaits in ('pi', 'keeper')),
    then_keeper integer not null check (then_keeper in (0, 1)),
    group_id text references research_group (id),
    asked_at bigint not null,
    expires_at bigint not null
  )`,
  // What was asked before has waited for the keeper, until its start.
  `insert into approval_wait (booking_id, awaits, then_keeper, asked_at, expires_at)
    select id, 'keeper', 0, created_at, starts_at from booking where state = 'requested'`,
  `create index approval_wait_group on approval_wait (group_id, asked_at, booking_id) where awaits = 'pi'`,
  'create index approval_wait_due on approval_wait (expires_at, booking_id)',
  `create table approval_step (
    id text primary key,
    booking_id text not null references booking (id),
    step text not null check (step in ('pi', 'keeper')),
    verdict text not null check (verdict in ('approved', 'rejected')),
    decider_id text references person (id),
    at bigint not null,
    note text
  )`,
  'create index approval_step_booking on approval_step (booking_id, at, id)',
]

export function approvals(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of [...STATEMENTS, ...dialect.appendOnlyDdl('approval_step')]) {
        await sql.raw(statement).execute(db)
      }
    },
  }
}
