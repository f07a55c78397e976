/** Making a statement void, with a reason that stays on record. */

import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import { FinanceVoidDocument } from './voiding-operations.ts'

type VoidStatementProps = { readonly id: string; readonly number: string }

/** The button, and the dialog behind it. */
export function VoidStatement({ id, number }: VoidStatementProps) {
  const { t } = useTranslation('finance')
  const action = useAction(FinanceVoidDocument)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')

  async function confirm() {
    if (!(await action.run({ input: { statementId: id, reason: reason.trim() } }))) return
    setAsking(false)
    say(t('void.done', { number }))
  }

  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t('void.action')}
      </Button>
      <Modal
        open={asking}
        title={t('void.title', { number })}
        okText={t('void.action')}
        okButtonProps={{ danger: true }}
        confirmLoading={action.pending}
        onOk={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <div className="stack">
          <p>{t('void.about')}</p>
          <Input.TextArea
            aria-label={t('void.reason')}
            placeholder={t('void.reason')}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <ProblemList problems={action.problems} failure={action.failure} />
        </div>
      </Modal>
    </>
  )
}
