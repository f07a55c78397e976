/** What happened, written in the transaction that made it happen; whoever tells the outside reads it from here. */

import type { Trx } from '../database.ts'
import type { Instant } from '../kernel/interval.ts'

export type OutboxEvent = {
  readonly at: Instant
  /** `<noun>.<past participle>`, for example `instrument.published`. */
  readonly type: string
  readonly subjectId: string
  readonly payload: Readonly<Record<string, unknown>>
}

export async function appendOutboxEvent(trx: Trx, event: OutboxEvent): Promise<void> {
  await trx
    .insertInto('outbox_event')
    .values({
      at: event.at,
      type: event.type,
      subject_id: event.subjectId,
      payload: JSON.stringify(event.payload),
    })
    .execute()
}
