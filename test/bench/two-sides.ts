/** Two files of a reconciliation: the same uses, of which two in a hundred differ, in other orders. */

import { HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import type { ReconciledLine } from '../../server/reconciliation/rules/lines.ts'

const INSTRUMENTS = 500
const DIFFERING_PERCENT = 2

/** What can be wrong with a line on their side. */
const WAYS = ['time', 'amount', 'missing here', 'missing there', 'twice', 'no reference'] as const

export function* oursOf(count: number): Iterable<ReconciledLine> {
  for (let i = 0; i < count; i += 1) {
    const n = scattered(i, count)
    const line = lineOf(n, `usage:${n}`)
    yield wayOf(n) === 'missing here'
      ? { ...line, id: `other:${n}`, reference: `OTHER-${n}`, instrument: 'none' }
      : line
  }
}

export function* theirsOf(count: number): Iterable<ReconciledLine> {
  for (let i = 0; i < count; i += 1) {
    const n = scattered(count - 1 - i, count)
    const line = lineOf(n, `row:${n}`)
    const way = wayOf(n)
    if (way === 'missing there') continue
    if (way === 'time') yield { ...line, endsAt: line.endsAt + 30 * MINUTE_MS }
    else if (way === 'amount') yield { ...line, amountFen: line.amountFen + 500 }
    else if (way === 'no reference') yield { ...line, reference: null, startsAt: line.startsAt + MINUTE_MS }
    else yield line
    if (way === 'twice') yield { ...line, id: `again:${n}` }
  }
}

/** Which way a line differs; undefined for 98 in a hundred. */
function wayOf(n: number): (typeof WAYS)[number] | undefined {
  const place = n % (100 * WAYS.length)
  return place % 100 < DIFFERING_PERCENT ? WAYS[Math.floor(place / 100)] : undefined
}

function lineOf(n: number, id: string): ReconciledLine {
  const startsAt = Math.floor(n / INSTRUMENTS) * 3 * HOUR_MS
  return {
    id,
    reference: `BK-${(n * 2_654_435_761) % 4_294_967_296}`,
    instrument: `SEM-${n % INSTRUMENTS}`,
    startsAt,
    endsAt: startsAt + 2 * HOUR_MS,
    amountFen: 12_000 + (n % 977),
  }
}

/** Each number below `count` once, in no order. */
function scattered(i: number, count: number): number {
  return (i * 7_919) % count
}
