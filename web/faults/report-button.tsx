/** Reporting a fault where one sees it: on the instrument's page, or in front of it with a phone. */

import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import type { FaultSeverity } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { ReportFaultDocument } from './operations.ts'
import { SeverityChoice } from './severity-choice.tsx'

type ReportProps = {
  readonly instrument: { readonly id: string; readonly nameZh: string; readonly nameEn: string | null }
}

export function ReportFaultButton({ instrument }: ReportProps) {
  const { t } = useTranslation('faults')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('report.open')}</Button>
      {open ? <ReportDialog instrument={instrument} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function ReportDialog({ instrument, onClose }: ReportProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('faults')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const [severity, setSeverity] = useState<FaultSeverity>('USABLE')
  const [text, setText] = useState('')
  const report = useAction(ReportFaultDocument)

  async function send() {
    if (!(await report.run({ input: { instrumentId: instrument.id, severity, text: text.trim() } }))) return
    say(t('report.done'))
    onClose()
  }

  return (
    <Modal
      open
      title={t('report.title')}
      okText={t('report.send')}
      okButtonProps={{ loading: report.pending, disabled: text.trim() === '' }}
      cancelText={ts('actions.cancel')}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          <strong>{name(instrument)}</strong>
        </p>
        <SeverityChoice value={severity} onChange={setSeverity} />
        <label className="stack-tight">
          <span>{t('report.text')}</span>
          <Input.TextArea
            rows={4}
            maxLength={500}
            placeholder={t('report.hint')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className="small secondary">{t('report.next')}</p>
        <ProblemList problems={report.problems} failure={report.failure} />
      </div>
    </Modal>
  )
}
