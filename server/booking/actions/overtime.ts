/** Time that is held by those who stay beyond their booked end. */

import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { takenTime } from '../queries/blocked-time.ts'
import type { BusyTime } from '../queries/busy-time.ts'
import { type Overrun, overruns } from '../queries/overtime.ts'
import { overtimeEnd, withOverruns } from '../rules/overtime.ts'
import type { LaneTime } from '../rules/taken-time.ts'

type Asked = {
  readonly instrumentId: string
  readonly stepMs: number
  /** Bookings that move, which are in nobody's way. */
  readonly exceptIds?: readonly string[]
}

/** What is taken on an instrument during `span`, by those who stay too long too. */
export async function takenNow(
  ctx: Context,
  db: Db,
  span: Interval,
  { instrumentId, stepMs, exceptIds = [] }: Asked,
): Promise<readonly LaneTime[]> {
  const taken = await takenTime(db, instrumentId, span, exceptIds)
  const now = ctx.now()
  const until = overtimeEnd(now, stepMs)
  if (span.startsAt >= until || span.endsAt <= now) return taken
  const late = (await overruns(db, [instrumentId], now)).filter((it) => !exceptIds.includes(it.id))
  return withOverruns(
    taken,
    late.map((it) => ({ ...stayOf(it, until), lanes: [] })),
  )
}

/** Somebody's stay as time that is taken until then. */
export function stayOf({ id, startsAt, seats }: Overrun, until: Instant) {
  return { id, kind: 'use' as const, startsAt, endsAt: until, blockedUntil: until, seats }
}

type Shown = { readonly id: string; readonly policy: { readonly stepMs: number }; readonly capacity: number }

/**
 * Busy time of instruments with those who stay too long, as calendars show it: from the booked end on, as far as
 * nobody else has booked it where there is one unit.
 */
export async function busyWithOverruns(
  ctx: Context,
  instruments: readonly Shown[],
  span: Interval,
  busy: ReadonlyMap<string, readonly BusyTime[]>,
): Promise<ReadonlyMap<string, readonly BusyTime[]>> {
  const now = ctx.now()
  if (now >= span.endsAt || instruments.length === 0) return busy
  const ids = instruments.map((it) => it.id)
  const late = Map.groupBy(await overruns(ctx.store.db, ids, now), (it) => it.instrumentId)
  if (late.size === 0) return busy
  const shown = new Map(busy)
  for (const { id, policy, capacity } of instruments) {
    const own = busy.get(id) ?? []
    const until = overtimeEnd(now, policy.stepMs)
    const stays = (late.get(id) ?? []).flatMap((it) => {
      const known = own.find((other) => other.id === it.id)
      const next = own.filter((other) => other.id !== it.id && other.startsAt >= it.endsAt)
      const ends = capacity === 1 ? Math.min(until, ...next.map((other) => other.startsAt)) : until
      return ends > it.endsAt && ends > span.startsAt ? [stayShown(it, ends, known)] : []
    })
    shown.set(
      id,
      [...own, ...stays].toSorted((a, b) => a.startsAt - b.startsAt),
    )
  }
  return shown
}

function stayShown(overrun: Overrun, until: Instant, known: BusyTime | undefined): BusyTime {
  return {
    isRequest: false,
    isOfEnterprise: known?.isOfEnterprise ?? true,
    nameZh: known?.nameZh ?? null,
    nameEn: known?.nameEn ?? null,
    purpose: known?.purpose ?? '',
    personId: overrun.personId,
    institutionId: overrun.institutionId,
    customerInstitutionId: overrun.customerInstitutionId,
    ...stayOf(overrun, until),
    startsAt: overrun.endsAt,
  }
}
