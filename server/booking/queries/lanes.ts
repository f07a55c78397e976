/** Who sits on which of the interchangeable units, and what is carried over when an instrument is arranged anew. */

import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Held } from '../rules/carrying-over.ts'
import type { TakenTime } from '../rules/taken-time.ts'
import { columnsOf, isOfPerson, lastStartBefore } from './blocked-time.ts'

/** The interchangeable units of an instrument, in their order. */
export async function lanesOfInstrument(db: Db, instrumentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('instrument_unit')
    .select('unit_id')
    .where('instrument_id', '=', instrumentId)
    .where('is_lane', '=', 1)
    .execute()
  return inLaneOrder(rows.map((it) => it.unit_id))
}

/** `id`, `id~2` … `id~10`. */
export function inLaneOrder(lanes: readonly string[]): string[] {
  return lanes.toSorted((a, b) => a.length - b.length || a.localeCompare(b))
}

/** Those of `taken` that somebody is using: they stay where they are. */
export async function idsInUse(
  db: Db,
  taken: readonly Pick<TakenTime, 'id' | 'kind'>[],
): Promise<ReadonlySet<string>> {
  const bookings = taken.filter((it) => it.kind === 'booking').map((it) => it.id)
  const rows =
    bookings.length === 0
      ? []
      : await db
          .selectFrom('booking')
          .select('id')
          .where('id', 'in', bookings)
          .where('state', '=', 'in_use')
          .execute()
  const uses = taken.filter((it) => it.kind === 'use')
  return new Set([...rows, ...uses].map((it) => it.id))
}

export type LaneChange = { readonly id: string; readonly from: string; readonly to: string }

/** Changes lanes, all at once: first everybody stands up, then everybody sits down. */
export async function changeLanes(trx: Trx, changes: readonly LaneChange[]): Promise<void> {
  const place = (it: LaneChange, from: string, to: string) =>
    trx
      .updateTable('blocked_span')
      .set({ unit_id: to })
      .where('id', '=', it.id)
      .where('unit_id', '=', from)
      .execute()
  for (const it of changes) await place(it, it.from, `standing ${it.id}`)
  for (const it of changes) await place(it, `standing ${it.id}`, it.to)
}

/** What is taken on the calendars of these instruments from `from` on, on all their units; by start. */
export async function heldTime(db: Db, instrumentIds: readonly string[], from: Instant): Promise<Held[]> {
  const rows = await db
    .selectFrom('instrument_unit as own')
    .innerJoin('blocked_span as taken', 'taken.unit_id', 'own.unit_id')
    .select(['taken.id', 'taken.kind', 'taken.starts_at', 'taken.ends_at', 'taken.busy_until'])
    .select(['taken.unit_id', 'taken.instrument_id'])
    .distinct()
    .where('own.instrument_id', 'in', instrumentIds)
    .where('taken.instrument_id', 'in', instrumentIds)
    .where('taken.starts_at', '>=', lastStartBefore('own.unit_id', from))
    .where('taken.ends_at', '>', from)
    .orderBy('taken.starts_at')
    .execute()
  return [...Map.groupBy(rows, (it) => it.id).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    return [
      {
        id: first.id,
        kind: first.kind,
        instrumentId: first.instrument_id ?? '',
        startsAt: first.starts_at,
        endsAt: first.busy_until ?? first.ends_at,
        blockedUntil: first.ends_at,
        units: own.map((it) => it.unit_id),
      },
    ]
  })
}

/** Takes the time of each anew, on its units; what it took before is free. */
export async function rewriteHeldTime(trx: Trx, held: readonly Held[]): Promise<void> {
  for (const { id } of held) {
    const units = trx.deleteFrom('blocked_span').where('id', '=', id)
    // Whoever operates for it goes on doing so.
    await units.where((it) => it.not(isOfPerson(it.ref('unit_id')))).execute()
  }
  for (const it of held) {
    const time = columnsOf({ startsAt: it.startsAt, busyUntil: it.endsAt, endsAt: it.blockedUntil })
    const rows = it.units.map((unit_id) => ({
      id: it.id,
      unit_id,
      instrument_id: it.instrumentId,
      kind: it.kind,
      ...time,
    }))
    await trx.insertInto('blocked_span').values(rows).execute()
  }
}
