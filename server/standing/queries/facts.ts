/** What a booking needs to know of a person, in one statement of four index probes: it runs on every booking and hint. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import type { StandingFacts } from '../rules/standing.ts'
import type { RestrictionScope } from '../rules/restrictions.ts'

export type StandingKey = {
  /** Null: nobody in particular, who has nothing. */
  readonly personId: string | null
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
}

type Kind = 'restriction' | 'requirement' | 'qualification' | 'staff'

/** Says what a row is of. */
const kind = (word: Kind) => sql<Kind>`${sql.lit(word)}`.as('kind')
const NO_TEXT = sql<string | null>`cast(null as text)`
const NO_NUMBER = sql<number | null>`cast(null as bigint)`

type Values = {
  readonly personId: string
  readonly instrumentId: string
  readonly institutionId: string
  readonly now: Instant
}

const factRows = prepared((db, it: Values) =>
  db
    .selectFrom('restriction')
    .select([kind('restriction'), 'id', sql<string | null>`scope`.as('scope')])
    .select([sql<string | null>`reason`.as('reason'), sql<number | null>`starts_at`.as('starts_at')])
    .select(sql<number | null>`ends_at`.as('ends_at'))
    .where('person_id', '=', it.personId)
    .where('lifted_at', 'is', null)
    .where('ends_at', '>', it.now)
    .where((eb) =>
      eb.or([
        eb('scope', '=', 'platform'),
        eb.and([eb('scope', '=', 'institution'), eb('institution_id', '=', it.institutionId)]),
        eb.and([eb('scope', '=', 'instrument'), eb('instrument_id', '=', it.instrumentId)]),
      ]),
    )
    .unionAll(
      db
        .selectFrom('training_requirement')
        .select([kind('requirement'), 'instrument_id as id', NO_TEXT.as('scope'), NO_TEXT.as('reason')])
        .select([NO_NUMBER.as('starts_at'), NO_NUMBER.as('ends_at')])
        .where('instrument_id', '=', it.instrumentId),
    )
    .unionAll(
      db
        .selectFrom('qualification')
        .select([kind('qualification'), 'id', NO_TEXT.as('scope'), NO_TEXT.as('reason')])
        .select([
          sql<number | null>`granted_at`.as('starts_at'),
          sql<number | null>`expires_at`.as('ends_at'),
        ])
        .where('instrument_id', '=', it.instrumentId)
        .where('person_id', '=', it.personId)
        .where('ended_at', 'is', null),
    )
    .unionAll(
      db
        .selectFrom('role_grant')
        .select([kind('staff'), 'id', NO_TEXT.as('scope'), NO_TEXT.as('reason')])
        .select([NO_NUMBER.as('starts_at'), NO_NUMBER.as('ends_at')])
        .where('person_id', '=', it.personId)
        .where('institution_id', '=', it.institutionId)
        .where('role', 'in', ['keeper', 'manager']),
    ),
)

/** The facts of a person on an instrument at a moment. */
export async function standingFacts(db: Db, key: StandingKey, now: Instant): Promise<StandingFacts> {
  const { instrumentId, institutionId } = key
  const rows = await factRows(db, { personId: key.personId ?? '', instrumentId, institutionId, now })
  const qualification = rows.find((it) => it.kind === 'qualification')
  return {
    instrumentId,
    isRequired: rows.some((it) => it.kind === 'requirement'),
    qualification: qualification && { id: qualification.id, expiresAt: qualification.ends_at },
    isStaff: rows.some((it) => it.kind === 'staff'),
    restrictions: rows
      .filter((it) => it.kind === 'restriction')
      .map((it) => ({
        id: it.id,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the column holds nothing else.
        scope: it.scope as RestrictionScope,
        reason: it.reason ?? '',
        startsAt: it.starts_at ?? 0,
        endsAt: it.ends_at ?? 0,
      }))
      .toSorted((a, b) => b.endsAt - a.endsAt),
  }
}
