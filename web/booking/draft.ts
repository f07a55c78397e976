/** What somebody has begun to book on an instrument: kept in this tab until it is booked, through reloads and sign-in. */

import { useCallback, useState } from 'react'
import type { Interval } from '../../server/kernel/interval.ts'
import type { Repeat } from '../series/repeat.ts'

export type Draft = {
  readonly span: Interval | undefined
  readonly purpose: string
  /** How the span repeats; undefined while it does not. */
  readonly repeat?: Repeat | undefined
  /** To the instrument's form, by key. */
  readonly answers: Readonly<Record<string, string>>
  /** Whom a keeper books for; undefined: himself. */
  readonly forPersonId?: string | undefined
  /** Whether somebody is to operate the instrument; undefined: as it demands. */
  readonly withOperator?: boolean | undefined
  /** Whether a voucher is to pay a part of it. */
  readonly useVoucher?: boolean | undefined
  /** Sent with the booking, so that sending twice books once. */
  readonly clientKey: string
}

function emptyDraft(): Draft {
  return { span: undefined, purpose: '', answers: {}, clientKey: crypto.randomUUID() }
}

function isDraft(value: unknown): value is Omit<Draft, 'span'> & { span?: Interval } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'purpose' in value &&
    'clientKey' in value &&
    'answers' in value
  )
}

function stored(key: string): Draft {
  const text = sessionStorage.getItem(key)
  if (text === null) return emptyDraft()
  const value: unknown = JSON.parse(text)
  if (!isDraft(value)) return emptyDraft()
  const ahead = value.span !== undefined && value.span.startsAt > Date.now()
  return { ...value, span: ahead ? value.span : undefined }
}

/** The span that a link asks for, as long as it lies ahead. */
export function askedSpan(start: string | undefined, end: string | undefined): Interval | undefined {
  if (start === undefined || end === undefined) return undefined
  const span = { startsAt: Date.parse(start), endsAt: Date.parse(end) }
  return Date.now() < span.startsAt && span.startsAt < span.endsAt ? span : undefined
}

/** `asked` is a span that a link brought, which goes before what was begun earlier. */
export function useDraft(instrumentId: string, asked?: Interval) {
  const key = `draft ${instrumentId}`
  const [draft, setDraft] = useState(() => (asked ? { ...stored(key), span: asked } : stored(key)))
  const change = useCallback(
    (next: Partial<Draft>): void =>
      setDraft((before) => {
        const after = { ...before, ...next }
        sessionStorage.setItem(key, JSON.stringify(after))
        return after
      }),
    [key],
  )
  const clear = useCallback((): void => {
    sessionStorage.removeItem(key)
    setDraft(emptyDraft())
  }, [key])
  return { draft, change, clear }
}
