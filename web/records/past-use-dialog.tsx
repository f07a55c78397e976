/** A keeper records a use that is over. */

import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import { ZONE } from '../design/format.ts'
import type { UsageKind } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import {
  InstrumentField,
  KindField,
  OperatorField,
  PersonField,
  SamplesField,
  TimeFields,
} from './fields.tsx'
import { useInstrumentChoice } from './instrument-choice.ts'
import { RecordUseDocument } from './operations.ts'
import { instantOfInput } from './wall-input.ts'

type Answers = {
  instrumentId: string
  personEmail: string
  from: string
  to: string
  kind: UsageKind
  samples: number
  operatorEmail?: string
  note?: string
}

type PastUseDialogProps = { readonly institutionId: string; readonly onClose: () => void }

export function PastUseDialog({ institutionId, onClose }: PastUseDialogProps) {
  const { t } = useTranslation('records')
  const { t: ts } = useTranslation('shell')
  const [form] = Form.useForm<Answers>()
  const choice = useInstrumentChoice(institutionId)
  const record = useAction(RecordUseDocument)

  async function submit({ from, to, personEmail, operatorEmail = '', note = '', ...rest }: Answers) {
    const zone = choice.instruments.find((it) => it.id === rest.instrumentId)?.timeZone ?? ZONE
    const startsAt = instantOfInput(from, zone)
    const endsAt = instantOfInput(to, zone)
    if (!startsAt || !endsAt) return
    const more = { operatorEmail: operatorEmail.trim() || null, note: note.trim() || null }
    const input = { ...rest, ...more, startsAt, endsAt, personEmail: personEmail.trim() }
    if (!(await record.run({ input }))) return
    say(t('past.saved'))
    onClose()
  }

  return (
    <Modal
      open
      title={t('past.title')}
      okText={t('past.save')}
      okButtonProps={{ loading: record.pending }}
      cancelText={ts('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="small secondary">{t('past.rule')}</p>
        <Form
          name="past-use"
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ kind: 'USE', samples: 1, personEmail: '', operatorEmail: '', note: '' }}
          onFinish={(answers) => void submit(answers)}
        >
          <InstrumentField choice={choice} />
          <PersonField />
          <div className="records-fields">
            <TimeFields />
            <KindField />
            <SamplesField />
          </div>
          <OperatorField />
          <Form.Item name="note" label={t('past.note')}>
            <Input maxLength={500} />
          </Form.Item>
        </Form>
        <ProblemList problems={record.problems} failure={record.failure} />
      </div>
    </Modal>
  )
}
