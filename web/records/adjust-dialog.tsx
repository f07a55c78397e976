/** Asking for a correction of a session: its times, kind and samples, and why. */

import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import type { SessionRowFragment, UsageKind } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { KindField, SamplesField, TimeFields } from './fields.tsx'
import { RequestAdjustmentDocument } from './operations.ts'
import { instantOfInput, wallInput } from './wall-input.ts'

type Answers = { from: string; to: string; kind: UsageKind; samples: number; reason: string }

type AdjustDialogProps = { readonly session: SessionRowFragment; readonly onClose: () => void }

export function AdjustDialog({ session, onClose }: AdjustDialogProps) {
  const { t } = useTranslation('records')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const [form] = Form.useForm<Answers>()
  const request = useAction(RequestAdjustmentDocument)
  const zone = session.instrument.timeZone
  const endsAt = session.endsAt ?? session.startsAt

  async function submit({ from, to, kind, samples, reason }: Answers) {
    // What was not touched stays as exact as it is.
    const moment = (text: string, before: string) =>
      text === wallInput(before, zone) ? before : (instantOfInput(text, zone) ?? before)
    const times = { startsAt: moment(from, session.startsAt), endsAt: moment(to, endsAt) }
    const input = { sessionId: session.id, ...times, kind, samples, reason: reason.trim() }
    if (!(await request.run({ input }))) return
    say(t('adjustment.sent'))
    onClose()
  }

  return (
    <Modal
      open
      title={t('adjustment.title')}
      okText={t('adjustment.send')}
      okButtonProps={{ loading: request.pending }}
      cancelText={ts('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="secondary">
          {name(session.instrument)} · {spanText(session.startsAt, endsAt, zone)}
        </p>
        <p className="small secondary">{t('adjustment.rule')}</p>
        <Form
          name="adjustment"
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            from: wallInput(session.startsAt, zone),
            to: wallInput(endsAt, zone),
            kind: session.kind,
            samples: session.samples,
            reason: '',
          }}
          onFinish={(answers) => void submit(answers)}
        >
          <div className="records-fields">
            <TimeFields />
            <KindField />
            <SamplesField />
          </div>
          <Form.Item
            name="reason"
            label={t('adjustment.reason')}
            rules={[{ required: true, whitespace: true, message: t('adjustment.missing') }]}
          >
            <Input.TextArea rows={2} maxLength={500} placeholder={t('adjustment.reasonHint')} />
          </Form.Item>
        </Form>
        <ProblemList problems={request.problems} failure={request.failure} />
      </div>
    </Modal>
  )
}
