/**
 * A calendar by brute force, for comparison with the engine: minutes are counted from midnight of 1 January 2026 in
 * Ordos, and every question is answered by looking at each minute. It shares no code with the engine.
 */

import { expect } from 'vitest'

/** So many days can be looked at; commands stay in the first week. */
export const DAYS = 12
export const DAY = 1_440
const MINUTES = DAYS * DAY

export type Minutes = { readonly from: number; readonly until: number }

/** Something that takes time, with its turnaround until `blockedUntil`. */
export type Taking = Minutes & {
  readonly id: string
  readonly kind: 'booking' | 'maintenance' | 'offer' | 'hold'
  readonly blockedUntil: number
  /** What is left of a hold: for which group, when it runs out, and the id of its first part. */
  readonly held?: Held
}

export type Held = { readonly group: string; readonly expires: number; readonly origin: string }

export type ModelBooking = Minutes & {
  readonly id: string
  readonly person: number
  readonly state: string
  /** When it was booked, or moved last: how long a request waits counts from then. */
  readonly askedAt: number
}

/** Opening windows of a weekday, Monday first, in minutes of its day; past 1440 is on the next. */
export type Week = readonly (readonly (readonly [number, number])[])[]

/** Codes with the ids that stand behind them, sorted; as text, for comparison. */
export type Reasons = readonly string[]

/** What stands in the way of a span, and what does not matter for it. */
export type Asker = {
  readonly isStaff: boolean
  readonly exceptIds?: readonly string[]
  /** Whose holds are no obstacle. */
  readonly group?: string | undefined
}

export class CalendarModel {
  now: number
  turnaround = 0
  needsApproval = false
  taking: readonly Taking[] = []
  readonly bookings = new Map<string, ModelBooking>()
  /** Weeks by the day from which they count; the instrument began with an earlier one. */
  private readonly weeks = new Map<number, Week>()
  private readonly exceptions = new Map<number, readonly (readonly [number, number])[]>()
  /** Whether it is open in each minute; filled when it is asked for. */
  private open: readonly boolean[] | undefined
  executed = 0

  constructor(now: number, week: Week) {
    this.now = now
    this.weeks.set(-1_000, week)
  }

  setWeek(day: number, week: Week): void {
    this.weeks.set(day, week)
    this.open = undefined
  }

  /** Null: as in its week. */
  setDay(day: number, windows: readonly (readonly [number, number])[] | null): void {
    if (windows) this.exceptions.set(day, windows)
    else this.exceptions.delete(day)
    this.open = undefined
  }

  private isOpen(minute: number): boolean {
    this.open ??= this.openMinutes()
    return this.open[minute] ?? false
  }

  private openMinutes(): readonly boolean[] {
    const open = Array.from({ length: MINUTES }, () => false)
    for (let day = -1; day < DAYS; day += 1) {
      for (const [from, until] of this.windowsOf(day)) {
        for (let minute = day * DAY + from; minute < day * DAY + until; minute += 1) {
          if (minute >= 0 && minute < MINUTES) open[minute] = true
        }
      }
    }
    return open
  }

  private windowsOf(day: number): readonly (readonly [number, number])[] {
    const exception = this.exceptions.get(day)
    if (exception) return exception
    const since = Math.max(...[...this.weeks.keys()].filter((it) => it <= day))
    // The first day is a Thursday.
    return this.weeks.get(since)?.[(day + 3 + 700) % 7] ?? []
  }

  /** Why a span cannot be had, by looking at each of its minutes. */
  reasons({ from, until }: Minutes, { isStaff, exceptIds = [], group }: Asker): Reasons {
    const others = this.takenFor(group).filter((it) => !exceptIds.includes(it.id))
    const covered = new Set<Taking>()
    const near = new Set<Taking>()
    let isClosed = false
    for (let minute = from; minute < until; minute += 1) {
      if (!this.isOpen(minute)) isClosed = true
      for (const it of others) if (it.from <= minute && minute < it.until) covered.add(it)
    }
    for (let minute = from; minute < until + this.turnaround; minute += 1) {
      for (const it of others) if (it.from <= minute && minute < it.blockedUntil) near.add(it)
    }
    const idsOf = (kind: Taking['kind']) => [...covered].filter((it) => it.kind === kind).map((it) => it.id)
    const tooNear = [...near].filter((it) => !covered.has(it)).map((it) => it.id)
    return reasonsOf([
      ['BOOKING_IN_PAST', from < this.now, []],
      ['BOOKING_OVERLAPS', idsOf('booking').length > 0, idsOf('booking')],
      ['BOOKING_OVERLAPS_MAINTENANCE', idsOf('maintenance').length > 0, idsOf('maintenance')],
      ['BOOKING_OVERLAPS_HOLD', idsOf('hold').length > 0, idsOf('hold')],
      ['BOOKING_OVERLAPS_OFFER', idsOf('offer').length > 0, idsOf('offer')],
      ['BOOKING_IN_TURNAROUND', !isStaff && this.turnaround > 0 && tooNear.length > 0, tooNear],
      ['BOOKING_OUTSIDE_OPENING_HOURS', !isStaff && isClosed, []],
    ])
  }

  /** What is taken for the people of a group, or for those of none. */
  private takenFor(group: string | undefined): readonly Taking[] {
    return this.taking.filter((it) => it.held === undefined || it.held.group !== group)
  }

  /** Why time cannot be held then. Opening hours do not matter. */
  holdReasons(span: Minutes, expires: number): Reasons {
    const asked = this.reasons(span, { isStaff: false })
    const isOutside = expires <= this.now || expires > span.until
    return [
      ...asked.filter((it) => !it.startsWith('BOOKING_OUTSIDE_OPENING_HOURS')),
      ...(isOutside ? ['HOLD_EXPIRY_OUTSIDE'] : []),
    ]
  }

