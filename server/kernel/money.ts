/**
 * Money is an integer number of fen (CNY/100). Prices of fractions of hours are exact rationals
 * until the one rounding of their line, half up; splits lose no fen.
 */

/** An integer amount of fen. */
export type Fen = number

/** An exact rational number of fen, before its line is rounded. */
export type FenRatio = { readonly numerator: bigint; readonly denominator: bigint }

/** `numerator / denominator`, rounded half up (towards plus infinity at one half). */
export function roundHalfUp({ numerator, denominator }: FenRatio): Fen {
  const doubled = 2n * numerator + denominator
  const divisor = 2n * denominator
  const quotient = doubled / divisor
  const floored = doubled % divisor !== 0n && doubled < 0n !== divisor < 0n ? quotient - 1n : quotient
  return Number(floored)
}

/** The price of `ms` milliseconds at a rate per hour, scaled by whole percent; exact. */
export function timePrice(rateFenPerHour: Fen, ms: number, percent = 100): FenRatio {
  return {
    numerator: BigInt(rateFenPerHour) * BigInt(ms) * BigInt(percent),
    denominator: 360_000_000n,
  }
}

/** The exact sum of exact amounts; nothing is zero. */
export function sumRatios(amounts: readonly FenRatio[]): FenRatio {
  return amounts.reduce(
    (a, b) => ({
      numerator: a.numerator * b.denominator + b.numerator * a.denominator,
      denominator: a.denominator * b.denominator,
    }),
    { numerator: 0n, denominator: 1n },
  )
}

/** An exact number as it is written in decimals: 12.5 is 125/10. */
export function ratioOf(value: number): FenRatio {
  const text = value.toFixed(6)
  return { numerator: BigInt(text.replace('.', '')), denominator: 1_000_000n }
}

/** The nearest number, to show; never to reckon with. */
export function ratioNumber({ numerator, denominator }: FenRatio): number {
  return Number(numerator) / Number(denominator)
}

/** `percent` of an amount, exact; the percentage may have decimals. */
export function percentOf(amountFen: Fen, percent: number): FenRatio {
  const { numerator, denominator } = ratioOf(percent)
  return { numerator: BigInt(amountFen) * numerator, denominator: denominator * 100n }
}

/** The whole fen in an amount that is not negative. */
export function roundDown({ numerator, denominator }: FenRatio): Fen {
  return Number(numerator / denominator)
}

/** `¥1,234.50`, for texts in mails and exports. */
export function yuanText(amountFen: Fen): string {
  const sign = amountFen < 0 ? '-' : ''
  const fen = Math.abs(amountFen)
  const whole = String(Math.floor(fen / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}¥${whole}.${String(fen % 100).padStart(2, '0')}`
}
