/** When somebody is within his quotas again, for the search for time. */

import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { NEVER } from './first-fit.ts'
import {
  countsBookings,
  gapOf,
  isAboutNeighbours,
  neighbours,
  overuses,
  type PlacedQuota,
  type QuotaFacts,
} from './quotas.ts'

/**
 * Undefined where `span` is within all quotas. Otherwise the moment before which no span of its length that starts later
 * can be; `NEVER` where time to come changes nothing.
 */
export function withinQuotasFrom(
  span: Interval,
  quotas: readonly PlacedQuota[],
  facts: QuotaFacts,
): Instant | undefined {
  const moments = quotas.flatMap((it) => laterThan(span, it, facts))
  return moments.length === 0 ? undefined : Math.max(...moments)
}

function laterThan(span: Interval, quota: PlacedQuota, facts: QuotaFacts): readonly Instant[] {
  if (isAboutNeighbours(quota)) return neighbours(span, quota, facts).map((it) => it.endsAt + gapOf(quota))
  return overuses(span, quota, facts).map(({ period, used, limit }) => {
    if (quota.period === null) return NEVER
    if (countsBookings(quota)) return period.endsAt
    // So much of a span may still lie in the period; where only some hours count, each start is a case of its own.
    return quota.enforced === null ? period.endsAt - Math.max(0, limit - used) : span.startsAt + 1
  })
}

/** What has to be known to judge any span inside `during` in any zone: a day more, because zones differ in their dates. */
export function quotaSpans({ startsAt, endsAt }: Interval): readonly Interval[] {
  const [first, last] = [startsAt - DAY_MS, endsAt + DAY_MS]
  return [
    { startsAt: first, endsAt: last },
    { startsAt: last - 1, endsAt: last },
  ]
}
