/** The two buttons of a reviewer: approve at once, or send back with a reason that is read by those who asked. */

import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'

type DecisionProps = {
  readonly action: {
    readonly pending: boolean
    readonly problems: readonly Problem[]
    readonly failure: unknown
    readonly clear: () => void
  }
  readonly mayDecide: boolean
  /** What is decided, for the names of the buttons. */
  readonly subject: string
  /** True when the decision was taken. */
  readonly onDecide: (approve: boolean, note: string | undefined) => Promise<boolean>
}

export function Decision({ action, mayDecide, subject, onDecide }: DecisionProps) {
  const { t } = useTranslation('city')
  const { t: ts } = useTranslation('shell')
  const id = useId()
  const [rejecting, setRejecting] = useState(false)
  const [note, setNote] = useState('')
  if (!mayDecide) return <p className="secondary">{t('decision.readOnly')}</p>
  return (
    <div className="stack">
      {rejecting ? (
        <div className="stack-tight">
          <label htmlFor={id}>{t('decision.reason')}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            autoFocus
            placeholder={t('decision.reasonHint')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      ) : null}
      <ProblemList problems={action.problems} failure={action.failure} />
      <div className="row">
        {rejecting ? (
          <>
            <Button
              danger
              type="primary"
              loading={action.pending}
              onClick={() => void onDecide(false, note.trim())}
            >
              {t('decision.confirmReject')}
            </Button>
            <Button
              onClick={() => {
                setRejecting(false)
                action.clear()
              }}
            >
              {ts('actions.cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button
              type="primary"
              loading={action.pending}
              aria-label={t('decision.approveLabel', { subject })}
              onClick={() => void onDecide(true, undefined)}
            >
              {t('decision.approve')}
            </Button>
            <Button
              danger
              aria-label={t('decision.rejectLabel', { subject })}
              onClick={() => setRejecting(true)}
            >
              {t('decision.reject')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
