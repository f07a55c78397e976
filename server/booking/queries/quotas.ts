/** What people and institutions have booked, as far as their quotas count it: bounded ranges of indexes, one statement. */

import { sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import type { CountedBooking, QuotaLevel } from '../rules/quotas.ts'
import type { CustomerKey } from '../rules/terms.ts'

/** What is counted: the starts that may count, and how far from the instrument. */
export type CountedRange = { readonly span: Interval; readonly level: QuotaLevel }

export type CountedWanted = CustomerKey & {
  readonly instrumentId: string
  readonly institutionId: string
  /** The bookings that are judged, which do not count twice. */
  readonly exceptIds: readonly string[]
  /** Undefined where the person has no quota. */
  readonly ofPerson: CountedRange | undefined
  readonly ofInstitution: CountedRange | undefined
}

type Values = {
  readonly instrumentId: string
  readonly institutionId: string
  readonly personId: string | null
  readonly customerInstitutionId: string | null
  readonly personFrom: number
  readonly personTo: number
  readonly personReach: number
  readonly customerFrom: number
  readonly customerTo: number
  readonly customerReach: number
}

/** How far a level reaches: the columns that still have to agree. */
const REACH: Readonly<Record<QuotaLevel, number>> = { instrument: 0, institution: 1, city: 2 }

const countedRows = prepared((db, it: Values) => {
  const within = (from: number, to: number, reach: number) =>
    db
      .selectFrom('booking')
      .select(['id', 'state', 'instrument_id', 'institution_id', 'starts_at', 'ends_at'])
      .where('starts_at', '>', from)
      .where('starts_at', '<', to)
      .where('state', 'in', ['requested', 'confirmed', 'in_use', 'completed', 'missed'])
      .where((eb) =>
        eb.or([
          eb('instrument_id', '=', it.instrumentId),
          eb.and([eb('institution_id', '=', it.institutionId), sql<boolean>`cast(${reach} as integer) >= 1`]),
          sql<boolean>`cast(${reach} as integer) >= 2`,
        ]),
      )
  const ofPerson = within(it.personFrom, it.personTo, it.personReach)
    .select(sql<'person' | 'institution'>`'person'`.as('per'))
    .where('person_id', '=', it.personId)
  const ofInstitution = within(it.customerFrom, it.customerTo, it.customerReach)
    .select(sql<'person' | 'institution'>`'institution'`.as('per'))
    .where('customer_institution_id', '=', it.customerInstitutionId)
  return ofPerson.unionAll(ofInstitution)
})

/** The bookings of the person and of his institution that may count, in no order. */
export async function countedBookings(
  db: Db,
  { ofPerson, ofInstitution, exceptIds, ...key }: CountedWanted,
): Promise<Record<'person' | 'institution', readonly CountedBooking[]>> {
  const rows = await countedRows(db, {
    instrumentId: key.instrumentId,
    institutionId: key.institutionId,
    personId: key.personId,
    customerInstitutionId: key.customerInstitutionId,
    personFrom: (ofPerson?.span.startsAt ?? 0) - 1,
    personTo: ofPerson?.span.endsAt ?? 0,
    personReach: REACH[ofPerson?.level ?? 'instrument'],
    customerFrom: (ofInstitution?.span.startsAt ?? 0) - 1,
    customerTo: ofInstitution?.span.endsAt ?? 0,
    customerReach: REACH[ofInstitution?.level ?? 'instrument'],
  })
  const of = (per: 'person' | 'institution') =>
    rows
      .filter((it) => it.per === per && !exceptIds.includes(it.id))
      .map((it) => ({
        id: it.id,
        state: it.state,
        instrumentId: it.instrument_id,
        institutionId: it.institution_id,
        startsAt: it.starts_at,
        endsAt: it.ends_at,
      }))
  return { person: of('person'), institution: of('institution') }
}

/** The keys under which bookings of a customer wait for each other: none where nothing is counted at these instruments. */
export function quotaKeys(
  trx: Trx,
  instrumentIds: readonly string[],
  { personId, customerInstitutionId }: CustomerKey,
) {
  const owners = trx.selectFrom('instrument').select('institution_id').where('id', 'in', instrumentIds)
  const counting = (subject: string | null) =>
    trx
      .selectFrom('policy_layer')
      .select(sql<string>`'quota:' || cast(${subject} as text)`.as('key'))
      .where('quota_count', '>', 0)
      .where((eb) =>
        eb.or([eb('place', '=', 'city'), eb('place', 'in', instrumentIds), eb('place', 'in', owners)]),
      )
      .where(sql<boolean>`cast(${subject} as text) is not null`)
  return counting(personId).unionAll(counting(customerInstitutionId))
}
