/** How one person stands on every instrument at once, for searches over many. */

import type { Db } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { StandingFacts } from '../rules/standing.ts'

type Place = { readonly instrumentId: string; readonly institutionId: string }

/** What `standingFacts` says of the person on any instrument, read with four statements however many are asked about. */
export async function standingOfPerson(
  db: Db,
  personId: string,
  now: Instant,
): Promise<(place: Place) => StandingFacts> {
  const [restrictions, requirements, qualifications, grants] = await Promise.all([
    db
      .selectFrom('restriction')
      .select(['id', 'scope', 'institution_id', 'instrument_id', 'reason', 'starts_at', 'ends_at'])
      .where('person_id', '=', personId)
      .where('lifted_at', 'is', null)
      .where('ends_at', '>', now)
      .orderBy('ends_at', 'desc')
      .execute(),
    db.selectFrom('training_requirement').select('instrument_id').execute(),
    db
      .selectFrom('qualification')
      .select(['id', 'instrument_id', 'expires_at'])
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .execute(),
    db
      .selectFrom('role_grant')
      .select('institution_id')
      .where('person_id', '=', personId)
      .where('role', 'in', ['keeper', 'manager'])
      .execute(),
  ])
  const required = new Set(requirements.map((it) => it.instrument_id))
  const qualified = new Map(qualifications.map((it) => [it.instrument_id, it]))
  const staffed = new Set(grants.map((it) => it.institution_id))
  return ({ instrumentId, institutionId }) => {
    const qualification = qualified.get(instrumentId)
    return {
      instrumentId,
      isRequired: required.has(instrumentId),
      qualification: qualification && { id: qualification.id, expiresAt: qualification.expires_at },
      isStaff: staffed.has(institutionId),
      restrictions: restrictions
        .filter(
          (it) =>
            it.scope === 'platform' ||
            (it.scope === 'institution' && it.institution_id === institutionId) ||
            (it.scope === 'instrument' && it.instrument_id === instrumentId),
        )
        .map(({ id, scope, reason, starts_at, ends_at }) => ({
          id,
          scope,
          reason,
          startsAt: starts_at,
          endsAt: ends_at,
        })),
    }
  }
}
