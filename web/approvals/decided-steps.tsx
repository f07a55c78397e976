/** Whose turn a request is, until when, and what was decided by whom. */

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { momentText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import type { ApprovalShownFragment } from '../gql/graphql.ts'
import { RequestStepsDocument } from './operations.ts'

type DecidedStepsProps = {
  readonly approval: ApprovalShownFragment | null | undefined
  readonly zone: string
}

/** Nothing where nobody was asked. */
export function DecidedSteps({ approval, zone }: DecidedStepsProps) {
  const { t } = useTranslation('approvals')
  const name = useName()
  if (!approval || (approval.awaits === null && approval.steps.length === 0)) return null
  return (
    <ul className="approval-steps small" aria-label={t('steps')}>
      {approval.steps.map(({ step, verdict, at, note, decider }) => (
        <li key={`${step} ${at}`}>
          <span className="secondary">{t(`step.${step}`)}</span> {decider ? name(decider) : null}{' '}
          {t(`verdict.${verdict}`)} <span className="secondary figures">{momentText(at, zone)}</span>
          {note ? <span className="secondary">：{note}</span> : null}
        </li>
      ))}
      {approval.awaits ? (
        <li>
          {t(`awaits.${approval.awaits}`)}
          {approval.expiresAt ? (
            <span className="secondary figures">
              {' '}
              · {t('expires', { when: momentText(approval.expiresAt, zone) })}
            </span>
          ) : null}
        </li>
      ) : null}
    </ul>
  )
}

/** The same of one request, asked for by itself: lists of many requests would grow too large with it. */
export function RequestSteps({ bookingId, zone }: { readonly bookingId: string; readonly zone: string }) {
  const { data } = useQuery(queryOf(RequestStepsDocument, { id: bookingId }))
  return <DecidedSteps approval={data?.booking?.approval} zone={zone} />
}
