/** Giving or taking conduct points by hand, with a reason. */

import { Button, Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { Panel } from '../design/page.tsx'
import { say } from '../shell/toasts.tsx'
import { EmailItem, ReasonItem } from './form-items.tsx'
import { AdjustConductDocument } from './measure-operations.ts'
import { StandingProblems } from './words.tsx'

type Values = { email: string; points: number; reason: string }

export function AdjustmentForm({ institutionId }: { readonly institutionId: string | null }) {
  const { t } = useTranslation('standing')
  const [form] = Form.useForm<Values>()
  const adjust = useAction(AdjustConductDocument)

  async function submit({ email, points, reason }: Values) {
    const input = { institutionId, email: email.trim(), points, reason: reason.trim() }
    if (!(await adjust.run({ input }))) return
    say(t('place.adjusted'))
    form.resetFields()
  }

  return (
    <Panel title={t('place.adjust')}>
      <p className="small secondary standing-check">{t('place.adjustText')}</p>
      <Form<Values>
        name="adjustment"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ points: 5 }}
        onFinish={(values) => void submit(values)}
      >
        <div className="standing-form">
          <EmailItem />
          <Form.Item name="points" label={t('place.points')}>
            <InputNumber min={-50} max={50} precision={0} />
          </Form.Item>
          <ReasonItem>
            <Input maxLength={500} placeholder={t('reasonHint')} />
          </ReasonItem>
        </div>
        <div className="stack">
          <StandingProblems problems={adjust.problems} failure={adjust.failure} />
          <div>
            <Button htmlType="submit" loading={adjust.pending}>
              {t('place.adjust')}
            </Button>
          </div>
        </div>
      </Form>
    </Panel>
  )
}
