/** Writes an iCalendar file (RFC 5545, RFC 7986) that programs subscribe to. */

import ical, {
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { DateTime } from 'luxon'
import { DEFAULT_ZONE } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'

export type CalendarEvent = Interval & {
  /** Stays the same through all changes. */
  readonly uid: string
  /** Counts the changes. */
  readonly sequence: number
  readonly changedAt: Instant
  readonly summary: string
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
  /** Only in a private calendar. */
  readonly location?: string
  readonly description?: string
}

export type Calendar = {
  readonly name: string
  /** Where it is read. */
  readonly sourceUrl: string
  readonly isPublic: boolean
  readonly events: readonly CalendarEvent[]
}

const REFRESH_SECONDS = 15 * 60

/** China has kept one offset since 1991: no rule is needed. */
const SHANGHAI = [
  'BEGIN:VTIMEZONE',
  `TZID:${DEFAULT_ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

const STATUS = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const

/** The text of a calendar. The same calendar gives the same text, whenever it is written. */
export function calendarText({ name, sourceUrl, isPublic, events }: Calendar): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'ordos-instrument-sharing', product: 'calendar', language: 'ZH' },
    source: sourceUrl,
    ttl: REFRESH_SECONDS,
    timezone: { name: null, generator: () => SHANGHAI },
    x: [
      ['X-WR-TIMEZONE', DEFAULT_ZONE],
      ['COLOR', 'steelblue'],
    ],
  })
  for (const {
    uid,
    sequence,
    changedAt,
    summary,
    status,
    startsAt,
    endsAt,
    location,
    description,
  } of events) {
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(changedAt),
      lastModified: new Date(changedAt),
      timezone: DEFAULT_ZONE,
      start: wallTime(startsAt),
      end: wallTime(endsAt),
      summary,
      status: STATUS[status],
      class: isPublic ? ICalEventClass.PUBLIC : ICalEventClass.PRIVATE,
      transparency: status === 'cancelled' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      ...(location ? { location } : {}),
      ...(description ? { description } : {}),
    })
  }
  return `${calendar.toString().trimEnd()}\r\n`
}

function wallTime(instant: Instant): DateTime {
  return DateTime.fromMillis(instant, { zone: DEFAULT_ZONE })
}
