/** The engine beside the model: minutes as instants, and whether both say the same. */

import { expect } from 'vitest'
import { whyNot } from '../../server/booking/actions/book.ts'
import { availability } from '../../server/booking/actions/calendar.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import { type Instant, type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { type Problem, Rejection } from '../../server/kernel/problem.ts'
import { type Lab } from './bookings.ts'
import {
  type CalendarModel,
  DAY,
  DAYS,
  expectReasons,
  type Minutes,
  type ModelBooking,
  type Week,
} from './calendar-model.ts'
import { NEW_YEAR, type World } from './world.ts'

export type Real = {
  readonly world: World
  readonly lab: Lab
  /** Customers; the last one waits for time. */
  readonly people: readonly Viewer[]
  /** The group of each customer, by his place; none for most. */
  readonly groups: readonly (string | undefined)[]
  readonly instrumentId: string
}

export const MIDNIGHT = NEW_YEAR - 8 * 60 * MINUTE_MS
export const instant = (minute: number): Instant => MIDNIGHT + minute * MINUTE_MS
export const minuteOf = (at: Instant): number => (at - MIDNIGHT) / MINUTE_MS
export const interval = ({ from, until }: Minutes): Interval => ({
  startsAt: instant(from),
  endsAt: instant(until),
})

/** The days of the week that the commands set, in minutes. */
export const everyDay = (...windows: readonly (readonly [number, number])[]): Week =>
  Array.from({ length: 7 }, () => windows)
export const WEEKS: readonly Week[] = [
  everyDay([0, 1_440]),
  [...everyDay([480, 1_080]).slice(0, 5), [], []],
  everyDay([360, 720], [780, 1_320]),
  everyDay([1_200, 1_680]),
]

export type Step = (model: CalendarModel, real: Real) => Promise<void>

/** What an action made, or why it made nothing. */
export async function tried<T>(
  work: Promise<T>,
): Promise<{ readonly made?: T; readonly problems: readonly Problem[] }> {
  try {
    return { made: await work, problems: [] }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    return { problems: error.problems }
  }
}

/** The engine says what is free, what is taken and why a span cannot be had exactly as the model does. */
export async function compare(
  model: CalendarModel,
  { world, people, groups, instrumentId }: Real,
  probe: Minutes,
): Promise<void> {
  // By turns somebody for whom nothing is held, and somebody of a group.
  const who = model.executed % 2
  const ctx = world.as(people[who])
  const group = groups[who]
  const found = await availability(ctx, instrumentId, interval({ from: 0, until: DAYS * DAY }))
  const taken = (found?.busy ?? []).map(({ startsAt, endsAt, blockedUntil, kind }) => ({
    kind: kind === 'request' ? 'booking' : kind,
    from: minuteOf(startsAt),
    until: minuteOf(endsAt),
    blockedUntil: minuteOf(blockedUntil),
  }))
  const known = model.taking
    .filter((it) => it.blockedUntil > 0)
    .toSorted((a, b) => a.from - b.from)
    .map(({ kind, from, until, blockedUntil }) => ({ kind, from, until, blockedUntil }))
  expect(taken).toEqual(known)
  const free = (found?.free ?? []).map((it) => ({ from: minuteOf(it.startsAt), until: minuteOf(it.endsAt) }))
  expect(free).toEqual(model.free(group))
  const reasons = await whyNot(ctx, { instrumentId, span: interval(probe), customer: ctx.viewer })
  expectReasons(reasons, model.reasons(probe, { isStaff: false, group }))
}

/** Offers are made by the engine when it sees fit; the model only checks that nothing stood in their way. */
export async function learnOffers(model: CalendarModel, { world, instrumentId }: Real): Promise<void> {
  const open = await world.store.db
    .selectFrom('time_offer')
    .select(['id', 'starts_at', 'ends_at'])
    .where('instrument_id', '=', instrumentId)
    .where('state', '=', 'open')
    .execute()
  for (const { id, starts_at, ends_at } of open) {
    if (model.taking.some((it) => it.id === id)) continue
    const span = { from: minuteOf(starts_at), until: minuteOf(ends_at) }
    expect(model.reasons(span, { isStaff: false })).toEqual([])
    model.take(id, 'offer', span)
  }
  const offers = model.taking.filter((it) => it.kind === 'offer').map((it) => it.id)
  expect(offers.toSorted()).toEqual(open.map((it) => it.id).toSorted())
}

export function pick<T>(all: readonly T[], which: number): T | undefined {
  return all[which % Math.max(all.length, 1)]
}

export const pickBooking = (model: CalendarModel, which: number): ModelBooking | undefined =>
  pick([...model.bookings.values()], which)

/** Who books: the keeper, or one of the customers. */
export function booker({ lab, people }: Real, person: number): Viewer | undefined {
  return person === 0 ? lab.keeper : people[person]
}

/** The group of whoever books; the keeper has none. */
export function groupOf({ groups }: Real, person: number): string | undefined {
  return person === 0 ? undefined : groups[person]
}

/** A booking takes its time: what is held for the group of its person yields. */
export function takeFor(
  model: CalendarModel,
  group: string | undefined,
  booking: Minutes & { readonly id: string },
): void {
  if (group !== undefined) model.yieldTo(group, booking, (id, from) => `${id}~${instant(from)}`)
  model.take(booking.id, 'booking', booking)
}

export function stateOfNew({ needsApproval }: CalendarModel, isStaff: boolean): string {
  return needsApproval && !isStaff ? 'requested' : 'confirmed'
}
