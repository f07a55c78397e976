/** Whoever stays beyond his booked end holds the instrument: until when, and whom it concerns. */

import { HOUR_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { inTheWay, type TakenTime } from './taken-time.ts'

/** Nobody knows how long: he is taken to stay for one step more. */
export function overtimeEnd(now: Instant, stepMs: number): Instant {
  return now + stepMs
}

/**
 * What is taken, with those who stay longer: their time reaches on where it is among what is taken (its turnaround may
 * still be), and stands beside it where it is not. By start.
 */
export function withOverruns<T extends TakenTime>(taken: readonly T[], overruns: readonly T[]): readonly T[] {
  if (overruns.length === 0) return taken
  const late = new Map(overruns.map((it) => [it.id, it]))
  const grown = taken.map((it) => {
    const overrun = late.get(it.id)
    late.delete(it.id)
    if (!overrun) return it
    return {
      ...it,
      kind: overrun.kind,
      endsAt: overrun.endsAt,
      blockedUntil: Math.max(it.blockedUntil, overrun.endsAt),
    }
  })
  return [...grown, ...late.values()].toSorted((a, b) => a.startsAt - b.startsAt)
}

/** The next ones are told when they begin within this. */
export const OVERTIME_WARNING_MS = HOUR_MS

type Coming = TakenTime & { readonly isExpected: boolean }

/**
 * The first booking ahead for which no unit is left while the others stay as they are, and those who stay longer stay
 * on; undefined when there is none. `taken` is by start, without those who stay longer.
 */
export function nextInTrouble<T extends Coming>(
  taken: readonly T[],
  {
    staying,
    capacity,
    now,
  }: { readonly staying: readonly TakenTime[]; readonly capacity: number; readonly now: Instant },
): T | undefined {
  return taken.find((it) => {
    if (!it.isExpected) return false
    const startsAt = Math.max(it.startsAt, now)
    const begins: Interval = { startsAt, endsAt: startsAt + 1 }
    const others: TakenTime[] = [
      ...taken.filter((other) => other.id !== it.id),
      ...staying.map((other) => ({ ...other, endsAt: begins.endsAt, blockedUntil: begins.endsAt })),
    ]
    return inTheWay(begins, others, capacity).length > 0
  })
}
