/** The ends to which a booking can be extended. Pure. */

import { MINUTE_MS } from '../../server/kernel/interval.ts'

/** In whole steps from the booked end, up to `until`; those still ahead. */
export function laterEnds(endsAt: string, until: string, stepMinutes: number, now = Date.now()): string[] {
  const [from, last, stepMs] = [Date.parse(endsAt), Date.parse(until), stepMinutes * MINUTE_MS]
  const steps = Math.max(0, Math.floor((last - from) / stepMs))
  return Array.from({ length: steps }, (_, i) => from + (i + 1) * stepMs)
    .filter((it) => it > now)
    .map((it) => new Date(it).toISOString())
}
