/** Pages that follow changes: what others do on a calendar appears on it without reloading. */

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { TypedDocumentString } from '../gql/graphql.ts'
import { hashOf } from './execute.ts'
import type { LineState } from './live-line.ts'
import { concerns, type News, type Shown } from './live-news.ts'
import { type Sharing, shareLine } from './live-sharing.ts'
import { useViewer } from './viewer.ts'

/** So long the line is kept for a page that nobody looks at, or that shows nothing that changes. */
const IDLE_MS = 60_000
/** Everybody who looks at an instrument hears of a change at once, and is not to ask at once. */
const SPREAD_MS = 250

const followers = new Set<(news: News) => void>()
const watchers = new Set<() => void>()
let sharing: Sharing | undefined
let state: LineState | undefined
let listenedAs: string | undefined
let idle: number | undefined

function setState(next: LineState | undefined): void {
  state = next
  for (const watcher of watchers) watcher()
}

/** Listens while somebody looks at something that changes. */
function adjust(): void {
  clearTimeout(idle)
  if (document.visibilityState === 'visible' && followers.size > 0) {
    sharing ??= shareLine({
      news: (news) => {
        for (const follower of followers) follower(news)
      },
      state: setState,
    })
  } else if (sharing) idle = window.setTimeout(stop, IDLE_MS)
}

function stop(): void {
  sharing?.close()
  sharing = undefined
  setState(undefined)
}

document.addEventListener('visibilitychange', adjust)

function follow(follower: (news: News) => void): () => void {
  followers.add(follower)
  adjust()
  return () => {
    followers.delete(follower)
    adjust()
  }
}

/** Hears as `viewer` from now on. */
function listenAs(viewer: string): void {
  if (listenedAs !== undefined && listenedAs !== viewer) sharing?.again()
  listenedAs = viewer
}

type Pace = {
  /** While true nothing is read again; what changed meanwhile is read afterwards. */
  readonly held?: boolean
  /** Between two readings at least. */
  readonly everyMs?: number
}

/** Reads the documents again whenever something changes that the page shows. */
export function useLive(
  shown: Shown,
  documents: readonly TypedDocumentString<unknown, never>[],
  { held = false, everyMs = 0 }: Pace = {},
): void {
  const client = useQueryClient()
  const { viewer, pending } = useViewer()
  const latest = useRef({ shown, documents, held, everyMs })
  const due = useRef<{ isChanged: boolean; timer: number | undefined; at: number }>(null)
  const read = useRef(() => {})
  useEffect(() => {
    latest.current = { shown, documents, held, everyMs }
    if (!held && due.current?.isChanged) read.current()
  })
  useEffect(() => {
    if (!pending) listenAs(viewer?.id ?? '')
  }, [viewer?.id, pending])
  useEffect(() => {
    const own = { isChanged: false, timer: undefined as number | undefined, at: 0 }
    due.current = own
    read.current = () => {
      if (own.timer !== undefined) return
      const waitMs = Math.max(0, own.at + latest.current.everyMs - Date.now()) + Math.random() * SPREAD_MS
      own.timer = window.setTimeout(() => {
        own.timer = undefined
        if (latest.current.held) return
        own.isChanged = false
        own.at = Date.now()
        for (const it of latest.current.documents) void client.invalidateQueries({ queryKey: [hashOf(it)] })
      }, waitMs)
    }
    const unfollow = follow((news) => {
      if (!concerns(latest.current.shown, news)) return
      own.isChanged = true
      if (!latest.current.held) read.current()
    })
    return () => {
      unfollow()
      clearTimeout(own.timer)
    }
  }, [client])
}

/** How the line is; undefined while there is none, or it is being opened. */
export function useLineState(): LineState | undefined {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => state,
  )
}

/** How often a page looks by itself: seldom while it is told of changes, else every `whenBrokenMs`. */
export function useFallback(whenBrokenMs: number): number {
  return useLineState() === 'open' ? 10 * whenBrokenMs : whenBrokenMs
}
