/** Reasons of a refusal, and hints from the same rules beforehand, with fields called as the form calls them. */

import { useTranslation } from 'react-i18next'
import type { Problem as RuleProblem } from '../../server/kernel/problem.ts'
import { problemText } from '../../server/kernel/problem.ts'
import type { Problem } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import { FIELDS } from './fields.ts'

/** A function that puts the name of a field in place of its key, as in “nameZh”. */
function useFieldWords() {
  const { t } = useTranslation('manage')
  return (message: string): string =>
    message.replaceAll(/“(\w+)(?:\[\d+\][.\w]*)?”/g, (quoted, key: string) => {
      const field = FIELDS.find((it) => it === key)
      return field === undefined ? quoted : `“${t(`fields.${field}`)}”`
    })
}

type ProblemsProps = {
  readonly problems: readonly Problem[]
  readonly failure?: unknown
  readonly nextStep?: (problem: Problem) => React.ReactNode
}

export function Problems({ problems, failure, nextStep }: ProblemsProps) {
  const words = useFieldWords()
  return (
    <ProblemList
      problems={problems.map((it) => ({ ...it, message: words(it.message) }))}
      failure={failure}
      {...(nextStep ? { nextStep } : {})}
    />
  )
}

/** What the rule would say of the form as it stands. Only a hint: saving is never held back by it. */
export function Hints({ problems }: { readonly problems: readonly RuleProblem[] }) {
  const { i18n } = useTranslation('manage')
  const words = useFieldWords()
  if (problems.length === 0) return null
  const texts = problems.map((it) => words(problemText(it, i18n.language === 'en' ? 'en' : 'zh-CN')))
  return (
    <ul className="notice manage-hints" role="status">
      {[...new Set(texts)].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
