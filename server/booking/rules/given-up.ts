/** When time that was given up late counts as taken again: then giving it up has cost nobody anything. */

import { type Interval, subtractIntervals } from '../../kernel/interval.ts'
import { fullTime, type Seats } from './lanes.ts'
import type { BookingState } from './states.ts'
import type { TakenTime } from './taken-time.ts'

/** In these a booking takes its time for good; a request may still be refused. */
export const CERTAIN_STATES: readonly BookingState[] = ['confirmed', 'in_use', 'completed']

type Booked = Seats & Pick<TakenTime, 'blockedUntil'>

type Place = {
  readonly capacity: number
  /** The shortest booking: less than that is left to nobody. */
  readonly shortestMs: number
}

/** Whether bookings, with their turnarounds, leave no part of the time in which another could lie. */
export function isTakenAgain(
  givenUp: Interval,
  booked: readonly Booked[],
  { capacity, shortestMs }: Place,
): boolean {
  const blocked = booked.map(({ startsAt, blockedUntil, seats }) => ({
    startsAt,
    endsAt: blockedUntil,
    seats,
  }))
  const left = subtractIntervals([givenUp], fullTime(blocked, capacity))
  return left.every((it) => it.endsAt - it.startsAt < shortestMs)
}
