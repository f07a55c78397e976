/** Small words of standing: how a qualification, an enrolment, a restriction or an appeal stands, and what a rule requires. */

import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'
import { momentText } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { StateTag, type Tone } from '../design/tags.tsx'
import type { AppealState, EnrolmentState, QualificationState, RestrictionState } from '../gql/graphql.ts'

const QUALIFICATION: Record<QualificationState, Tone> = {
  VALID: 'green',
  EXPIRING: 'amber',
  EXPIRED: 'red',
  ENDED: 'plain',
}

export function QualificationTag({ state }: { readonly state: QualificationState }) {
  const { t } = useTranslation('standing')
  return <StateTag tone={QUALIFICATION[state]}>{t(`qualificationState.${state}`)}</StateTag>
}

const ENROLMENT: Record<EnrolmentState, Tone> = {
  ENROLLED: 'blue',
  WITHDRAWN: 'plain',
  PASSED: 'green',
  FAILED: 'red',
  ABSENT: 'amber',
}

export function EnrolmentTag({ state }: { readonly state: EnrolmentState }) {
  const { t } = useTranslation('standing')
  return <StateTag tone={ENROLMENT[state]}>{t(`enrolmentState.${state}`)}</StateTag>
}

const RESTRICTION: Record<RestrictionState, Tone> = {
  TO_COME: 'amber',
  IN_FORCE: 'red',
  OVER: 'plain',
  LIFTED: 'plain',
}

export function RestrictionTag({ state }: { readonly state: RestrictionState }) {
  const { t } = useTranslation('standing')
  return <StateTag tone={RESTRICTION[state]}>{t(`restrictionState.${state}`)}</StateTag>
}

const APPEAL: Record<AppealState, Tone> = { OPEN: 'amber', UPHELD: 'green', DISMISSED: 'plain' }

export function AppealTag({ state }: { readonly state: AppealState }) {
  const { t } = useTranslation('standing')
  return <StateTag tone={APPEAL[state]}>{t(`appealState.${state}`)}</StateTag>
}

/** After how many days a qualification lapses: since its grant, and without use; null: it does not. */
export type Requirement = { readonly validDays: number | null; readonly disuseDays: number | null }

/** What an instrument requires, in a sentence or two. */
export function useRequirementText() {
  const { t, i18n } = useTranslation('standing')
  return ({ validDays, disuseDays }: Requirement): string => {
    const limits = [
      ...(validDays === null ? [] : [t('training.valid', { count: validDays })]),
      ...(disuseDays === null ? [] : [t('training.disuse', { count: disuseDays })]),
    ]
    const sentences = [t('training.required'), ...(limits.length > 0 ? limits : [t('training.forever')])]
    return sentences.join(i18n.language === 'en' ? ' ' : '')
  }
}

/** Until when a qualification is good, or since when it is not. */
export function Validity({
  state,
  expiresAt,
}: {
  readonly state: QualificationState
  readonly expiresAt: string | null
}) {
  const { t } = useTranslation('standing')
  if (state === 'ENDED') return null
  if (expiresAt === null) return <span className="small secondary">{t('training.always')}</span>
  const word = state === 'EXPIRED' ? 'training.lapsed' : 'training.until'
  return <span className="small secondary">{t(word, { when: momentText(expiresAt) })}</span>
}

const FIELDS = ['place', 'seats', 'passMark', 'reason', 'text'] as const

/** Reasons of a refusal with fields called as the forms call them. */
export function StandingProblems({
  problems,
  failure,
}: {
  readonly problems: readonly Problem[]
  readonly failure: unknown
}) {
  const { t } = useTranslation('standing')
  const words = (message: string) =>
    message.replaceAll(/“(\w+)”/g, (quoted, key: string) => {
      const field = FIELDS.find((it) => it === key)
      return field === undefined ? quoted : `“${t(`fields.${field}`)}”`
    })
  return (
    <ProblemList problems={problems.map((it) => ({ ...it, message: words(it.message) }))} failure={failure} />
  )
}
