/**
 * `GET /events`: tells browsers at once that a calendar changed, as server-sent events. What is sent are ids of
 * instruments; whoever looks at one reads it again through the front door, where what he may see is decided.
 */

import type { Express, Request, Response } from 'express'
import type { Logger } from 'pino'
import type { Context } from '../../context.ts'
import type { Viewer } from '../../identity/rules.ts'
import type { Store } from '../../platform/db.ts'
import { type LogPlace, rowsAfter } from '../../platform/log-reader.ts'
import { followOutbox, type Hear, isBefore, type Tail } from '../../platform/outbox-tail.ts'
import { calendarChanges } from '../actions/live.ts'
import { type News, newsFor } from '../rules/live.ts'
import { liveLimits } from './live-limits.ts'

/** Proxies cut what is silent for a minute, and a browser takes a line for broken after twice this time. */
const BEAT_MS = 20_000
/** Then the browser comes again and says anew who it is: nobody hears longer than this what he may no longer. */
const LIFE_MS = 5 * 60_000
/** Who takes no more than this off the line is cut off, and asks for the rest when he comes again. */
const UNSENT_BYTES_MAX = 64 * 1_024
/** Who was away for more events than these is told that everything may have changed. */
const REPLAY_MAX = 500
const EVERYTHING: News = { all: true }
const CLOSING = { status: 503, retrySeconds: 5 } as const

type Line = { readonly viewer: Viewer | null; readonly response: Response; readonly tail: Tail }

export type Live = {
  /** Opens a stream, or says why not. */
  answer(ctx: Context, request: Request, response: Response): Promise<void>
  /** Ends every stream, and opens no more. */
  close(): Promise<void>
}

export function mountLive(
  app: Express,
  live: Live,
  contextOf: (request: Request, response: Response) => Promise<Context>,
): void {
  app.head('/events', (_request: Request, response: Response) => {
    open(response)
    response.end()
  })
  app.get('/events', async (request: Request, response: Response) => {
    await live.answer(await contextOf(request, response), request, response)
  })
}

export function openLive(store: Store, log: Logger): Live {
  const lines = new Set<Line>()
  const limits = liveLimits(Date.now)
  let tail: Promise<Tail> | undefined
  let isClosed = false

  const hear: Hear = async (rows, place) => {
    const changes = await calendarChanges(store.db, rows)
    return () => {
      for (const line of lines) say(line, 'changed', place, newsFor(line.viewer, changes))
    }
  }
  const beat = setInterval(() => {
    for (const line of lines) say(line, 'beat', line.tail.place(), {})
  }, BEAT_MS)
  beat.unref()

  /** One reader for all streams, from the first on. */
  function follow(): Promise<Tail> {
    tail ??= followOutbox(store, log, hear).catch((error: unknown) => {
      tail = undefined
      throw error
    })
    return tail
  }

  async function stop(): Promise<void> {
    const stopping = tail?.catch(() => undefined)
    tail = undefined
    await (await stopping)?.stop()
  }

  async function answer({ viewer }: Context, request: Request, response: Response): Promise<void> {
    if (response.destroyed) return
    const seat = {
      key: viewer ? `person ${viewer.personId}` : `address ${request.ip}`,
      isPerson: viewer !== null,
    }
    const refusal = isClosed ? CLOSING : limits.enter(seat)
    if (refusal) {
      response.status(refusal.status).set('retry-after', String(refusal.retrySeconds)).end()
      return
    }
    const life = setTimeout(() => response.end(), LIFE_MS)
    response.once('close', () => {
      clearTimeout(life)
      limits.leave(seat)
      if (limits.areAllFree()) void stop()
    })
    const line: Line = { viewer, response, tail: await follow() }
    open(response)
    await catchUp(store, line, placeAsked(request), () => {
      if (isClosed) response.end()
      if (response.writableEnded || response.destroyed) return
      response.once('close', () => lines.delete(line))
      lines.add(line)
      say(line, 'hello', line.tail.place(), {})
    })
  }

  return {
    answer,
    close: async () => {
      isClosed = true
      clearInterval(beat)
      for (const { response } of lines) response.end()
      await stop()
    },
  }
}

/** Tells what happened since the browser was last here, and lets it join those who hear of whatever happens. */
async function catchUp(
  { db, dialect }: Store,
  line: Line,
  asked: LogPlace | null | undefined,
  join: () => void,
): Promise<void> {
  let place = asked
  while (place && isBefore(place, line.tail.place())) {
    const wanted = { table: 'outbox_event', after: place, limit: REPLAY_MAX } as const
    // oxlint-disable-next-line eslint/no-await-in-loop -- Each page begins where the one before it ends.
    const rows = await rowsAfter(db, dialect, wanted)
    const last = rows.at(-1)
    if (!last || rows.length === REPLAY_MAX) break
    // oxlint-disable-next-line eslint/no-await-in-loop
    const changes = await calendarChanges(db, rows)
    place = { stamp: last.stamp, id: last.id }
    say(line, 'changed', place, newsFor(line.viewer, changes))
  }
  // From here on nothing waits, so that no event falls between what was read and what will be told.
  const isBehind = place === null || (place !== undefined && isBefore(place, line.tail.place()))
  join()
  if (isBehind) say(line, 'changed', line.tail.place(), EVERYTHING)
}

function open(response: Response): void {
  response.status(200).set({
    'content-type': 'text/event-stream; charset=utf-8',
    // Compression would hold small messages back, and so would a proxy that buffers.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  response.flushHeaders()
}

/** Writes one message; nothing where there are no news. */
function say(
  { response }: Line,
  event: 'hello' | 'beat' | 'changed',
  { stamp, id }: LogPlace,
  data: News | Readonly<Record<string, never>> | null,
): void {
  if (data === null || response.writableEnded) return
  response.write(`id: ${stamp}.${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  if (response.writableLength > UNSENT_BYTES_MAX) response.destroy()
}

/** The last event that the browser heard: undefined when it is new, null when what it says is no place. */
function placeAsked({ headers, query }: Request): LogPlace | null | undefined {
  const asked = headers['last-event-id'] ?? query['after']
  if (asked === undefined) return undefined
  const [, stamp, id] = /^(-?\d{1,15})\.(-?\d{1,15})$/.exec(typeof asked === 'string' ? asked : '') ?? []
  return stamp === undefined || id === undefined ? null : { stamp: Number(stamp), id: Number(id) }
}
