/** Wall-clock time as people write it, in the instants of the domain. */

import { DateTime } from 'luxon'
import type { Instant } from '../../server/kernel/interval.ts'

/** The instant of `2026-03-01T09:00` on the clocks of a zone, in Ordos unless told. */
export function wallTime(text: string, zone = 'Asia/Shanghai'): Instant {
  return DateTime.fromISO(text, { zone }).toMillis()
}
