/** What happened, written in the transaction that made it happen; whoever tells the outside reads it from here. */

import type { Trx } from '../database.ts'
import type { Instant } from '../kernel/interval.ts'
import { prepared } from './prepared.ts'

export type OutboxEvent = {
  readonly at: Instant
  /** `<noun>.<past participle>`, for example `instrument.published`. */
  readonly type: string
  readonly subjectId: string
  readonly payload: Readonly<Record<string, unknown>>
}

const insertRow = prepared((trx, it: Omit<OutboxEvent, 'payload'> & { readonly payload: string }) =>
  trx
    .insertInto('outbox_event')
    .values({ at: it.at, type: it.type, subject_id: it.subjectId, payload: it.payload }),
)

export async function appendOutboxEvent(trx: Trx, event: OutboxEvent): Promise<void> {
  await insertRow(trx, { ...event, payload: JSON.stringify(event.payload) })
}
