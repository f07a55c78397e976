/** What somebody has begun to book on an instrument: kept in this tab until it is booked, through reloads and sign-in. */

import { useState } from 'react'
import type { Interval } from '../../server/kernel/interval.ts'

export type Draft = {
  readonly span: Interval | undefined
  readonly purpose: string
  /** Sent with the booking, so that sending twice books once. */
  readonly clientKey: string
}

function emptyDraft(): Draft {
  return { span: undefined, purpose: '', clientKey: crypto.randomUUID() }
}

function isDraft(value: unknown): value is { span?: Interval; purpose: string; clientKey: string } {
  return typeof value === 'object' && value !== null && 'purpose' in value && 'clientKey' in value
}

function stored(key: string): Draft {
  const text = sessionStorage.getItem(key)
  if (text === null) return emptyDraft()
  const value: unknown = JSON.parse(text)
  if (!isDraft(value)) return emptyDraft()
  const ahead = value.span !== undefined && value.span.startsAt > Date.now()
  return { ...value, span: ahead ? value.span : undefined }
}

export function useDraft(instrumentId: string) {
  const key = `draft ${instrumentId}`
  const [draft, setDraft] = useState(() => stored(key))
  function change(next: Partial<Draft>): void {
    setDraft((before) => {
      const after = { ...before, ...next }
      sessionStorage.setItem(key, JSON.stringify(after))
      return after
    })
  }
  function clear(): void {
    sessionStorage.removeItem(key)
    setDraft(emptyDraft())
  }
  return { draft, change, clear }
}
