/** Which time is billed, by the mode of a tariff: of one booking, and of all that happened on an instrument. */

import { type Interval, overlaps, subtractIntervals } from '../../kernel/interval.ts'
import { hull } from '../../usage/rules/sessions.ts'
import type { PricingMode } from './tariffs.ts'

/** The span to bill by a mode; before the instrument was used, the reserved one. */
export function spanToBill(mode: PricingMode, reserved: Interval, used?: Interval): Interval {
  if (!used || mode === 'reservation') return reserved
  if (mode === 'usage') return used
  return { startsAt: reserved.startsAt, endsAt: Math.max(reserved.endsAt, used.endsAt) }
}

/** The spans to bill by a mode when the instrument was used in several sessions, which share no time. */
export function spansToBill(
  mode: PricingMode,
  reserved: Interval,
  used: readonly Interval[],
): readonly Interval[] {
  if (mode === 'usage') return used
  const endsAt = Math.max(...used.map((it) => it.endsAt))
  return [spanToBill(mode, reserved, { startsAt: reserved.startsAt, endsAt })]
}

export type Session = Interval & {
  readonly userId: string
  /** A keeper's own use costs nothing. */
  readonly isKeepers: boolean
}
export type Reservation = Session

/** The time that each booking bills, and that of sessions outside any booking of their user. */
export type BilledUse = {
  readonly bookings: readonly (readonly Interval[])[]
  readonly walkIns: readonly Session[]
}

/** Usage: sessions are billed as they were; a booking bills nothing, and nothing is billed to keepers. */
export function usedTime(sessions: readonly Session[]): readonly Interval[] {
  return sessions.filter((it) => !it.isKeepers)
}

/**
 * Union: each booking from the earlier start to the later end of what was reserved and of its user's own sessions, what
 * others used included; sessions outside bookings as they were. No moment is billed twice to one user.
 */
export function unionTime(reservations: readonly Reservation[], sessions: readonly Session[]): BilledUse {
  const { own, walkIns } = assigned(reservations, sessions)
  const billed: { readonly userId: string; readonly spans: readonly Interval[] }[] = []
  for (const [i, { userId, isKeepers, startsAt, endsAt }] of reservations.entries()) {
    const before = billed.filter((it) => it.userId === userId).flatMap((it) => it.spans)
    const span = (own[i] ?? []).reduce<Interval>(hull, { startsAt, endsAt })
    billed.push({ userId, spans: isKeepers ? [] : subtractIntervals([span], before) })
  }
  return { bookings: billed.map((it) => it.spans), walkIns: walkIns.filter((it) => !it.isKeepers) }
}

/**
 * Smart: as union, less the time in it that was used by others or under another booking; so billing starts late when
 * the session before ran over the booked start. Nobody came: the booking is billed. Keepers' sessions are walk-ins that
 * are deducted like any other; whether they cost is for whoever charges walk-ins.
 */
export function smartTime(reservations: readonly Reservation[], sessions: readonly Session[]): BilledUse {
  const { own, walkIns } = assigned(reservations, sessions)
  const bookings = reservations.map(({ startsAt, endsAt, isKeepers }, i) => {
    if (isKeepers) return []
    const mine = own[i] ?? []
    const others = sessions.filter((it) => !mine.includes(it))
    return subtractIntervals([mine.reduce<Interval>(hull, { startsAt, endsAt })], others)
  })
  return { bookings, walkIns }
}

/** Each session under the first booking of its user that it shares time with. */
function assigned(reservations: readonly Reservation[], sessions: readonly Session[]) {
  const own: Session[][] = reservations.map(() => [])
  const walkIns: Session[] = []
  for (const session of sessions) {
    const at = reservations.findIndex((it) => it.userId === session.userId && overlaps(it, session))
    const list = own[at] ?? walkIns
    list.push(session)
  }
  return { own, walkIns }
}
