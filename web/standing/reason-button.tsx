/** A button for what needs a reason: it asks for the reason first, and says every problem. */

import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'
import { StandingProblems } from './words.tsx'

type ReasonButtonProps = {
  readonly text: string
  /** Names what the button is about, for those who only hear it. */
  readonly label: string
  readonly title: string
  readonly danger?: boolean
  readonly action: {
    readonly pending: boolean
    readonly problems: readonly Problem[]
    readonly failure: unknown
    readonly clear: () => void
  }
  /** True when it was done. */
  readonly onReason: (reason: string) => Promise<boolean>
}

export function ReasonButton({ text, label, title, danger = false, action, onReason }: ReasonButtonProps) {
  const { t } = useTranslation('standing')
  const { t: ts } = useTranslation('shell')
  const id = useId()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')

  function close() {
    setAsking(false)
    setReason('')
    action.clear()
  }

  async function send() {
    if (await onReason(reason.trim())) close()
  }

  return (
    <>
      <Button danger={danger} aria-label={label} onClick={() => setAsking(true)}>
        {text}
      </Button>
      <Modal
        open={asking}
        title={title}
        okText={text}
        cancelText={ts('actions.cancel')}
        okButtonProps={{ danger, loading: action.pending }}
        onOk={() => void send()}
        onCancel={close}
      >
        <div className="stack">
          <label htmlFor={id}>{t('reason')}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            placeholder={t('reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <StandingProblems problems={action.problems} failure={action.failure} />
        </div>
      </Modal>
    </>
  )
}
