/** Resumption tokens: where a list goes on, signed and carried by the harvester, so that no process keeps anything. */

import { z } from 'zod'
import type { Instant } from '../../kernel/interval.ts'
import { FORMATS, LIST_VERBS, type Selection } from '../rules/harvest-request.ts'
import { payloadOf, signed } from '../secrets.ts'

/** A list of records on its way: what was asked for, its bound, the last record sent, and how many were. */
export type RecordCursor = {
  readonly selection: Selection
  readonly before: Instant
  readonly after: { readonly changedAt: Instant; readonly instrumentId: string }
  readonly count: number
}

/** A list of sets on its way: the last one sent, and how many were. */
export type SetCursor = { readonly after: string; readonly count: number }

const RecordPayload = z.tuple([
  z.enum(LIST_VERBS),
  z.enum(FORMATS),
  z.string().nullable(),
  z.number().nullable(),
  z.number(),
  z.number(),
  z.string(),
  z.number(),
])
const SetPayload = z.tuple([z.literal('ListSets'), z.string(), z.number()])

export function recordToken({ selection, before, after, count }: RecordCursor, secret: string): string {
  const { verb, format, set, from } = selection
  const { changedAt, instrumentId } = after
  const payload: z.input<typeof RecordPayload> = [
    verb,
    format,
    set,
    from,
    before,
    changedAt,
    instrumentId,
    count,
  ]
  return signed(JSON.stringify(payload), secret)
}

/** The cursor of a token that we gave for this verb; undefined for any other text. */
export function recordCursor(token: string, verb: string, secret: string): RecordCursor | undefined {
  const payload = payloadOf(token, secret)
  const parsed = payload === undefined ? undefined : RecordPayload.safeParse(JSON.parse(payload))
  if (!parsed?.success || parsed.data[0] !== verb) return undefined
  const [own, format, set, from, before, changedAt, instrumentId, count] = parsed.data
  return {
    selection: { verb: own, format, set, from, before },
    before,
    after: { changedAt, instrumentId },
    count,
  }
}

export function setToken({ after, count }: SetCursor, secret: string): string {
  return signed(JSON.stringify(['ListSets', after, count] satisfies z.input<typeof SetPayload>), secret)
}

/** The cursor of a token that we gave for sets; undefined for any other text. */
export function setCursor(token: string, secret: string): SetCursor | undefined {
  const payload = payloadOf(token, secret)
  const parsed = payload === undefined ? undefined : SetPayload.safeParse(JSON.parse(payload))
  return parsed?.success ? { after: parsed.data[1], count: parsed.data[2] } : undefined
}
