/** Random bytes drawn from the system many at a time: asking for each costs more than the work that needs it. */

import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(4_096)
let used = pool.length

/** A fraction from 0 to less than 1, of 256. */
export function randomFraction(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const byte = pool[used] ?? 0
  used += 1
  return byte / 256
}
