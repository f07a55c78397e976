/** Letting somebody off a charge, with a reason that stays on record. */

import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import type { FinanceChargeFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { usePartyName } from './party.ts'
import { FinanceWaiveDocument } from './operations.ts'

/** Fewer characters explain nothing; the server counts them too. */
const REASON_MIN = 10

type WaiveProps = { readonly charge: FinanceChargeFragment }

/** The button, and the dialog behind it; nothing for a charge that is not open any more. */
export function Waive({ charge }: WaiveProps) {
  const { t } = useTranslation('finance')
  const [asking, setAsking] = useState(false)
  if (charge.state !== 'OPEN' || charge.amountFen === 0) return null
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('waive.action')}
      </Button>
      {asking ? <WaiveDialog charge={charge} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function WaiveDialog({ charge, onClose }: WaiveProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('finance')
  const name = useName()
  const partyName = usePartyName()
  const waive = useAction(FinanceWaiveDocument)
  const [form] = Form.useForm<{ reason: string }>()

  async function confirm() {
    const { reason } = await form.validateFields()
    if (!(await waive.run({ input: { chargeId: charge.id, reason: reason.trim() } }))) return
    onClose()
    say(t('waive.done', { amount: moneyText(charge.amountFen) }))
  }

  return (
    <Modal
      open
      title={t('waive.title')}
      okText={t('waive.confirm', { amount: moneyText(charge.amountFen) })}
      confirmLoading={waive.pending}
      onOk={() => void confirm().catch(() => undefined)}
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          {t('waive.about', {
            instrument: name(charge.booking.instrument),
            payer: partyName(charge),
            amount: moneyText(charge.amountFen),
          })}
        </p>
        <Form form={form} layout="vertical" requiredMark={false}>
          <Form.Item
            name="reason"
            label={t('waive.reason')}
            extra={t('waive.note')}
            rules={[{ required: true, whitespace: true, min: REASON_MIN, message: t('waive.reasonMissing') }]}
          >
            <Input.TextArea rows={3} maxLength={500} autoFocus />
          </Form.Item>
        </Form>
        <ProblemList problems={waive.problems} failure={waive.failure} />
      </div>
    </Modal>
  )
}
