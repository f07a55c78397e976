/** Many short texts in one row of numbers: a fraction of what as many strings take. */

export class Texts {
  #codes = new Uint16Array(FIRST_SIZE)
  #ends = new Float64Array(FIRST_SIZE)
  #count = 0
  #length = 0

  add(text: string): void {
    if (this.#count === this.#ends.length)
      this.#ends = longer(new Float64Array(this.#count * GROWTH), this.#ends)
    if (this.#length + text.length > this.#codes.length) {
      const size = Math.max(this.#codes.length * GROWTH, this.#length + text.length)
      this.#codes = longer(new Uint16Array(size), this.#codes)
    }
    for (let i = 0; i < text.length; i += 1) this.#codes[this.#length + i] = text.charCodeAt(i)
    this.#length += text.length
    this.#ends[this.#count] = this.#length
    this.#count += 1
  }

  at(place: number): string {
    return String.fromCharCode(...this.#codes.subarray(this.#startOf(place), this.#endOf(place)))
  }

  isEmpty(place: number): boolean {
    return this.#startOf(place) === this.#endOf(place)
  }

  /** Whether a text is that of `other` at a place there. */
  equals(place: number, other: Texts, there: number): boolean {
    const [from, length] = [this.#startOf(place), this.#endOf(place) - this.#startOf(place)]
    const start = other.#startOf(there)
    if (other.#endOf(there) - start !== length) return false
    for (let i = 0; i < length; i += 1) if (this.#codes[from + i] !== other.#codes[start + i]) return false
    return true
  }

  /** FNV-1a. Which hash it is does not show: texts of the same hash are compared. */
  hash(place: number): number {
    let hash = 0x811c9dc5
    for (let i = this.#startOf(place); i < this.#endOf(place); i += 1) {
      hash = Math.imul(hash ^ (this.#codes[i] ?? 0), 0x01000193)
    }
    return hash >>> 0
  }

  #startOf(place: number): number {
    return place === 0 ? 0 : this.#endOf(place - 1)
  }

  #endOf(place: number): number {
    return this.#ends[place] ?? 0
  }
}

const FIRST_SIZE = 0x4000
const GROWTH = 4

/** A column with more room, and in it what was there. */
export function longer<T extends Float64Array | Uint32Array | Uint16Array>(room: T, before: T): T {
  room.set(before)
  return room
}
