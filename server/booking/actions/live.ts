/** What events of the outbox change on calendars, and whom that concerns. */

import type { Db } from '../../database.ts'
import type { OutboxRow } from '../../platform/outbox-tail.ts'
import { bookersOf, calendarOwners } from '../queries/live.ts'
import type { CalendarChange } from '../rules/live.ts'

/** The changes that the events made, in their order; none for events that are about no instrument. */
export async function calendarChanges(db: Db, events: readonly OutboxRow[]): Promise<CalendarChange[]> {
  const placed = events.flatMap((it) => {
    const instrumentId = instrumentOf(it)
    return instrumentId === undefined ? [] : [{ ...it, instrumentId }]
  })
  if (placed.length === 0) return []
  const booked = placed.filter((it) => it.type.startsWith('booking.')).map((it) => it.subject_id)
  const [owners, bookers] = await Promise.all([
    calendarOwners(db, [...new Set(placed.map((it) => it.instrumentId))]),
    bookersOf(db, [...new Set(booked)]),
  ])
  return placed.flatMap(({ type, subject_id, instrumentId }) => {
    const owner = owners.get(instrumentId)
    if (!owner) return []
    // Everybody could see it until then, and is to see it no longer.
    const isPublic = owner.isPublic || type === 'instrument.withdrawn'
    return [{ ...owner, isPublic, instrumentId, personId: bookers.get(subject_id) ?? null }]
  })
}

/** The instrument that an event is about; undefined when it is about none. */
export function instrumentOf({
  type,
  subject_id,
  payload,
}: Pick<OutboxRow, 'type' | 'subject_id' | 'payload'>): string | undefined {
  if (type.startsWith('instrument.')) return subject_id
  const told: unknown = JSON.parse(payload)
  const id =
    typeof told === 'object' && told !== null && 'instrumentId' in told ? told.instrumentId : undefined
  return typeof id === 'string' ? id : undefined
}
