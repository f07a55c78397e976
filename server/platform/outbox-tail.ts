/**
 * Follows the outbox for one process: every event that becomes readable, once, in commit order, while somebody wants
 * them. It looks again after a moment, and later and later while nothing happens; its place is kept in memory only.
 */

import type { Selectable } from 'kysely'
import type { Logger } from 'pino'
import type { Store } from './db.ts'
import { endOfLog, type LogPlace, rowsAfter } from './log-reader.ts'
import type { OutboxEventTable } from './tables.ts'

export type OutboxRow = Selectable<OutboxEventTable>

/**
 * Gets ready to tell of events and answers with what tells: that must not wait for anything, so that whoever begins
 * to listen hears of each event or finds it behind his place, and never neither.
 */
export type Hear = (rows: readonly OutboxRow[], place: LogPlace) => Promise<() => void>

export type Tail = {
  /** The last event that was told. */
  place(): LogPlace
  /** Answers when what is being told has been. */
  stop(): Promise<void>
}

const WAIT_MS_MIN = 200
const WAIT_MS_MAX = 1_200
const BATCH = 500

/** Follows from the end of the outbox as it is now, until it is told to stop. */
export async function followOutbox({ db, dialect }: Store, log: Logger, hear: Hear): Promise<Tail> {
  let place = await endOfLog(db, dialect, 'outbox_event')
  let waitMs = WAIT_MS_MIN
  let isStopped = false
  let looking: Promise<void> = Promise.resolve()
  let timer = setTimeout(again, waitMs)

  async function look(): Promise<void> {
    const rows = await rowsAfter(db, dialect, { table: 'outbox_event', after: place, limit: BATCH })
    const last = rows.at(-1)
    waitMs = last ? WAIT_MS_MIN : Math.min(waitMs * 1.3, WAIT_MS_MAX)
    if (!last) return
    const next = { stamp: last.stamp, id: last.id }
    const tell = await hear(rows, next)
    place = next
    tell()
  }

  function again(): void {
    looking = look()
      .catch((error: unknown) => {
        // Nothing was told, so nothing is lost: the same events are read again.
        log.warn({ err: error }, 'the outbox could not be read')
        waitMs = WAIT_MS_MAX
      })
      .finally(() => {
        if (!isStopped) timer = setTimeout(again, waitMs)
      })
  }

  return {
    place: () => place,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await looking
    },
  }
}

/** Whether one place comes before another. */
export function isBefore(a: LogPlace, b: LogPlace): boolean {
  return a.stamp < b.stamp || (a.stamp === b.stamp && a.id < b.id)
}
