/** What a day on the instruments of a keeper looks like: rows by instrument, figures, who is late. Pure. */

import type { BookingState } from '../gql/graphql.ts'

type Span = { readonly startsAt: string; readonly endsAt: string }
type Stated = Span & { readonly state: BookingState }
type OnInstrument = Stated & { readonly instrument: { readonly id: string; readonly nameZh: string } }

const MINUTE_MS = 60_000
/** Somebody expected within this time is about to come. */
const SOON_MINUTES = 15

const GONE: readonly BookingState[] = ['CANCELLED', 'REJECTED']

/** Whether a booking still takes, or took, its time. */
export function standing({ state }: { readonly state: BookingState }): boolean {
  return !GONE.includes(state)
}

/** Bookings under their instruments: instruments by Chinese name, bookings by start. */
export function byInstrument<Booking extends OnInstrument>(bookings: readonly Booking[]) {
  const groups = new Map<string, { instrument: Booking['instrument']; bookings: Booking[] }>()
  for (const booking of bookings.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    const group = groups.get(booking.instrument.id)
    if (group) group.bookings.push(booking)
    else groups.set(booking.instrument.id, { instrument: booking.instrument, bookings: [booking] })
  }
  return [...groups.values()].toSorted((a, b) =>
    a.instrument.nameZh.localeCompare(b.instrument.nameZh, 'zh-CN'),
  )
}

/** The five numbers at the head of the day. */
export function dayFigures(bookings: readonly Stated[]) {
  const count = (...states: readonly BookingState[]) =>
    bookings.filter((it) => states.includes(it.state)).length
  return {
    all: bookings.filter(standing).length,
    requested: count('REQUESTED'),
    expected: count('CONFIRMED'),
    inUse: count('IN_USE'),
    missed: count('MISSED'),
  }
}

/** What the clock says of a booking now; `minutes` are whole and at least 1 for all but `soon`. */
export type Live = { readonly kind: 'late' | 'soon' | 'overtime' | 'remaining'; readonly minutes: number }

/** Late or soon for one who is expected, overtime or remaining for one at the instrument; null when there is nothing to say. */
export function liveOf(booking: Stated, now: number): Live | null {
  const toStart = Math.ceil((Date.parse(booking.startsAt) - now) / MINUTE_MS)
  const toEnd = Math.ceil((Date.parse(booking.endsAt) - now) / MINUTE_MS)
  if (booking.state === 'CONFIRMED') {
    if (toStart <= -1) return { kind: 'late', minutes: -toStart }
    return toStart <= SOON_MINUTES ? { kind: 'soon', minutes: Math.max(0, toStart) } : null
  }
  if (booking.state === 'IN_USE') {
    return toEnd <= -1
      ? { kind: 'overtime', minutes: -toEnd }
      : { kind: 'remaining', minutes: Math.max(1, toEnd) }
  }
  return null
}

/** Where a span stands on a strip of the day, in percent of its length; clipped to the day. */
export function place(span: Span, day: { readonly startsAt: number; readonly endsAt: number }) {
  const length = day.endsAt - day.startsAt
  const from = Math.max(Date.parse(span.startsAt), day.startsAt)
  const to = Math.min(Date.parse(span.endsAt), day.endsAt)
  return { left: ((from - day.startsAt) / length) * 100, width: (Math.max(0, to - from) / length) * 100 }
}

type PastBooking = {
  readonly state: BookingState
  readonly person: { readonly id: string } | null
  readonly usage: { readonly attendance: string | null } | null
}

/** How somebody's earlier bookings of an instrument ended. */
export function historyOf(bookings: readonly PastBooking[], personId: string | undefined) {
  const theirs = bookings.filter((it) => personId !== undefined && it.person?.id === personId)
  const attendances = theirs.map((it) => it.usage?.attendance ?? '')
  return {
    completed: theirs.filter((it) => it.state === 'COMPLETED').length,
    late: attendances.filter((it) => it.includes('LATE')).length,
    overtime: attendances.filter((it) => it.includes('OVERTIME')).length,
    cancelled: theirs.filter((it) => it.state === 'CANCELLED').length,
    missed: theirs.filter((it) => it.state === 'MISSED').length,
  }
}

/** The row to look at after `decided` have left the list: the next one, else the one before; undefined when none is left. */
export function rowAfter(
  ids: readonly string[],
  current: string,
  decided: readonly string[],
): string | undefined {
  const at = ids.indexOf(current)
  const stays = (id: string) => !decided.includes(id)
  if (stays(current) && at >= 0) return current
  return ids.slice(at + 1).find(stays) ?? ids.slice(0, Math.max(0, at)).findLast(stays)
}
