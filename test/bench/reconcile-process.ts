/**
 * A process of its own for the row `reconcile`, so that its memory is that of the work alone. `streamed N`: both sides
 * flow past. `kept N`: both are arrays first. `bare N`: a bare sort and merge of the same arrays.
 */

import type { ReconciledLine } from '../../server/reconciliation/rules/lines.ts'
import { matchLines } from '../../server/reconciliation/rules/matching.ts'
import { oursOf, theirsOf } from './two-sides.ts'

const SETTINGS = { nearMinutes: 30, timeMinutes: 5, amountFen: 0 }

function cpuMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** How many lines differ. */
function reconcile(ours: Iterable<ReconciledLine>, theirs: Iterable<ReconciledLine>): number {
  let differing = 0
  for (const { outcome } of matchLines(ours, theirs, SETTINGS)) if (outcome !== 'matched') differing += 1
  return differing
}

/** How many references both sides have. */
function sortAndMerge(ours: readonly ReconciledLine[], theirs: readonly ReconciledLine[]): number {
  const byReference = (a: ReconciledLine, b: ReconciledLine) =>
    (a.reference ?? '') < (b.reference ?? '') ? -1 : 1
  const [a, b] = [ours.toSorted(byReference), theirs.toSorted(byReference)]
  let [i, j, same] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [own, other] = [a[i]?.reference ?? '', b[j]?.reference ?? '']
    if (own === other) same += 1
    if (own <= other) i += 1
    if (own >= other) j += 1
  }
  return same
}

const [kind, size] = process.argv.slice(2)
const count = Number(size)
if (kind === 'streamed') {
  const ms = cpuMs(() => reconcile(oursOf(count), theirsOf(count)))
  process.stdout.write(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024 }))
} else {
  const [ours, theirs] = [[...oursOf(count)], [...theirsOf(count)]]
  const ms = cpuMs(() => (kind === 'bare' ? sortAndMerge : reconcile)(ours, theirs))
  process.stdout.write(JSON.stringify({ ms }))
}
