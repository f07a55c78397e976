/** Deciding about differences: by the buttons of a line, or by keys. */

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import type { ReconciledLineFragment, ReconciliationResolution } from '../gql/graphql.ts'
import { ResolveLineDocument, UndoLineDocument } from './operations.ts'

/** Null takes back what was decided. */
export type Decide = (line: ReconciledLineFragment, how: ReconciliationResolution | null) => void

const KEYS: Readonly<Record<string, ReconciliationResolution | null>> = {
  a: 'OURS',
  t: 'THEIRS',
  x: 'NOT_OURS',
  u: null,
}

/** Decides with the reason that was typed, or the usual one. */
export function useDecisions(runId: string) {
  const { t } = useTranslation('reconciliation')
  const [reason, setReason] = useState('')
  const resolve = useAction(ResolveLineDocument)
  const undo = useAction(UndoLineDocument)
  const decide: Decide = (line, how) => {
    if (line.outcome === 'MATCHED') return
    const input = { runId, number: line.number }
    if (how === null) void undo.run({ input })
    else {
      const words = reason.trim() === '' ? t(`usual.${how}`) : reason.trim()
      void resolve.run({ input: { ...input, resolution: how, reason: words } })
    }
  }
  return {
    decide,
    reason,
    setReason,
    problems: [...resolve.problems, ...undo.problems],
    failure: resolve.failure ?? undo.failure,
  }
}

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

type KeysProps = {
  readonly lines: readonly ReconciledLineFragment[]
  readonly current: number
  readonly go: (next: number) => void
  readonly decide: Decide | undefined
}

/** j and k go down and up; a, t and x decide, u takes back. */
export function useKeys({ lines, current, go, decide }: KeysProps) {
  return (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = STEPS[event.key]
    const line = lines[current]
    const how = KEYS[event.key]
    if (step !== undefined) go(Math.min(Math.max(current + step, 0), lines.length - 1))
    else if (line && how !== undefined && decide) decide(line, how)
    else return
    event.preventDefault()
  }
}
