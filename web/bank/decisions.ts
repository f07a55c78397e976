/** Deciding about lines of the bank: by the buttons of a line, by keys, or all that is sure at once. */

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { moneyText } from '../design/format.ts'
import type { BankEntryFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { AcceptBankLinesDocument, SetBankLineAsideDocument, UndoBankLineDocument } from './operations.ts'

/** As many as the server takes in one step. */
const ACCEPTED_MAX = 50

type Seen = Pick<BankEntryFragment, 'id' | 'version'>

/** Lines with a sure suggestion, each statement once. */
export function sureLines(lines: readonly BankEntryFragment[]): readonly BankEntryFragment[] {
  const taken = new Set<string>()
  return lines
    .filter((line) => {
      const best = line.suggestions[0]
      if (!best?.isSure || taken.has(best.statement.id)) return false
      taken.add(best.statement.id)
      return true
    })
    .slice(0, ACCEPTED_MAX)
}

export function useDecisions() {
  const { t } = useTranslation('bank')
  const [reason, setReason] = useState('')
  const acceptAction = useAction(AcceptBankLinesDocument)
  const asideAction = useAction(SetBankLineAsideDocument)
  const undoAction = useAction(UndoBankLineDocument)

  const undo = async ({ id: lineId, version }: Seen) => {
    const words = reason.trim() === '' ? t('usual.undo') : reason.trim()
    if (await undoAction.run({ input: { lineId, version, reason: words } })) say(t('undone'))
  }
  const saidWithUndo = (text: string, line: Seen) =>
    say(text, { label: t('undo'), run: () => void undo(line) })

  return {
    reason,
    setReason,
    undo: (line: Seen) => void undo(line),
    pay: async (line: BankEntryFragment, statementId: string, amountFen: number) => {
      const part = { lineId: line.id, version: line.version, parts: [{ statementId, amountFen }] }
      const done = await acceptAction.run({ input: { lines: [part] } })
      const [paid] = done?.lines ?? []
      if (paid) saidWithUndo(t('accepted', { amount: moneyText(amountFen) }), paid)
      return paid !== undefined
    },
    acceptSure: async (lines: readonly BankEntryFragment[]) => {
      const all = sureLines(lines).flatMap((line) => {
        const best = line.suggestions[0]
        const { id: lineId, version } = line
        if (!best) return []
        return [{ lineId, version, parts: [{ statementId: best.statement.id, amountFen: best.amountFen }] }]
      })
      if (await acceptAction.run({ input: { lines: all } })) say(t('acceptedMany', { text: all.length }))
    },
    setAside: async (line: BankEntryFragment) => {
      const words = reason.trim() === '' ? t('usual.aside') : reason.trim()
      const { id: lineId, version } = line
      const done = await asideAction.run({ input: { lineId, version, reason: words } })
      if (done) saidWithUndo(t('setAside'), done)
    },
    pending: acceptAction.pending || asideAction.pending || undoAction.pending,
    problems: [...acceptAction.problems, ...asideAction.problems, ...undoAction.problems],
    failure: acceptAction.failure ?? asideAction.failure ?? undoAction.failure,
  }
}

export type Decisions = ReturnType<typeof useDecisions>
