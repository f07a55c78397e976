/** Series through the front door: booking, previewing and changing them, and how they look then. */

import type { Viewer } from '../../server/identity/rules.ts'
import type { Interval } from '../../server/kernel/interval.ts'
import { dateOf, timeOf } from '../../server/kernel/calendar.ts'
import { sent } from './bookings.ts'
import type { World } from './world.ts'

const PROBLEMS = 'problems { code message refs }'
const OCCURRENCES = `occurrences { date startsAt endsAt isException ${PROBLEMS} booking { id state startsAt } }`
const SERIES = `BookingSeries { id rrule splitFromId ${OCCURRENCES} }`
const CHANGED = `ChangedSeries { series { id splitFromId ${OCCURRENCES} } outcomes { booking { id state startsAt } to { startsAt endsAt } ${PROBLEMS} } }`

export type Problem = { readonly code: string; readonly message: string; readonly refs: readonly string[] }

export type OccurrenceShown = {
  readonly date: string
  readonly startsAt: string
  readonly endsAt: string
  readonly isException: boolean
  readonly problems: readonly Problem[]
  readonly booking: { readonly id: string; readonly state: string; readonly startsAt: string } | null
}

export type SeriesShown = {
  readonly id: string
  readonly splitFromId?: string | null
  readonly occurrences: readonly OccurrenceShown[]
  readonly problems?: readonly Problem[]
}

export type Changed = {
  readonly series: SeriesShown
  readonly outcomes: readonly {
    readonly booking: { readonly id: string; readonly state: string; readonly startsAt: string }
    readonly to: { readonly startsAt: string; readonly endsAt: string } | null
    readonly problems: readonly Problem[]
  }[]
  readonly problems?: readonly Problem[]
}

/** Sends one mutation; `made` is what it answers with. */
async function act(
  world: World,
  who: Viewer | null,
  mutation: string,
  [input, made]: readonly [object, string],
) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`
  const data = await world.ask(
    who,
    `mutation ($input: ${type}) { ${mutation}(input: $input) { __typename ... on ${made} ... on Rejection { ${PROBLEMS} } } }`,
    { input },
  )
  return data[mutation]
}

/** Books `sem` again and again. */
export async function bookSeries(
  world: World,
  who: Viewer | null,
  at: Interval,
  more: object,
): Promise<SeriesShown> {
  const input = { instrumentId: 'sem', purpose: '连续观察', ...sent(at), ...more }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return (await act(world, who, 'bookSeries', [input, SERIES])) as SeriesShown
}

export async function changeSeries(
  world: World,
  who: Viewer | null,
  mutation: 'moveSeries' | 'cancelSeries',
  input: object,
): Promise<Changed> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return (await act(world, who, mutation, [input, CHANGED])) as Changed
}

export async function decideSeries(
  world: World,
  who: Viewer | null,
  mutation: 'approveSeries' | 'rejectSeries',
  input: object,
): Promise<SeriesShown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return (await act(world, who, mutation, [input, SERIES])) as SeriesShown
}

export async function previewSeries(world: World, who: Viewer | null, at: Interval, more: object) {
  const query = `query ($input: PreviewSeriesInput!) { previewSeries(input: $input) { totalFen ${PROBLEMS} occurrences { date startsAt endsAt isExcluded isChanged ${PROBLEMS} } } }`
  const data = await world.ask(who, query, { input: { instrumentId: 'sem', ...sent(at), ...more } })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return data['previewSeries'] as {
    readonly totalFen: number | null
    readonly problems: readonly Problem[]
    readonly occurrences: readonly (Omit<OccurrenceShown, 'booking' | 'isException'> & {
      readonly isExcluded: boolean
      readonly isChanged: boolean
    })[]
  }
}

export async function previewChange(world: World, who: Viewer | null, input: object): Promise<Changed> {
  const query = `query ($input: SeriesChangeInput!) { previewSeriesChange(input: $input) { ... on ${CHANGED} } }`
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return (await world.ask(who, query, { input }))['previewSeriesChange'] as Changed
}

/** Local starts with what became of each: `01-02 10:00` booked, `01-05 10:00 BOOKING_OVERLAPS` refused. */
export function told(
  list: readonly { readonly startsAt: string; readonly problems: readonly Problem[] }[],
  zone = 'Asia/Shanghai',
): readonly string[] {
  return list.map((it) => {
    const at = Date.parse(it.startsAt)
    const when = `${dateOf(at, zone).slice(5)} ${timeOf(at, zone)}`
    return [when, ...it.problems.map((each) => each.code)].join(' ')
  })
}
