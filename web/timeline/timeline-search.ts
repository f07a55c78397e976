/** What the timeline shows, as it stands in the URL, and as the API wants it. */

import { chosen, dayOf, oneOf, textOf } from '../data/search.ts'
import type { InstrumentFilter } from '../gql/graphql.ts'

const VIEWS = ['day', 'week'] as const
const HOURS = ['all'] as const
const MINE = ['only'] as const

export type TimelineSearch = {
  /** Absent: today. */
  readonly day?: string
  /** Absent: as it was last, a day at first. */
  readonly view?: 'day' | 'week'
  /** All 24 hours instead of the working day. */
  readonly hours?: 'all'
  readonly q?: string
  readonly category?: string
  readonly district?: string
  readonly institution?: string
  /** Only the instruments that the viewer keeps. */
  readonly mine?: 'only'
}

export function timelineSearch(search: Readonly<Record<string, unknown>>): TimelineSearch {
  return chosen({
    day: dayOf(search, 'day'),
    view: oneOf(search, 'view', VIEWS),
    hours: oneOf(search, 'hours', HOURS),
    q: textOf(search, 'q'),
    category: textOf(search, 'category'),
    district: textOf(search, 'district'),
    institution: textOf(search, 'institution'),
    mine: oneOf(search, 'mine', MINE),
  })
}

export function timelineFilter({
  q,
  category,
  district,
  institution,
  mine,
}: TimelineSearch): InstrumentFilter {
  return chosen({
    text: q,
    categoryCode: category,
    district,
    institutionId: institution,
    managedByMe: mine === 'only' ? true : undefined,
  })
}

/** How many conditions narrow the rows. */
export function conditionCount({ q, category, district, institution, mine }: TimelineSearch): number {
  return [q, category, district, institution, mine].filter((it) => it !== undefined).length
}
