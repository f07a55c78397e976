/** Rows of the statistics in the order that was asked for. */

import type { StatisticsQuery } from '../gql/graphql.ts'
import type { Sort } from './statistics-search.ts'

export type Row = StatisticsQuery['utilisation']['rows'][number]

const FIGURE = {
  effective: 'effectiveHours',
  external: 'externalHours',
  utilisation: 'utilisation',
  sharing: 'sharingRate',
  instruments: 'instrumentCount',
} as const

/** Largest first; equal ones by effective hours, then by key, so that the order is always the same. */
export function sorted(rows: readonly Row[], sort: Sort | undefined): readonly Row[] {
  const figure = FIGURE[sort ?? 'effective']
  return rows.toSorted(
    (a, b) =>
      b.figures[figure] - a.figures[figure] ||
      b.figures.effectiveHours - a.figures.effectiveHours ||
      (a.key < b.key ? -1 : 1),
  )
}
