/**
 * What becomes of each line when two sides are laid beside each other. Lines of the same reference belong together;
 * the others belong to the one of the same instrument that began nearest. Every line has exactly one outcome, whatever
 * the order of the files, so that both sides' totals are the sums over their outcomes.
 */

import { MINUTE_MS } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { LineColumns, type Names, type ReconciledLine, value } from './lines.ts'
import { pairNearest } from './nearest.ts'

/** `missing_here`: only they have it. `missing_there`: only we have it. `duplicate`: the side has it once more. */
export const OUTCOMES = [
  'matched',
  'time_differs',
  'amount_differs',
  'missing_here',
  'missing_there',
  'duplicate',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export type MatchSettings = {
  /** Lines without a common reference belong together when their starts are this near. */
  readonly nearMinutes: number
  /** Starts and ends that differ by no more are the same. */
  readonly timeMinutes: number
  /** Amounts that differ by no more are the same. */
  readonly amountFen: Fen
}

/** A line of either side, or one of both that belong together. Where both differ, the amount is what counts. */
export type MatchedLine = {
  readonly outcome: Outcome
  /** How the two were found to belong together; null for a line that stands alone. */
  readonly by: 'reference' | 'time' | null
  /** Which one of our lines, counted from 0 as they came. */
  readonly ours: number | null
  readonly theirs: number | null
}

/** Lays both sides beside each other. The work grows like sorting them; neither side is kept but as columns. */
export function matchLines(
  ours: Iterable<ReconciledLine>,
  theirs: Iterable<ReconciledLine>,
  settings: MatchSettings,
): Iterable<MatchedLine> {
  const names: Names = new Map()
  const match = new Match(new LineColumns(ours, names), new LineColumns(theirs, names), settings)
  match.byReference()
  match.byTime(names.size)
  return match.lines()
}

const ALONE = -1
const REPEATED = -2

class Match {
  readonly #ours: LineColumns
  readonly #theirs: LineColumns
  readonly #settings: MatchSettings
  /** The place on the other side, `ALONE` or `REPEATED`. */
  readonly #ourPartner: Int32Array
  readonly #theirPartner: Int32Array
  /** 1 where a line was paired by its reference. */
  readonly #isNamed: Uint8Array

  constructor(ours: LineColumns, theirs: LineColumns, settings: MatchSettings) {
    this.#ours = ours
    this.#theirs = theirs
    this.#settings = settings
    this.#ourPartner = new Int32Array(ours.count).fill(ALONE)
    this.#theirPartner = new Int32Array(theirs.count).fill(ALONE)
    this.#isNamed = new Uint8Array(ours.count)
  }

  byReference(): void {
    const [ours, theirs] = [this.#ours, this.#theirs]
    const [a, b] = [ours.byReference(), theirs.byReference()]
    let i = 0
    let j = 0
    while (i < a.length && j < b.length) {
      const hash = value(ours.hashes, value(a, i))
      const ahead = hash - value(theirs.hashes, value(b, j))
      if (ahead < 0) i += 1
      else if (ahead > 0) j += 1
      else {
        const [endI, endJ] = [runEnd(a, i, ours.hashes, hash), runEnd(b, j, theirs.hashes, hash)]
        this.#pairHash(a.subarray(i, endI), b.subarray(j, endJ))
        i = endI
        j = endJ
      }
    }
  }

  #pairHash(a: Uint32Array, b: Uint32Array): void {
    const [ours, theirs] = [this.#ours, this.#theirs]
    const [first = 0] = a
    const [second = 0] = b
    if (a.length === 1 && b.length === 1 && ours.references.equals(first, theirs.references, second)) {
      this.#pair(first, second, true)
      return
    }
    const ourGroups = Map.groupBy(a, (it) => ours.references.at(it))
    const theirGroups = Map.groupBy(b, (it) => theirs.references.at(it))
    for (const [reference, own] of ourGroups) {
      this.#pairReference(own, theirGroups.get(reference) ?? [])
    }
  }

  /** In their order; what one side has more is said twice. */
  #pairReference(own: readonly number[], other: readonly number[]): void {
    if (other.length === 0) return
    const a = own.toSorted((x, y) => this.#ours.compare(x, y))
    const b = other.toSorted((x, y) => this.#theirs.compare(x, y))
    a.forEach((it, i) => {
      const partner = b[i]
      if (partner === undefined) this.#ourPartner[it] = REPEATED
      else this.#pair(it, partner, true)
    })
    for (const it of b.slice(a.length)) this.#theirPartner[it] = REPEATED
  }

  #pair(ours: number, theirs: number, isNamed: boolean): void {
    this.#ourPartner[ours] = theirs
    this.#theirPartner[theirs] = ours
    this.#isNamed[ours] = isNamed ? 1 : 0
  }

  byTime(instruments: number): void {
    const a = placesByInstrument(this.#ours, this.#ourPartner, instruments)
    const b = placesByInstrument(this.#theirs, this.#theirPartner, instruments)
    const reach = this.#settings.nearMinutes * MINUTE_MS
    for (let name = 0; name < instruments; name += 1) {
      const own = a.of(name)
      const other = b.of(name)
      pairNearest(column(own, this.#ours.starts), column(other, this.#theirs.starts), reach, (i, j) =>
        this.#pair(value(own, i), value(other, j), false),
      )
      markRepeated(own, this.#ours, this.#ourPartner)
      markRepeated(other, this.#theirs, this.#theirPartner)
    }
  }

  *lines(): Iterable<MatchedLine> {
    for (let ours = 0; ours < this.#ours.count; ours += 1) {
      const theirs = value(this.#ourPartner, ours)
      if (theirs < 0) {
        yield { outcome: theirs === REPEATED ? 'duplicate' : 'missing_there', by: null, ours, theirs: null }
      } else {
        const by = this.#isNamed[ours] === 1 ? 'reference' : 'time'
        yield { outcome: this.#compared(ours, theirs), by, ours, theirs }
      }
    }
    for (let theirs = 0; theirs < this.#theirs.count; theirs += 1) {
      const ours = value(this.#theirPartner, theirs)
      if (ours >= 0) continue
      yield { outcome: ours === REPEATED ? 'duplicate' : 'missing_here', by: null, ours: null, theirs }
    }
  }

  #compared(i: number, j: number): Outcome {
    const [ours, theirs, settings] = [this.#ours, this.#theirs, this.#settings]
    const differs = (fact: 'starts' | 'ends' | 'amounts', by: number) =>
      Math.abs(value(ours[fact], i) - value(theirs[fact], j)) > by
    if (differs('amounts', settings.amountFen)) return 'amount_differs'
    const ms = settings.timeMinutes * MINUTE_MS
    return differs('starts', ms) || differs('ends', ms) ? 'time_differs' : 'matched'
  }
}

function runEnd(places: Uint32Array, from: number, hashes: Uint32Array, hash: number): number {
  let end = from + 1
  while (end < places.length && value(hashes, value(places, end)) === hash) end += 1
  return end
}

function column(places: Uint32Array, values: Float64Array): Float64Array {
  return Float64Array.from(places, (it) => value(values, it))
}

/** Lines that are not settled yet, by instrument and there in their order. */
function placesByInstrument(lines: LineColumns, partner: Int32Array, instruments: number) {
  const ends = new Uint32Array(instruments + 1)
  for (let at = 0; at < lines.count; at += 1) {
    if (value(partner, at) !== ALONE) continue
    const next = value(lines.instruments, at) + 1
    ends[next] = value(ends, next) + 1
  }
  for (let name = 1; name <= instruments; name += 1) ends[name] = value(ends, name) + value(ends, name - 1)
  const places = new Uint32Array(value(ends, instruments))
  const free = ends.slice()
  for (let at = 0; at < lines.count; at += 1) {
    if (value(partner, at) !== ALONE) continue
    const name = value(lines.instruments, at)
    places[value(free, name)] = at
    free[name] = value(free, name) + 1
  }
  return {
    of: (name: number) =>
      places.subarray(value(ends, name), value(ends, name + 1)).toSorted((a, b) => lines.compare(a, b)),
  }
}

/** Of lines that say the same only one can miss its partner; and none where another has one. */
function markRepeated(places: Uint32Array, lines: LineColumns, partner: Int32Array): void {
  let from = 0
  while (from < places.length) {
    const first = value(places, from)
    let end = from + 1
    while (end < places.length && lines.compareFacts(first, value(places, end)) === 0) end += 1
    if (end - from > 1) {
      const alike = places.subarray(from, end)
      const isPaired = alike.some((it) => value(partner, it) >= 0)
      const alone = alike.filter((it) => value(partner, it) === ALONE)
      for (const it of isPaired ? alone : alone.subarray(1)) partner[it] = REPEATED
    }
    from = end
  }
}
