/** What devices have reported: added, never changed. Rows in snake_case stop here. */

import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import { contentOf, type DeviceEvent, eventOf } from '../rules/device-events.ts'

/** Events of an instrument with these ids. */
export async function deviceEventsByIds(
  db: Db,
  instrumentId: string,
  eventIds: readonly string[],
): Promise<DeviceEvent[]> {
  const rows = await db
    .selectFrom('device_event')
    .select(['event_id', 'content'])
    .where('instrument_id', '=', instrumentId)
    .where('event_id', 'in', eventIds)
    .execute()
  return rows.map((it) => eventOf(it.event_id, it.content))
}

/** Events of an instrument that are ends of these sessions. */
export async function deviceEventsBySessionKeys(
  db: Db,
  instrumentId: string,
  sessionKeys: readonly string[],
): Promise<DeviceEvent[]> {
  const rows = await db
    .selectFrom('device_event')
    .select(['event_id', 'content'])
    .where('instrument_id', '=', instrumentId)
    .where('session_key', 'in', sessionKeys)
    .execute()
  return rows.map((it) => eventOf(it.event_id, it.content))
}

export async function insertDeviceEvent(
  trx: Trx,
  event: DeviceEvent,
  received: { readonly at: Instant; readonly by: string },
): Promise<void> {
  await trx
    .insertInto('device_event')
    .values({
      instrument_id: event.instrumentId,
      event_id: event.eventId,
      session_key: event.sessionKey,
      what: event.what,
      at: event.at,
      content: contentOf(event),
      received_at: received.at,
      received_by: received.by,
    })
    .execute()
}
