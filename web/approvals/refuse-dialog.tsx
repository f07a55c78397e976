/** Refusing requests: reasons at hand, or one's own words; the people read them. */

import { Button, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import { useDecide } from './use-decide.ts'

const REASONS = ['funds', 'plan', 'unclear'] as const

type RefuseDialogProps = {
  readonly ids: readonly string[]
  readonly onClose: () => void
  /** With the ids that were refused. */
  readonly onDone: (done: readonly string[]) => void
}

export function RefuseDialog({ ids, onClose, onDone }: RefuseDialogProps) {
  const { t } = useTranslation('approvals')
  const { t: ts } = useTranslation('shell')
  const [form] = Form.useForm<{ reason: string }>()
  const decision = useDecide()

  async function submit({ reason = '' }: { reason?: string }) {
    const done = await decision.decide({ ids, approve: false, note: reason.trim() })
    if (done.length === 0) return
    say(t('rejected', { count: done.length }))
    onDone(done)
  }

  return (
    <Modal
      open
      title={t('rejectTitle')}
      okText={t('reject')}
      okButtonProps={{ danger: true, loading: decision.pending }}
      cancelText={ts('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <div className="row" role="group" aria-label={t('reasons.label')}>
          {REASONS.map((key) => (
            <Button
              key={key}
              size="small"
              onClick={() => form.setFieldsValue({ reason: t(`reasons.text.${key}`) })}
            >
              {t(`reasons.${key}`)}
            </Button>
          ))}
        </div>
        <Form name="refusal" form={form} layout="vertical" onFinish={(values) => void submit(values)}>
          <Form.Item name="reason" label={t('reason')}>
            <Input.TextArea rows={3} maxLength={500} autoFocus placeholder={t('reasonHint')} />
          </Form.Item>
        </Form>
        <ProblemList problems={decision.problems} failure={decision.failure} />
      </div>
    </Modal>
  )
}