  /** Takes the time of a booking of somebody in a group out of what is held for it; `idOf` names what is left behind a gap. */
  yieldTo(
    group: string | undefined,
    { from, until }: Minutes,
    idOf: (id: string, from: number) => string,
  ): void {
    this.taking = this.taking.flatMap((it) => {
      if (it.held === undefined || it.held.group !== group) return [it]
      const left: Taking[] = []
      for (let minute = it.from; minute < it.until; minute += 1) {
        if (from <= minute && minute < until + this.turnaround) continue
        const last = left.at(-1)
        if (last?.until === minute)
          left.splice(-1, 1, { ...last, until: minute + 1, blockedUntil: minute + 1 })
        else left.push({ ...it, from: minute, until: minute + 1, blockedUntil: minute + 1 })
      }
      return left.map((part, i) => (i === 0 ? part : { ...part, id: idOf(it.id, part.from) }))
    })
  }

  /** Why the instrument cannot be taken out of service then. */
  maintenanceReasons({ from, until }: Minutes): Reasons {
    const covered = this.taking.filter((it) => {
      for (let minute = from; minute < until; minute += 1)
        if (it.from <= minute && minute < it.until) return true
      return false
    })
    const bookings = covered.filter((it) => it.kind === 'booking').map((it) => it.id)
    const others = covered.filter((it) => it.kind !== 'booking').map((it) => it.id)
    return reasonsOf([
      ['MAINTENANCE_COVERS_BOOKINGS', bookings.length > 0, bookings],
      ['MAINTENANCE_OVERLAPS', others.length > 0, others],
      ['MAINTENANCE_OVER', until <= this.now, []],
    ])
  }

  /** Free minutes to come, as spans: open, and neither they nor the turnaround after them are taken. */
  free(group?: string): readonly Minutes[] {
    const blocked = Array.from({ length: MINUTES + DAY }, () => false)
    for (const it of this.takenFor(group)) {
      for (let minute = Math.max(it.from, 0); minute < it.blockedUntil; minute += 1) blocked[minute] = true
    }
    const spans: Minutes[] = []
    // How long nothing is taken from the minute on.
    let room = DAY
    let until: number | undefined
    for (let minute = MINUTES + DAY - 1; minute >= 0; minute -= 1) {
      room = blocked[minute] ? 0 : room + 1
      const isFree = minute < MINUTES && minute >= this.now && room > this.turnaround && this.isOpen(minute)
      if (isFree) until ??= minute + 1
      else if (until !== undefined) {
        spans.unshift({ from: minute + 1, until })
        until = undefined
      }
    }
    return spans
  }

  /** Takes time that nothing stands in the way of; turnarounds give way to whoever may ignore them. */
  take(id: string, kind: Taking['kind'], { from, until }: Minutes, held?: Held): void {
    const turnaround = kind === 'maintenance' || kind === 'hold' ? 0 : this.turnaround
    const next = Math.min(...this.taking.filter((it) => it.from >= until).map((it) => it.from))
    const cut = this.taking.map((it) =>
      it.from < from && it.blockedUntil > from ? { ...it, blockedUntil: from } : it,
    )
    const blockedUntil = Math.min(until + turnaround, next)
    this.taking = [...cut, { id, kind, from, until, blockedUntil, ...(held ? { held } : {}) }]
  }

  /** Frees what something takes; a turnaround that it had cut short grows again where `regrows`. */
  release(id: string, regrows = true): void {
    const gone = this.taking.find((it) => it.id === id)
    this.taking = this.taking.filter((it) => it.id !== id)
    if (gone && regrows) this.regrow(gone.from)
  }

  regrow(at: number): void {
    const before = this.taking.filter((it) => it.from < at).toSorted((a, b) => b.from - a.from)[0]
    const state = before && this.bookings.get(before.id)?.state
    const isStanding = state === 'requested' || state === 'confirmed' || state === 'in_use'
    if (!before || !isStanding || before.blockedUntil !== at) return
    const next = Math.min(...this.taking.filter((it) => it.from >= at).map((it) => it.from))
    const blockedUntil = Math.max(at, Math.min(before.until + this.turnaround, next))
    this.taking = this.taking.map((it) => (it === before ? { ...it, blockedUntil } : it))
  }

  /** Ends what something takes now, with a turnaround after it. */
  shorten(id: string, turnaround: number): void {
    this.taking = this.taking.flatMap((it) => {
      if (it.id !== id || it.until <= this.now) return [it]
      const blockedUntil = Math.min(it.blockedUntil, this.now + turnaround)
      return blockedUntil <= it.from ? [] : [{ ...it, until: Math.max(it.from, this.now), blockedUntil }]
    })
  }

  /** Whether a request waits no more: its start has come, or it has waited for three days. */
  isExpired({ from, askedAt }: ModelBooking): boolean {
    return this.now >= Math.min(from, askedAt + 3 * DAY)
  }

  setState(id: string, state: string): void {
    const booking = this.bookings.get(id)
    if (booking) this.bookings.set(id, { ...booking, state })
  }
}

function reasonsOf(
  all: readonly (readonly [code: string, holds: boolean, ids: readonly string[]])[],
): Reasons {
  return all.filter(([, holds]) => holds).map(([code, , ids]) => [code, ...ids.toSorted()].join(' '))
}

/** That reasons are the same, whatever their order. */
export function expectReasons(
  found: readonly { readonly code: string; readonly refs: readonly string[] }[],
  wanted: Reasons,
): void {
  const told = found.map((it) => [it.code, ...it.refs.toSorted()].join(' '))
  expect(told.toSorted()).toEqual(wanted.toSorted())
}
