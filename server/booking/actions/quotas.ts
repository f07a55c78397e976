/** Quotas of a person and of his institution: what they have booked already, and what is left. */

import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { userClassOf } from '../../institutions/rules.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { bookableInstrument } from '../queries/facts.ts'
import { countedBookings, type CountedRange } from '../queries/quotas.ts'
import {
  countedSpan,
  type PlacedQuota,
  QUOTA_LEVELS,
  type QuotaFacts,
  type QuotaStanding,
  quotaStandings,
} from '../rules/quotas.ts'
import { type CustomerKey, termsOf } from '../rules/terms.ts'
import { seesCalendar } from './access.ts'

export type QuotaCase = CustomerKey & {
  readonly instrumentId: string
  readonly institutionId: string
  readonly timeZone: string
  readonly quotas: readonly PlacedQuota[]
  /** Bookings that do not count, because they are what is judged. */
  readonly exceptIds: readonly string[]
}

/** All that counts against the quotas of a customer for spans; read once however many, and not at all without quotas. */
export async function quotaFacts(
  ctx: Context,
  db: Db,
  spans: readonly Interval[],
  { instrumentId, institutionId, timeZone, quotas, ...key }: QuotaCase,
): Promise<QuotaFacts> {
  const now = ctx.now()
  const range = (per: PlacedQuota['per']): CountedRange | undefined => {
    const own = quotas.filter((quota) => quota.per === per)
    const counted = own.flatMap((quota) => spans.map((span) => countedSpan(span, quota, { now, timeZone })))
    const level = QUOTA_LEVELS.findLast((each) => own.some((quota) => quota.level === each))
    return (
      level && {
        level,
        span: {
          startsAt: Math.min(...counted.map((each) => each.startsAt)),
          endsAt: Math.max(...counted.map((each) => each.endsAt)),
        },
      }
    )
  }
  const place = { now, timeZone, instrumentId, institutionId }
  if (quotas.length === 0) return { ...place, booked: { person: [], institution: [] } }
  const booked = await countedBookings(db, {
    ...key,
    instrumentId,
    institutionId,
    ofPerson: range('person'),
    ofInstitution: range('institution'),
  })
  return { ...place, booked }
}

/** The quotas that have somebody to bind: no person's where nobody is signed in, no institution's where he belongs to none. */
export function boundQuotas(
  quotas: readonly PlacedQuota[],
  { personId, customerInstitutionId }: CustomerKey,
): readonly PlacedQuota[] {
  return quotas.filter(({ per }) => (per === 'person' ? personId : customerInstitutionId) !== null)
}

/** How the quotas that bind the viewer at an instrument stand in the periods of `at`; none for who is not signed in. */
export async function bookingQuotas(
  ctx: Context,
  { instrumentId, at }: { readonly instrumentId: string; readonly at: Instant },
): Promise<readonly QuotaStanding[]> {
  const { db } = ctx.store
  const moment = { startsAt: at, endsAt: at + 1 }
  const key = {
    personId: ctx.viewer?.personId ?? null,
    customerInstitutionId: ctx.viewer?.institutionId ?? null,
  }
  const found = await bookableInstrument(db, instrumentId, moment, key)
  if (!found || !seesCalendar(ctx.viewer, found.instrument)) {
    throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  }
  const { institutionId, timeZone, policy } = found.instrument
  const terms = termsOf(policy, found.layers, userClassOf(institutionId, found.customer))
  const quotas = boundQuotas(terms.quotas, key)
  const place = { instrumentId, institutionId, timeZone, exceptIds: [] }
  return quotaStandings(at, quotas, await quotaFacts(ctx, db, [moment], { ...key, ...place, quotas }))
}
