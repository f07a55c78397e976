/** The line to the server on which it tells of changes: comes again by itself, and where it was. */

import { EVERYTHING, type News, newsOf, waitMs } from './live-news.ts'

export type LineState = 'open' | 'broken'

export type LineHearer = {
  /** `id` is the place of the news, from which another line can go on. */
  readonly news: (news: News, id: string) => void
  readonly state: (state: LineState) => void
}

export type Line = {
  /** Opens anew in the name of whoever is signed in now. */
  again(): void
  close(): void
}

/** The server says something every 20 seconds at least. */
const SILENCE_MS_MAX = 50_000
/** The server ends every line from time to time: that is nothing to tell anybody. */
const BROKEN_MS = 5_000

/** Opens a line that goes on from the place `after`; without one it begins with: everything may have changed. */
export function openLine(hear: LineHearer, after: string | undefined): Line {
  let place = after
  let failures = 0
  let source: EventSource | undefined
  let silence: number | undefined
  let retry: number | undefined
  let broken: number | undefined

  function heard({ lastEventId }: MessageEvent): void {
    place = lastEventId
    clearTimeout(silence)
    silence = window.setTimeout(lost, SILENCE_MS_MAX)
  }

  function connect(): void {
    const opened = new EventSource(place === undefined ? '/events' : `/events?after=${place}`)
    const isNew = place === undefined
    source = opened
    silence = window.setTimeout(lost, SILENCE_MS_MAX)
    opened.addEventListener('hello', (event) => {
      failures = 0
      clearTimeout(broken)
      broken = undefined
      heard(event)
      hear.state('open')
      if (isNew) hear.news(EVERYTHING, event.lastEventId)
    })
    opened.addEventListener('beat', heard)
    opened.addEventListener('changed', (event: MessageEvent<string>) => {
      heard(event)
      hear.news(newsOf(event.data), event.lastEventId)
    })
    opened.addEventListener('error', lost)
  }

  function lost(): void {
    hangUp()
    broken ??= window.setTimeout(() => hear.state('broken'), BROKEN_MS)
    retry = window.setTimeout(connect, waitMs(failures, Math.random()))
    failures += 1
  }

  function hangUp(): void {
    source?.close()
    clearTimeout(silence)
    clearTimeout(retry)
  }

  connect()
  return {
    again: () => {
      hangUp()
      place = undefined
      connect()
    },
    close: () => {
      hangUp()
      clearTimeout(broken)
    },
  }
}
