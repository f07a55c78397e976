/** Finds a place for something that takes time, where others may have to change theirs for it. */

import type { Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { type BlockedTime, shrinkTime, takenTime } from '../queries/blocked-time.ts'
import { changeLanes, idsInUse } from '../queries/lanes.ts'
import { type Seating, seating, type Sitting } from '../rules/lanes.ts'
import { blockedSpan, fittedSpan, type LaneTime } from '../rules/taken-time.ts'

export type Room = {
  readonly instrumentId: string
  /** The interchangeable units of the instrument. */
  readonly lanes: readonly string[]
  readonly turnaroundMs: number
  /** What is taken during the span and the turnaround after it. */
  readonly taken: readonly LaneTime[]
}

/** Time to take, on which lane. */
export type SeatedTime = BlockedTime & { readonly lane: string }

const NEW = 'new'

/**
 * The time and the lane for a span that the rules let through. Bookings that lie ahead change their lanes where that
 * is needed, none that is in use; turnarounds are cut where the owner's staff reaches into them.
 */
export async function seatFor(trx: Trx, span: Interval, room: Room): Promise<SeatedTime> {
  const { lanes, turnaroundMs, taken } = room
  const [only = ''] = lanes
  const blocked = blockedSpan(span, turnaroundMs)
  const isFree = (lane: string) =>
    taken.every(
      (it) =>
        !it.lanes.includes(lane) || it.blockedUntil <= blocked.startsAt || it.startsAt >= blocked.endsAt,
    )
  const lane = lanes.length === 1 ? only : lanes.find(isFree)
  if (lane === undefined) return reseated(trx, span, room)
  const { blocked: time, cut } = fittedSpan(span, turnaroundMs, onLane(taken, lane))
  for (const id of cut) await shrinkTime(trx, id, span.startsAt)
  return { ...time, lane }
}

/** What is on a lane, or takes a part of the instrument that there is once. */
function onLane(taken: readonly LaneTime[], lane: string): readonly LaneTime[] {
  return taken.filter((it) => it.lanes.length === 0 || it.lanes.includes(lane))
}

async function reseated(trx: Trx, span: Interval, room: Room): Promise<SeatedTime> {
  const { instrumentId, lanes, turnaroundMs } = room
  const later = { startsAt: span.startsAt, endsAt: Number.MAX_SAFE_INTEGER }
  const taken = await takenTime(trx, instrumentId, later)
  const sitting = taken.filter((it) => it.lanes.length > 0)
  const inUse = await idsInUse(trx, sitting)
  const wanted: Sitting = {
    ...span,
    id: NEW,
    blockedUntil: blockedSpan(span, turnaroundMs).endsAt,
    lanes,
    takesAll: false,
    parts: [],
    current: [],
    isFixed: false,
  }
  const others = sitting.map((it): Sitting => ({
    ...it,
    lanes: it.lanes.length > 1 ? it.lanes : lanes,
    takesAll: it.lanes.length > 1,
    parts: [],
    current: it.lanes,
    isFixed: it.startsAt < span.startsAt || inUse.has(it.id),
  }))
  const found = seating([...others, wanted])
  if (found.crowded.length > 0) {
    throw new Rejection([
      problem(
        'BOOKING_OVERLAPS',
        found.crowded.filter((it) => it !== NEW),
      ),
    ])
  }
  await rearrange(trx, others, found)
  const seat = found.seats.get(NEW)
  const lane = seat?.units[0] ?? ''
  const { blocked, cut } = fittedSpan(
    span,
    turnaroundMs,
    onLane(taken, lane).filter((it) => it.lanes.length === 0),
  )
  for (const id of cut) await shrinkTime(trx, id, span.startsAt)
  return { ...blocked, lane, endsAt: Math.min(blocked.endsAt, seat?.blockedUntil ?? blocked.endsAt) }
}

async function rearrange(trx: Trx, sittings: readonly Sitting[], { seats }: Seating): Promise<void> {
  const cut: (readonly [string, Instant])[] = []
  const moves = sittings.flatMap(({ id, current, blockedUntil }) => {
    const seat = seats.get(id)
    const [from] = current
    const [to] = seat?.units ?? []
    if (seat && seat.blockedUntil < blockedUntil) cut.push([id, seat.blockedUntil])
    return current.length === 1 && from !== undefined && to !== undefined && from !== to
      ? [{ id, from, to }]
      : []
  })
  for (const [id, endsAt] of cut) await shrinkTime(trx, id, endsAt)
  await changeLanes(trx, moves)
}
