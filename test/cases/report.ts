/** Runs behavioural cases against the rules: one adapter for each category, what it answers against what is expected. */

import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

export const Case = z.object({
  id: z.string(),
  category: z.string(),
  input: z.unknown(),
  expected: z.record(z.string(), z.unknown()),
})
export type Case = z.infer<typeof Case>

/** Translates an input into a rule's call, and its answer into the words of the case. It does no arithmetic of its own. */
export type Adapter = (input: unknown) => Readonly<Record<string, unknown>>
export type Adapters = Readonly<Record<string, Adapter>>

export type CasesReport = {
  readonly passed: number
  readonly failed: number
  /** A line for each failure: id, category, expected, got. */
  readonly failures: readonly string[]
}

/** A category without an adapter fails, and so does an adapter that throws. */
export function casesReport(cases: readonly Case[], adapters: Adapters): CasesReport {
  const failures = cases.flatMap((it) => {
    const got = answerOf(it, adapters)
    const holds =
      typeof got !== 'string' &&
      Object.entries(wanted(it.expected)).every(([key, value]) => isDeepStrictEqual(got[key], value))
    const told = typeof got === 'string' ? got : JSON.stringify(got)
    return holds ? [] : [`${it.id} ${it.category}: expected ${JSON.stringify(it.expected)}, got ${told}`]
  })
  return { passed: cases.length - failures.length, failed: failures.length, failures }
}

/** Money counts in fen where a case gives it twice. */
function wanted(expected: Case['expected']): Case['expected'] {
  return Object.fromEntries(Object.entries(expected).filter(([key]) => !(`${key}_fen` in expected)))
}

/** What the adapter answers; a text when it gives no answer. */
function answerOf({ category, input }: Case, adapters: Adapters): Readonly<Record<string, unknown>> | string {
  const adapter = adapters[category]
  if (!adapter) return 'no adapter'
  try {
    return adapter(input)
  } catch (error) {
    return String(error)
  }
}
