/** What keeps somebody from time that is free: how he stands, and his quotas; read for all instruments at once. */

import type { Context } from '../../context.ts'
import type { Viewer } from '../../identity/rules.ts'
import { type Instant, type Interval, overlaps } from '../../kernel/interval.ts'
import { standingOfPerson } from '../../standing/queries/person.ts'
import { type StandingFacts, standingProblems } from '../../standing/rules/standing.ts'
import { NEVER } from '../rules/first-fit.ts'
import { quotaSpans, withinQuotasFrom } from '../rules/quota-search.ts'
import type { PlacedQuota } from '../rules/quotas.ts'
import type { SlotInstrument, SlotQuestion, SlotRules } from '../rules/time-search.ts'
import { boundQuotas, quotaFacts } from './quotas.ts'

/** Undefined where he may have the time; else the moment before which he may have none on the instrument. */
export type BarredUntil = (instrument: SlotInstrument, slot: Interval) => Instant | undefined

export async function barriers(
  ctx: Context,
  viewer: Viewer,
  question: SlotQuestion,
  instruments: readonly SlotInstrument[],
): Promise<BarredUntil> {
  const standingOn = await standingOfPerson(ctx.store.db, viewer.personId, question.now)
  const byQuotas = await quotaBarrier(ctx, viewer, question, instruments)
  return (instrument, slot) => {
    const { id: instrumentId, institutionId } = instrument
    const standing = standingOn({ instrumentId, institutionId })
    return barredByStanding(standing, instrument, slot, question.now) ?? byQuotas(instrument, slot)
  }
}

function barredByStanding(
  standing: StandingFacts,
  { timeZone }: SlotInstrument,
  { startsAt }: Interval,
  now: Instant,
): Instant | undefined {
  if (standingProblems(standing, { now, startsAt, timeZone }).length === 0) return undefined
  // A restriction that begins later may end before the span does; nothing else passes by itself.
  const moment = { startsAt, endsAt: startsAt + 1 }
  const barring = standing.restrictions.filter((it) => overlaps(it, moment) && it.startsAt > now)
  return barring.length === 0 ? NEVER : Math.max(...barring.map((it) => it.endsAt))
}

/** Asks the database only where a quota binds, and judges instruments whose rules and starts are the same once. */
async function quotaBarrier(
  ctx: Context,
  { personId, institutionId: customerInstitutionId }: Viewer,
  { now, during, termsAt }: SlotQuestion,
  instruments: readonly SlotInstrument[],
): Promise<BarredUntil> {
  const key = { personId, customerInstitutionId }
  const rules = new Set(instruments.map((it) => it.rules))
  const binding = new Map<SlotRules, readonly PlacedQuota[]>()
  for (const it of rules) {
    const quotas = boundQuotas(termsAt(it).quotas, key)
    if (quotas.length > 0) binding.set(it, quotas)
  }
  const all = [...new Set([...binding.values()].flat())]
  if (all.length === 0) return () => undefined
  const { booked } = await quotaFacts(ctx, ctx.store.db, quotaSpans(during), {
    ...key,
    instrumentId: '',
    institutionId: '',
    timeZone: 'utc',
    // Whatever place counts, it is among what was booked in the city.
    quotas: all.map((it) => ({ ...it, level: 'city' })),
    exceptIds: [],
  })
  const judged = new Map<SlotRules, Map<Instant, Instant | undefined>>()
  return ({ id: instrumentId, institutionId, timeZone, rules: own }, slot) => {
    const quotas = binding.get(own)
    if (!quotas) return undefined
    const facts = { now, timeZone, instrumentId, institutionId, booked }
    if (quotas.some((it) => it.level === 'instrument')) return withinQuotasFrom(slot, quotas, facts)
    const known = judged.get(own) ?? new Map<Instant, Instant | undefined>()
    judged.set(own, known)
    if (!known.has(slot.startsAt)) known.set(slot.startsAt, withinQuotasFrom(slot, quotas, facts))
    return known.get(slot.startsAt)
  }
}
