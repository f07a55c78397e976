/** A change of what the address of the statistics says. */

import type { StatisticsSearch } from './statistics-search.ts'

export type Change = { readonly [Key in keyof StatisticsSearch]?: StatisticsSearch[Key] | undefined }
