/** A keeper begins a use on the spot for somebody. */

import { Form, Input, InputNumber, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import type { UsageKind } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { InstrumentField, KindField, OperatorField, PersonField, useNeeded } from './fields.tsx'
import { useInstrumentChoice } from './instrument-choice.ts'
import { StartWalkInDocument } from './operations.ts'

type Answers = {
  instrumentId: string
  personEmail: string
  minutes: number
  kind: UsageKind
  purpose: string
  operatorEmail?: string
}

type WalkInDialogProps = { readonly institutionId: string; readonly onClose: () => void }

export function WalkInDialog({ institutionId, onClose }: WalkInDialogProps) {
  const { t } = useTranslation('records')
  const { t: ts } = useTranslation('shell')
  const [form] = Form.useForm<Answers>()
  const choice = useInstrumentChoice(institutionId)
  const start = useAction(StartWalkInDocument)

  async function submit({ personEmail, operatorEmail = '', ...rest }: Answers) {
    const input = { ...rest, personEmail: personEmail.trim(), operatorEmail: operatorEmail.trim() || null }
    if (!(await start.run({ input }))) return
    say(t('walkIn.begun'))
    onClose()
  }

  const needed = useNeeded()
  return (
    <Modal
      open
      title={t('walkIn.title')}
      okText={t('walkIn.begin')}
      okButtonProps={{ loading: start.pending }}
      cancelText={ts('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="small secondary">{t('walkIn.rule')}</p>
        <Form
          name="walk-in"
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ minutes: 60, kind: 'USE', personEmail: '', purpose: '', operatorEmail: '' }}
          onFinish={(answers) => void submit(answers)}
        >
          <InstrumentField choice={choice} />
          <PersonField />
          <div className="records-fields">
            <Form.Item name="minutes" label={t('walkIn.minutes')} rules={needed}>
              <InputNumber min={5} max={1_440} step={5} precision={0} />
            </Form.Item>
            <KindField />
          </div>
          <Form.Item name="purpose" label={t('walkIn.purpose')} rules={needed}>
            <Input maxLength={500} />
          </Form.Item>
          <OperatorField />
        </Form>
        <ProblemList problems={start.problems} failure={start.failure} />
      </div>
    </Modal>
  )
}
