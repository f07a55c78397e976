/** The rows of the timeline: the API's answer in numbers, with the time that can be booked. */

import { clipAll, DAY_MS, type Interval, MINUTE_MS, subtractIntervals } from '../../server/kernel/interval.ts'
import type { TimelineQuery } from '../gql/graphql.ts'
import { bookable } from './lanes.ts'

type Answer = TimelineQuery['timeline'][number]
export type Instrument = Answer['instrument']
export type Busy = Interval & Pick<Answer['busy'][number], 'kind' | 'mine' | 'bookingId' | 'label'>

export type Row = {
  readonly instrument: Instrument
  readonly open: readonly Interval[]
  readonly busy: readonly Busy[]
  readonly free: readonly Interval[]
}

function numbers({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Interval {
  return { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }
}

/** Nothing can be booked of what is not shared, or only takes samples. */
function takesBookings({ shareMode, serviceModes }: Instrument): boolean {
  return shareMode !== 'NONE' && serviceModes.includes('SELF_USE')
}

export function rowsOf(answers: readonly Answer[], now: number): readonly Row[] {
  return answers.map((answer) => {
    const { instrument } = answer
    const open = answer.open.map(numbers)
    const busy = answer.busy.map((it) => ({ ...it, ...numbers(it) }))
    const free = takesBookings(instrument) ? bookable({ open, busy }, instrument.policy, now) : []
    return { instrument, open, busy, free }
  })
}

/** Why nothing of a day can be booked: it is closed, taken or over, too near or too far ahead, or not bookable at all. */
export function whyNone(
  { instrument, open, busy }: Row,
  day: Interval,
  now: number,
): 'mode' | 'closed' | 'full' | 'notice' | 'horizon' {
  if (!takesBookings(instrument)) return 'mode'
  const hours = clipAll(open, day)
  if (hours.length === 0) return 'closed'
  const ahead = clipAll(subtractIntervals(hours, busy), { startsAt: now, endsAt: Infinity })
  if (ahead.length === 0) return 'full'
  const { noticeMinutesMin, horizonDays } = instrument.policy
  const last = Math.max(...ahead.map((it) => it.endsAt))
  if (last <= now + noticeMinutesMin * MINUTE_MS) return 'notice'
  return Math.min(...ahead.map((it) => it.startsAt)) >= now + horizonDays * DAY_MS ? 'horizon' : 'full'
}
