/** Numbers that look random and are the same every time, so that everybody has the same demo. */

export type Random = {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number
  pick<T>(list: readonly T[]): T
  /** A key, as often as its weight says; keys whose weight is no number are passed over. */
  weighted(weights: Readonly<Record<string, number | string>>): string
  normal(): number
  beta(alpha: number, beta: number): number
}

/** mulberry32: small, fast, good enough for a demo. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const random: Random = {
    next,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)]
      if (picked === undefined) throw new Error('Nothing to pick from.')
      return picked
    },
    weighted: (weights) => {
      const entries = Object.entries(weights).flatMap(([key, it]) =>
        typeof it === 'number' ? [[key, it] as const] : [],
      )
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key
      }
      return entries.at(-1)?.[0] ?? ''
    },
    normal,
    // Johnk's way needs many tries for large parameters; ours are small.
    beta: (alpha, beta) => {
      for (;;) {
        const x = next() ** (1 / alpha)
        const y = next() ** (1 / beta)
        if (x + y > 0 && x + y <= 1) return x / (x + y)
      }
    },
  }
  return random
}
