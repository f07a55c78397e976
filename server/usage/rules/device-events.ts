/** What devices report: two ends of a session each, in any order, once or more often, early or late. */

import { limitText } from '../../booking/rules/booking-problems.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { samplesProblems, spanProblems, type UsageKind } from './sessions.ts'

export const DEVICE_EVENTS_MAX = 500
/** Clocks of devices may be ahead by this. */
const CLOCK_MS = 5 * MINUTE_MS
const DEVICE_EVENT_MS_MAX = 90 * DAY_MS
const KEY_LENGTH_MAX = 100

export type DeviceEvent = {
  /** Chosen by the device; unique for an instrument. */
  readonly eventId: string
  readonly instrumentId: string
  /** Chosen by the device: both ends of a session carry it. */
  readonly sessionKey: string
  readonly what: 'started' | 'ended'
  readonly at: Instant
  readonly bookingId: string | null
  readonly personEmail: string | null
  readonly kind: UsageKind | null
  readonly samples: number | null
  readonly note: string | null
  /** Whether the person is done, although booked time is left. */
  readonly isFinal: boolean
}

/** Every reason why an event cannot be taken as it is; empty when it can. */
export function deviceEventProblems(event: DeviceEvent, now: Instant): readonly Problem[] {
  const keys = (['eventId', 'sessionKey'] as const).filter(
    (it) => event[it].trim() === '' || event[it].length > KEY_LENGTH_MAX,
  )
  return [
    ...keys.map((field) => problem('INPUT_INVALID', [], { field })),
    ...(event.at > now + CLOCK_MS ? [problem('DEVICE_EVENT_IN_FUTURE')] : []),
    ...(event.at < now - DEVICE_EVENT_MS_MAX
      ? [problem('DEVICE_EVENT_TOO_OLD', [], { limit: limitText(DEVICE_EVENT_MS_MAX) })]
      : []),
    ...(event.what === 'started' && event.bookingId === null && event.personEmail === null
      ? [problem('DEVICE_PERSON_MISSING')]
      : []),
    ...samplesProblems(event.samples),
    ...((event.note?.length ?? 0) > 500 ? [problem('TEXT_TOO_LONG', [], { field: 'note', max: 500 })] : []),
  ]
}

/** The text that makes an event the same one again. */
export function contentOf(event: DeviceEvent): string {
  const { eventId: _, ...content } = event
  return JSON.stringify(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The event of a text that `contentOf` made. */
export function eventOf(eventId: string, content: string): DeviceEvent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- contentOf wrote it.
  return { ...(Object.fromEntries(JSON.parse(content) as [string, unknown][]) as DeviceEvent), eventId }
}

/** Every reason why an event does not fit to those that its session has already. */
export function pairProblems(
  event: DeviceEvent,
  others: readonly DeviceEvent[],
  now: Instant,
): readonly Problem[] {
  const other = others.find((it) => it.what !== event.what)
  if (others.some((it) => it.what === event.what)) return [problem('DEVICE_SESSION_KEY_REUSED')]
  if (!other) return []
  const [first, last] = event.what === 'started' ? [event, other] : [other, event]
  return spanProblems({ startsAt: first.at, endsAt: last.at }, now + CLOCK_MS)
}
