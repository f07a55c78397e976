/** What somebody wants to wait for, as the form has it and as the API takes it. Pure. */

import { addDays, dayInterval } from '../../server/kernel/calendar.ts'
import { type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { wallTime } from '../design/format.ts'
import type { JoinWaitingListInput } from '../gql/graphql.ts'

/** The very span, some length in a window, or only word of what becomes free. */
export type Mode = 'exact' | 'window' | 'notice'

export type WishForm = {
  readonly mode: Mode
  /** Days of the window, both inside. */
  readonly fromDay: string
  readonly untilDay: string
  readonly lengthMinutes: number
  readonly weekdays: readonly number[]
  readonly dayFrom: string
  readonly dayUntil: string
  readonly purpose: string
}

export const WEEK: readonly number[] = [1, 2, 3, 4, 5, 6, 7]

type Asked = {
  readonly span: Interval | undefined
  readonly purpose: string
  readonly zone: string
  readonly now: number
  readonly minutesMin: number
}

/** The form as it opens: around the span that could not be booked, else for the coming week. */
export function wishOf({ span, purpose, zone, now, minutesMin }: Asked): WishForm {
  const fromDay = wallTime(span?.startsAt ?? now, zone).date
  return {
    mode: span ? 'exact' : 'notice',
    fromDay,
    untilDay: addDays(fromDay, 6),
    lengthMinutes: span ? (span.endsAt - span.startsAt) / MINUTE_MS : Math.max(60, minutesMin),
    weekdays: WEEK,
    dayFrom: '00:00',
    dayUntil: '24:00',
    purpose,
  }
}

type Where = {
  readonly instrumentId: string
  readonly span: Interval | undefined
  readonly zone: string
  readonly now: number
  readonly minutesMin: number
}

/** The form for the API. A window that begins today begins now. */
export function wishInput(
  form: WishForm,
  { instrumentId, span, zone, now, minutesMin }: Where,
): JoinWaitingListInput {
  const purpose = form.purpose.trim()
  if (form.mode === 'exact' && span) return { instrumentId, ...texts(span), purpose }
  const window = {
    startsAt: Math.max(dayInterval(form.fromDay, zone).startsAt, Math.ceil(now / MINUTE_MS) * MINUTE_MS),
    endsAt: dayInterval(form.untilDay, zone).endsAt,
  }
  const { weekdays, dayFrom, dayUntil, mode } = form
  const hours = { weekdays: [...weekdays], dayFrom, dayUntil }
  return mode === 'notice'
    ? { instrumentId, ...texts(window), ...hours, wants: 'NOTICE', lengthMinutes: minutesMin, purpose: '' }
    : { instrumentId, ...texts(window), ...hours, wants: 'OFFER', lengthMinutes: form.lengthMinutes, purpose }
}

function texts({ startsAt, endsAt }: Interval) {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
}

/** Lengths that can be chosen, in minutes: every step up to four hours, then every hour. */
export function lengthsOf(policy: {
  readonly durationMinutesMin: number
  readonly durationMinutesMax: number
  readonly stepMinutes: number
}): readonly number[] {
  const { durationMinutesMin, durationMinutesMax, stepMinutes } = policy
  const steps = Math.floor(durationMinutesMax / stepMinutes)
  return Array.from({ length: steps }, (_, i) => (i + 1) * stepMinutes).filter(
    (it) => it >= durationMinutesMin && (it <= 240 || it % 60 === 0),
  )
}

/** What is left of the time to think: `12:05`, or `1 h 05 min` beyond an hour; undefined when there is none. */
export function timeLeft(expiresAt: string, now: number): string | undefined {
  const seconds = Math.ceil((Date.parse(expiresAt) - now) / 1000)
  if (seconds <= 0) return undefined
  const two = (value: number) => String(value).padStart(2, '0')
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}

/** Whether an entry waits for its very window and nothing in it. */
export function isWholeWindow(entry: {
  readonly startsAt: string
  readonly endsAt: string
  readonly lengthMinutes: number
}): boolean {
  return Date.parse(entry.endsAt) - Date.parse(entry.startsAt) === entry.lengthMinutes * MINUTE_MS
}

/** The days of a window as people say them: its last moment belongs to the day before midnight. */
export function windowDays(
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  zone: string,
): { readonly from: string; readonly until: string } {
  const last = Date.parse(endsAt) - 1
  return { from: wallTime(startsAt, zone).date, until: wallTime(last, zone).date }
}
