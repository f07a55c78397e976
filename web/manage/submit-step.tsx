/** 提交审核: what is still missing, how it stands with the city, and the one thing to do next. */

import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { chosen } from '../data/search.ts'
import { momentText } from '../design/format.ts'
import { Facts, Panel } from '../design/page.tsx'
import { StateTag } from '../design/tags.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { CheckInCode } from './check-in-code.tsx'
import { lacks } from './completeness.ts'
import { CompletenessBar } from './completeness-bar.tsx'
import { ManageSubmitDocument, ManageWithdrawDocument } from './operations/instruments.ts'
import { Problems } from './problems.tsx'
import { ReviewTag } from './review-tag.tsx'

type Props = { readonly instrument: ManagedInstrumentFragment }

export function SubmitStep({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const submit = useAction(ManageSubmitDocument)
  const { state } = instrument
  async function handIn() {
    if (await submit.run({ input: { instrumentId: instrument.id } })) say(t('submit.done'))
  }
  const submittable = state === 'DRAFT' || state === 'REJECTED' || state === 'WITHDRAWN'
  return (
    <div className="stack">
      <Panel title={t('submit.title')}>
        <div className="stack">
          <Facts
            pairs={[
              [t('submit.state'), <ReviewTag key="state" state={state} />],
              [t('submit.note'), instrument.reviewNote],
              [t('submit.updated'), momentText(instrument.updatedAt, instrument.timeZone)],
              [t('completeness.label'), <CompletenessBar key="ratio" ratio={instrument.completeness} />],
            ]}
          />
          <p>{t(`submit.next.${state}`)}</p>
          <Problems problems={submit.problems} failure={submit.failure} />
          <div className="row">
            {submittable ? (
              <Button type="primary" loading={submit.pending} onClick={() => void handIn()}>
                {t('submit.action')}
              </Button>
            ) : null}
            <Link to="/instruments/$id" params={{ id: instrument.id }}>
              {t('edit.preview')}
            </Link>
            {state === 'SUBMITTED' || state === 'APPROVED' ? <Withdraw instrument={instrument} /> : null}
          </div>
        </div>
      </Panel>
      <Lacking instrument={instrument} />
      {state === 'APPROVED' ? <CheckInCode instrument={instrument} /> : null}
    </div>
  )
}

/** What to fill in, each with a link to its step. */
function Lacking({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const missing = lacks(instrument)
  return (
    <Panel title={t('lacking.title')}>
      {missing.length === 0 ? (
        <p>{t('lacking.nothing')}</p>
      ) : (
        <ul className="manage-lacking">
          {missing.map(({ part, step, needed }) => (
            <li key={part} className="row">
              <StateTag tone={needed ? 'amber' : 'line'}>
                {t(needed ? 'lacking.needed' : 'lacking.better')}
              </StateTag>
              <Link
                to="/manage/$id"
                params={{ id: instrument.id }}
                search={chosen({ step: step === 'basic' ? undefined : step })}
              >
                {t(`fields.${part}`)}
              </Link>
              <span className="small secondary">{t(`steps.${step}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Withdraw({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const { t: ts } = useTranslation('shell')
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<{ reason: string }>()
  const withdraw = useAction(ManageWithdrawDocument)

  async function submit({ reason = '' }: { reason?: string }) {
    if (!(await withdraw.run({ input: { instrumentId: instrument.id, reason: reason.trim() } }))) return
    say(t('withdraw.done'))
    setOpen(false)
  }

  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('withdraw.open')}
      </Button>
      {open ? (
        <Modal
          open
          title={t('withdraw.title')}
          okText={t('withdraw.action')}
          okButtonProps={{ danger: true, loading: withdraw.pending }}
          cancelText={ts('actions.cancel')}
          onOk={() => form.submit()}
          onCancel={() => setOpen(false)}
        >
          <div className="stack">
            <p>{t('withdraw.text')}</p>
            <Form name="withdraw" form={form} layout="vertical" onFinish={(values) => void submit(values)}>
              <Form.Item name="reason" label={t('fields.reason')}>
                <Input.TextArea rows={3} maxLength={500} autoFocus />
              </Form.Item>
            </Form>
            <Problems problems={withdraw.problems} failure={withdraw.failure} />
          </div>
        </Modal>
      ) : null}
    </>
  )
}
