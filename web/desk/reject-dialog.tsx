/** Rejecting a request: reasons at hand, or one's own words; the applicant reads them. */

import { Button, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import type { DeskRow } from './day-board-shape.ts'
import { DeskRejectDocument } from './operations.ts'

const REASONS = ['training', 'sample', 'maintenance', 'priority', 'incomplete'] as const

type RejectDialogProps = {
  readonly booking: DeskRow
  readonly onClose: () => void
  readonly onDone: () => void
}

export function RejectDialog({ booking, onClose, onDone }: RejectDialogProps) {
  const { t } = useTranslation('desk')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const [form] = Form.useForm<{ reason: string }>()
  const reject = useAction(DeskRejectDocument)
  const when = spanText(booking.startsAt, booking.endsAt, booking.instrument.timeZone)

  async function submit({ reason = '' }: { reason?: string }) {
    if (!(await reject.run({ input: { bookingId: booking.id, reason: reason.trim() } }))) return
    say(t('rejected'))
    onDone()
  }

  return (
    <Modal
      open
      title={t('rejection.title')}
      okText={t('reject')}
      okButtonProps={{ danger: true, loading: reject.pending }}
      cancelText={ts('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="secondary">
          {name(booking.instrument)} · {when}
          {booking.person ? ` · ${name(booking.person)}` : ''}
        </p>
        <div className="row" role="group" aria-label={t('rejection.ready')}>
          {REASONS.map((key) => (
            <Button
              key={key}
              size="small"
              onClick={() => form.setFieldsValue({ reason: t(`rejection.reasons.${key}`) })}
            >
              {t(`rejection.short.${key}`)}
            </Button>
          ))}
        </div>
        <Form name="rejection" form={form} layout="vertical" onFinish={(values) => void submit(values)}>
          <Form.Item name="reason" label={t('rejection.reason')} className="desk-last">
            <Input.TextArea rows={3} maxLength={500} autoFocus placeholder={t('rejection.hint')} />
          </Form.Item>
        </Form>
        <ProblemList problems={reject.problems} failure={reject.failure} />
      </div>
    </Modal>
  )
}
