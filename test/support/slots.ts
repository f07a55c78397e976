/** Free time as the search finds it, through the front door, and as asking for one start after another finds it. */

import { judgingFacts } from '../../server/booking/actions/judgement.ts'
import { placeBooking } from '../../server/booking/actions/place.ts'
import { lockInstruments } from '../../server/booking/queries/blocked-time.ts'
import { calendarProblems } from '../../server/booking/rules/booking-problems.ts'
import { shortestMs } from '../../server/booking/rules/free-time.ts'
import { judgeBy } from '../../server/booking/rules/judging.ts'
import { gridAt } from '../../server/booking/rules/slots.ts'
import { openIntervals } from '../../server/catalog/rules/opening.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import { HOUR_MS, type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { type Problem, Rejection } from '../../server/kernel/problem.ts'
import { sent } from './bookings.ts'
import type { World } from './world.ts'

export type Slot = {
  readonly instrument: { readonly id: string }
  readonly startsAt: string
  readonly endsAt: string
  readonly totalFen: number | null
}

export type SlotPage = {
  readonly totalCount: number
  readonly edges: readonly { readonly cursor: string; readonly node: Slot }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

type Search = { readonly during: Interval; readonly minutes?: number } & Readonly<Record<string, unknown>>

/** An hour for the viewer, unless told otherwise. */
export async function slotPage(
  world: World,
  who: Viewer | null,
  { during, minutes = 60, ...more }: Search,
): Promise<SlotPage> {
  const data = await world.ask(
    who,
    `query ($filter: InstrumentFilter, $durationMinutes: Int!, $during: IntervalInput!, $forMe: Boolean, $hours: DailyHoursInput, $weekdays: [Int!], $sort: FreeSlotSort, $first: Int, $after: String) {
      freeSlots(filter: $filter, durationMinutes: $durationMinutes, during: $during, forMe: $forMe, hours: $hours, weekdays: $weekdays, sort: $sort, first: $first, after: $after) {
        totalCount edges { cursor node { instrument { id } startsAt endsAt totalFen } } pageInfo { hasNextPage endCursor }
      }
    }`,
    { durationMinutes: minutes, during: sent(during), forMe: true, ...more },
  )
  return data['freeSlots'] as SlotPage
}

/** The start on each instrument, by its id. */
export async function starts(world: World, who: Viewer | null, search: Search) {
  const { edges } = await slotPage(world, who, search)
  return Object.fromEntries(edges.map(({ node }) => [node.instrument.id, Date.parse(node.startsAt)]))
}

export type Wished = {
  readonly minutes: number
  readonly hours: { readonly startsAt: string; readonly endsAt: string } | null
  readonly weekdays: readonly number[] | null
}

/** The variables of a search of the viewer's with wishes. */
export function wishedSearch(during: Interval, { minutes, hours, weekdays }: Wished): Search {
  return { during, minutes, hours, weekdays }
}

/** The next free start on the card of each instrument, by its id, in the order of the list that is sorted by it. */
export async function nextFree(world: World, who: Viewer | null) {
  const data = (await world.ask(
    who,
    'query { instrumentsByNextFree(first: 50) { edges { node { id nextFreeAt } } } }',
  )) as { instrumentsByNextFree: { edges: { node: { id: string; nextFreeAt: string | null } }[] } }
  return data.instrumentsByNextFree.edges.map(({ node }): readonly [string, number] => [
    node.id,
    node.nextFreeAt === null ? Number.POSITIVE_INFINITY : Date.parse(node.nextFreeAt),
  ])
}

/**
 * The first start of a shortest booking, in fives of minutes, against which nothing is said but what cards do not tell:
 * how the viewer stands, and his quotas.
 */
export async function nextByJudging(
  world: World,
  { personId, institutionId: customerInstitutionId }: Viewer,
  { instrumentId, during }: Pick<Trying, 'instrumentId' | 'during'>,
): Promise<number | undefined> {
  const from = Math.ceil(world.clock.now / (5 * MINUTE_MS)) * 5 * MINUTE_MS
  const tried = Array.from(
    { length: Math.max(0, Math.ceil((during.endsAt - from) / (5 * MINUTE_MS))) },
    (_, i) => from + i * 5 * MINUTE_MS,
  )
  const spans = [{ startsAt: from, endsAt: during.endsAt + 8 * HOUR_MS }]
  const wanted = { instrumentId, personId, customerInstitutionId, spans, exceptIds: [], isAsked: null }
  const facts = await judgingFacts(world.as(null), world.store.db, wanted)
  const { policy, grid } = facts.terms
  return tried.find((startsAt) => {
    const { stepMs } = gridAt(startsAt, grid, facts.instrument.timeZone)
    const { problems } = judgeBy(facts, { startsAt, endsAt: startsAt + shortestMs(policy, stepMs) })
    return problems.every((it) => !/^(BOOKING|OPERATOR)_/.test(it.code))
  })
}

type Trying = { readonly instrumentId: string; readonly during: Interval; readonly wishes: Wished }

/**
 * The first start, minute by minute in fives, against which the judgement has nothing and which is as wished. The owner's
 * staff may do more than is offered to it: outside the opening hours, and in turnarounds.
 */
export async function firstByJudging(
  world: World,
  who: Viewer,
  { instrumentId, during, wishes }: Trying,
): Promise<number | undefined> {
  const lengthMs = wishes.minutes * MINUTE_MS
  const spans: Interval[] = []
  for (let at = during.startsAt; at + lengthMs <= during.endsAt; at += 5 * MINUTE_MS) {
    const span = { startsAt: at, endsAt: at + lengthMs }
    if (isWished(span, wishes)) spans.push(span)
  }
  if (spans.length === 0) return undefined
  const { personId, institutionId: customerInstitutionId } = who
  const wanted = { instrumentId, personId, customerInstitutionId, spans, exceptIds: [], isAsked: null }
  const facts = await judgingFacts(world.as(who), world.store.db, wanted)
  const { timetable, taken, lanes, terms } = facts
  const { turnaroundMs } = terms.policy
  return spans.find((span) => {
    if (judgeBy(facts, span).problems.length > 0) return false
    const open = openIntervals(timetable, span)
    const calendar = { open, taken, capacity: lanes.length, isStaff: false, turnaroundMs }
    return calendarProblems(span, calendar).length === 0
  })?.startsAt
}

const DAY_MINUTES = 1_440

/** On the clock of Ordos, which is eight hours ahead. */
function isWished({ startsAt, endsAt }: Interval, { hours, weekdays }: Wished): boolean {
  const from = Math.floor(startsAt / MINUTE_MS) + 480
  const length = (endsAt - startsAt) / MINUTE_MS
  const [opens, closes] = hours ? [minutesOf(hours.startsAt), minutesOf(hours.endsAt)] : [0, DAY_MINUTES]
  const lasts = closes > opens ? closes - opens : closes + DAY_MINUTES - opens
  const isDay = (day: number) => !weekdays || weekdays.includes(((day + 3) % 7) + 1)
  const day = Math.floor(from / DAY_MINUTES)
  if (!hours) {
    const last = Math.floor((from + length - 1) / DAY_MINUTES)
    return isDay(day) && isDay(last)
  }
  // Hours that begin on the day itself, or on the day before.
  return [day, day - 1].some((it) => {
    const opensAt = it * DAY_MINUTES + opens
    return isDay(it) && opensAt <= from && from + length <= opensAt + lasts
  })
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

const UNDONE = new Error('undone')

/** The problems with booking a span for oneself, which is undone at once; none where it was booked. */
export async function bookable(
  world: World,
  who: Viewer,
  { instrumentId, ...span }: Interval & { readonly instrumentId: string },
): Promise<readonly Problem[]> {
  const { personId, institutionId: customerInstitutionId } = who
  const ctx = world.as(who)
  const wanted = { ...span, instrumentId, personId, customerInstitutionId }
  try {
    await ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [instrumentId], wanted)
      await placeBooking(ctx, trx, { wanted, personId, purpose: '测试' })
      throw UNDONE
    })
  } catch (error) {
    if (error instanceof Rejection) return error.problems
    if (error !== UNDONE) throw error
  }
  return []
}
