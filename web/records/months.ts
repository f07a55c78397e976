/** Months as `YYYY-MM`. Pure. */

const MONTHS = 24

/** The month after. */
export function monthAfter(month: string): string {
  return moved(month, 1)
}

/** The last two years of months, this one first, with the one that is looked at among them. */
export function monthsBefore(thisMonth: string, shown: string): readonly string[] {
  const months = Array.from({ length: MONTHS }, (_, i) => moved(thisMonth, -i))
  return months.includes(shown) ? months : [...months, shown].toSorted().toReversed()
}

function moved(month: string, by: number): string {
  const [year = '', number = ''] = month.split('-')
  return new Date(Date.UTC(Number(year), Number(number) - 1 + by, 1)).toISOString().slice(0, 7)
}
