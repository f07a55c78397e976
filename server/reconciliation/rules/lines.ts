/** Lines of one side as columns: a million of them take a few dozen megabytes, and are sorted without moving. */

import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { longer, Texts } from './texts.ts'

/** What one side says of a use. */
export type ReconciledLine = {
  /** Unique on its side; lines that are otherwise alike are told apart by it. */
  readonly id: string
  /** What both sides call the use by; null where this side has no name for it. */
  readonly reference: string | null
  /** What both sides call the instrument by. */
  readonly instrument: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly amountFen: Fen
}

/** Names that both sides share, as numbers. */
export type Names = Map<string, number>

export class LineColumns {
  readonly ids = new Texts()
  /** Empty where there is none. */
  readonly references = new Texts()
  count = 0
  hashes = new Uint32Array(FIRST_SIZE)
  instruments = new Uint32Array(FIRST_SIZE)
  starts = new Float64Array(FIRST_SIZE)
  ends = new Float64Array(FIRST_SIZE)
  amounts = new Float64Array(FIRST_SIZE)

  constructor(lines: Iterable<ReconciledLine>, names: Names) {
    for (const line of lines) this.#add(line, names)
  }

  #add(line: ReconciledLine, names: Names): void {
    const at = this.count
    if (at === this.starts.length) this.#grow()
    this.ids.add(line.id)
    this.references.add(line.reference ?? '')
    this.hashes[at] = this.references.hash(at)
    const known = names.get(line.instrument)
    if (known === undefined) names.set(line.instrument, names.size)
    this.instruments[at] = known ?? names.size - 1
    this.starts[at] = line.startsAt
    this.ends[at] = line.endsAt
    this.amounts[at] = line.amountFen
    this.count += 1
  }

  #grow(): void {
    const size = this.starts.length * GROWTH
    this.hashes = longer(new Uint32Array(size), this.hashes)
    this.instruments = longer(new Uint32Array(size), this.instruments)
    this.starts = longer(new Float64Array(size), this.starts)
    this.ends = longer(new Float64Array(size), this.ends)
    this.amounts = longer(new Float64Array(size), this.amounts)
  }

  /** The order of lines that are the same to both sides: by what they say, then by id. */
  compare(a: number, b: number): number {
    return this.compareFacts(a, b) || order(this.ids.at(a), this.ids.at(b))
  }

  /** 0 where two lines say the same. */
  compareFacts(a: number, b: number): number {
    return (
      value(this.starts, a) - value(this.starts, b) ||
      value(this.ends, a) - value(this.ends, b) ||
      value(this.amounts, a) - value(this.amounts, b)
    )
  }

  /** Lines that have a reference, by its hash. */
  byReference(): Uint32Array {
    const found = new Uint32Array(this.count)
    let count = 0
    for (let at = 0; at < this.count; at += 1) {
      if (this.references.isEmpty(at)) continue
      found[count] = at
      count += 1
    }
    return sortedByKey(found.subarray(0, count), this.hashes)
  }
}

/** Room grows in few steps; what of it is not filled takes no memory. */
const FIRST_SIZE = 0x4000
const GROWTH = 4

/** A number out of a column; the place is one that was filled. */
export function value(column: Float64Array | Uint32Array | Int32Array | Uint8Array, at: number): number {
  return column[at] ?? 0
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Places by a key of 32 bits, in two passes that look at each of them once. */
function sortedByKey(places: Uint32Array, keys: Uint32Array): Uint32Array {
  let from: Uint32Array = places
  let to: Uint32Array = new Uint32Array(places.length)
  for (const shift of [0, 16]) {
    const ends = new Uint32Array(0x10001)
    for (const at of from) {
      const digit = ((value(keys, at) >>> shift) & 0xffff) + 1
      ends[digit] = value(ends, digit) + 1
    }
    for (let digit = 1; digit <= 0x10000; digit += 1)
      ends[digit] = value(ends, digit) + value(ends, digit - 1)
    for (const at of from) {
      const digit = (value(keys, at) >>> shift) & 0xffff
      to[value(ends, digit)] = at
      ends[digit] = value(ends, digit) + 1
    }
    const spare = from
    from = to
    to = spare
  }
  return from
}
