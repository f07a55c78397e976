/** A statement's period in words. */

import { wallTime } from '../design/format.ts'

/** The month where the period is one whole month; its days otherwise, the last one included. */
export function periodText({
  startsAt,
  endsAt,
}: {
  readonly startsAt: string
  readonly endsAt: string
}): string {
  const from = wallTime(startsAt).date
  const last = wallTime(Date.parse(endsAt) - 1).date
  const next = wallTime(endsAt).date
  const whole = from.endsWith('-01') && next.endsWith('-01') && from.slice(0, 7) === last.slice(0, 7)
  return whole ? from.slice(0, 7) : `${from} – ${last}`
}
