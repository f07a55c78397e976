/**
 * One line for all tabs of a browser: the tab that holds the lock keeps it and passes on what it hears. A browser opens
 * six connections to a server at most, so lines of their own would starve the tabs. Where there are no locks (a page
 * that came without encryption) each tab has its own.
 */

import { type Line, type LineState, openLine } from './live-line.ts'
import { EVERYTHING, type News } from './live-news.ts'

export type Hearer = {
  readonly news: (news: News) => void
  readonly state: (state: LineState) => void
}

export type Sharing = {
  /** Opens the line anew in the name of whoever is signed in now. */
  again(): void
  close(): void
}

type Said =
  | { readonly kind: 'news'; readonly news: News; readonly id: string }
  | { readonly kind: 'state'; readonly state: LineState }
  /** A tab that has just come asks how the line is. */
  | { readonly kind: 'question' }
  | { readonly kind: 'again' }

const NAME = 'live'

export function shareLine(hear: Hearer): Sharing {
  const channel = new BroadcastChannel(NAME)
  const leaving = new AbortController()
  let line: Line | undefined
  let state: LineState | undefined
  let place: string | undefined

  function say(message: Said): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel is of one origin.
    channel.postMessage(message)
  }

  function changed(next: LineState): void {
    // What happened before this tab listened may have passed it by.
    if (state === undefined && line === undefined) hear.news(EVERYTHING)
    state = next
    hear.state(next)
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'news') {
      place = data.id
      hear.news(data.news)
    } else if (data.kind === 'state') changed(data.state)
    else if (data.kind === 'again') line?.again()
    else if (line && state) say({ kind: 'state', state })
  })

  function lead(): Promise<void> {
    return new Promise((end) => {
      line = openLine(
        {
          news: (news, id) => {
            hear.news(news)
            say({ kind: 'news', news, id })
          },
          state: (next) => {
            changed(next)
            say({ kind: 'state', state: next })
          },
        },
        place,
      )
      leaving.signal.addEventListener('abort', () => {
        line?.close()
        end()
      })
    })
  }

  // Old browsers and pages without encryption have no locks, whatever the types say.
  if ('locks' in navigator) {
    // Whoever leaves while he waits for the lock is told so by an error, which is what he wanted.
    navigator.locks.request(NAME, { signal: leaving.signal }, lead).catch(() => undefined)
    say({ kind: 'question' })
  } else void lead()

  return {
    again: () => (line ? line.again() : say({ kind: 'again' })),
    close: () => {
      leaving.abort()
      channel.close()
    },
  }
}
