/** The rows of the timeline: the API's answer in numbers, with the time that can be booked. */

import { bookableTime } from '../../server/booking/rules/free-time.ts'
import { clipAll, DAY_MS, type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { type Busy, shownSpans } from '../booking/week.ts'
import type { TimelineQuery } from '../gql/graphql.ts'

type Answer = TimelineQuery['timeline'][number]
export type Instrument = Answer['instrument']

export type Row = {
  readonly instrument: Instrument
  readonly open: readonly Interval[]
  /** What is taken, as it is drawn. */
  readonly busy: readonly Busy[]
  /** Open time of which a unit is left. */
  readonly left: readonly Interval[]
  /** What of it can be booked now. */
  readonly free: readonly Interval[]
}

function numbers({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Interval {
  return { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }
}

/** Nothing can be booked of what is not shared, or only takes samples. */
function takesBookings({ shareMode, serviceModes }: Instrument): boolean {
  return shareMode !== 'NONE' && serviceModes.includes('SELF_USE')
}

/** The rule's words for what the API says of a policy. */
function termsOf({ policy, timeZone }: Instrument) {
  return {
    timeZone,
    policy: {
      durationMsMin: policy.durationMinutesMin * MINUTE_MS,
      stepMs: policy.stepMinutes * MINUTE_MS,
      noticeMsMin: policy.noticeMinutesMin * MINUTE_MS,
      horizonMs: policy.horizonDays * DAY_MS,
      cutOff: policy.cutOff,
    },
    grid: {
      stepMs: policy.stepMinutes * MINUTE_MS,
      alignMs: policy.alignMinutes * MINUTE_MS,
      blocks: policy.blocks,
    },
  }
}

export function rowsOf(answers: readonly Answer[], now: number): readonly Row[] {
  return answers.map((answer) => {
    const { instrument } = answer
    const busy = answer.busy.map((it) => ({ ...it, ...numbers(it) }))
    const occupancy = answer.occupancy.map((it) => ({ ...it, ...numbers(it) }))
    const left = answer.free.map(numbers)
    return {
      instrument,
      open: answer.open.map(numbers),
      busy: shownSpans(busy, occupancy, instrument.capacity),
      left,
      free: takesBookings(instrument) ? bookableTime(left, termsOf(instrument), now) : [],
    }
  })
}

/** Why nothing of a day can be booked: it is closed, taken or over, too near or too far ahead, or not bookable at all. */
export function whyNone(
  { instrument, open, left }: Row,
  day: Interval,
  now: number,
): 'mode' | 'closed' | 'full' | 'notice' | 'horizon' {
  if (!takesBookings(instrument)) return 'mode'
  if (clipAll(open, day).length === 0) return 'closed'
  const ahead = clipAll(clipAll(left, day), { startsAt: now, endsAt: Infinity })
  if (ahead.length === 0) return 'full'
  const { noticeMinutesMin, horizonDays } = instrument.policy
  const last = Math.max(...ahead.map((it) => it.endsAt))
  if (last <= now + noticeMinutesMin * MINUTE_MS) return 'notice'
  return Math.min(...ahead.map((it) => it.startsAt)) >= now + horizonDays * DAY_MS ? 'horizon' : 'full'
}
