/**
 * Which moments of two sorted rows belong together: as many pairs as can be, and of those the nearest. Moments that
 * nothing near links are apart, so that each run of them is settled by itself.
 */

/** Cells that the exact way may fill for each moment of a run; a longer run is paired in its order. */
const CELLS_MAX = 10_000

/** Calls `pair` with places in `ours` and `theirs` whose moments are at most `reach` apart; none of them twice. */
export function pairNearest(
  ours: Float64Array,
  theirs: Float64Array,
  reach: number,
  pair: (ours: number, theirs: number) => void,
): void {
  let i = 0
  let j = 0
  while (i < ours.length && j < theirs.length) {
    const [fromI, fromJ] = [i, j]
    let last = Math.min(ours[i] ?? 0, theirs[j] ?? 0)
    for (;;) {
      const nextOurs = ours[i] ?? Infinity
      const nextTheirs = theirs[j] ?? Infinity
      const next = Math.min(nextOurs, nextTheirs)
      if (next === Infinity || next - last > reach) break
      if (nextOurs <= nextTheirs) i += 1
      else j += 1
      last = next
    }
    pairRun(ours.subarray(fromI, i), theirs.subarray(fromJ, j), reach, (a, b) => pair(fromI + a, fromJ + b))
  }
}

function pairRun(
  ours: Float64Array,
  theirs: Float64Array,
  reach: number,
  pair: (ours: number, theirs: number) => void,
): void {
  if (ours.length === 0 || theirs.length === 0) return
  const isEven =
    ours.length === theirs.length && ours.every((it, i) => Math.abs(it - (theirs[i] ?? 0)) <= reach)
  if (isEven) for (let i = 0; i < ours.length; i += 1) pair(i, i)
  else if (ours.length * theirs.length <= CELLS_MAX) pairExactly(ours, theirs, reach, pair)
  else pairInOrder(ours, theirs, reach, pair)
}

/** Pairs that cross are never nearer than those that do not, so every prefix is settled from shorter ones. */
function pairExactly(
  ours: Float64Array,
  theirs: Float64Array,
  reach: number,
  pair: (ours: number, theirs: number) => void,
): void {
  const width = theirs.length + 1
  // What a pair saves is more than any distances together, so that the most pairs win.
  const saved = (reach + 1) * (Math.min(ours.length, theirs.length) + 1)
  const cost = new Float64Array((ours.length + 1) * width)
  const at = (i: number, j: number) => cost[i * width + j] ?? 0
  const paired = (i: number, j: number) => {
    const distance = Math.abs((ours[i - 1] ?? 0) - (theirs[j - 1] ?? 0))
    return distance > reach ? Infinity : at(i - 1, j - 1) + distance - saved
  }
  for (let i = 1; i <= ours.length; i += 1) {
    for (let j = 1; j <= theirs.length; j += 1) {
      cost[i * width + j] = Math.min(at(i - 1, j), at(i, j - 1), paired(i, j))
    }
  }
  let i = ours.length
  let j = theirs.length
  while (i > 0 && j > 0) {
    if (at(i, j) === at(i - 1, j)) i -= 1
    else if (at(i, j) === at(i, j - 1)) j -= 1
    else {
      i -= 1
      j -= 1
      pair(i, j)
    }
  }
}

/** As many pairs as can be, each with the first that is left. */
function pairInOrder(
  ours: Float64Array,
  theirs: Float64Array,
  reach: number,
  pair: (ours: number, theirs: number) => void,
): void {
  let i = 0
  let j = 0
  while (i < ours.length && j < theirs.length) {
    const ahead = (ours[i] ?? 0) - (theirs[j] ?? 0)
    if (Math.abs(ahead) <= reach) {
      pair(i, j)
      i += 1
      j += 1
    } else if (ahead < 0) i += 1
    else j += 1
  }
}
