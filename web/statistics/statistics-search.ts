/** What the statistics page shows, as it stands in the URL. */

import { chosen, dayOf, oneOf, textOf } from '../data/search.ts'

export const PERIODS = ['year', 'quarter', 'month', 'custom'] as const
export const CUTS = ['INSTITUTION', 'DISTRICT', 'CATEGORY', 'INSTRUMENT'] as const
export const SORTS = ['external', 'utilisation', 'sharing', 'instruments'] as const
const HEAT_VIEWS = ['table'] as const
const LISTS = ['external'] as const

export type Cut = (typeof CUTS)[number]
export type Sort = (typeof SORTS)[number]

export type StatisticsSearch = {
  /** Absent: the last twelve months. */
  readonly period?: (typeof PERIODS)[number]
  /** First and last day, both included, of a period of one's own. */
  readonly from?: string
  readonly to?: string
  readonly by?: Cut
  readonly institution?: string
  readonly district?: string
  readonly category?: string
  /** Absent: by effective hours. */
  readonly sort?: Sort
  /** The heat map as a table. */
  readonly heat?: 'table'
  /** Which instruments to list below: without external service; absent: without any use. */
  readonly list?: 'external'
}

/** What of a URL the page understands; days only for a period of one's own, and forward. */
export function statisticsSearch(search: Readonly<Record<string, unknown>>): StatisticsSearch {
  const from = dayOf(search, 'from')
  const to = dayOf(search, 'to')
  const whole = from !== undefined && to !== undefined && from <= to
  const period = oneOf(search, 'period', PERIODS)
  return chosen({
    period: period === 'custom' && !whole ? undefined : period,
    from: period === 'custom' && whole ? from : undefined,
    to: period === 'custom' && whole ? to : undefined,
    by: oneOf(search, 'by', CUTS),
    institution: textOf(search, 'institution'),
    district: textOf(search, 'district'),
    category: textOf(search, 'category'),
    sort: oneOf(search, 'sort', SORTS),
    heat: oneOf(search, 'heat', HEAT_VIEWS),
    list: oneOf(search, 'list', LISTS),
  })
}
