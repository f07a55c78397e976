/** Recording money that came in for a statement; the amount is what is still owed until changed. */

import { Button, Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { moneyText, wallTime } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { ProblemList } from '../design/states.tsx'
import type { FinanceStatementFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { fenOfYuan } from './finance-search.ts'
import { FinancePayDocument } from './operations.ts'

type Payment = { readonly yuan: number; readonly paidOn: string; readonly reference: string }

export function PaymentForm({ statement }: { readonly statement: FinanceStatementFragment }) {
  const { t } = useTranslation('finance')
  const pay = useAction(FinancePayDocument)
  const [form] = Form.useForm<Payment>()
  const owedFen = statement.totalFen - statement.paidFen
  const issuedOn = wallTime(statement.issuedAt).date
  const today = wallTime(Date.now()).date

  async function record({ yuan, paidOn, reference }: Payment) {
    const amountFen = fenOfYuan(yuan)
    const input = { statementId: statement.id, amountFen, paidOn, reference: reference.trim() }
    if (!(await pay.run({ input }))) return
    say(t('payment.done', { amount: moneyText(amountFen) }))
    form.setFieldsValue({ yuan: (owedFen - amountFen) / 100, reference: '' })
  }

  return (
    <Panel title={t('payment.title')}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ yuan: owedFen / 100, paidOn: today, reference: '' }}
        onFinish={(values) => void record(values)}
      >
        <Form.Item
          name="yuan"
          label={t('payment.amount')}
          extra={t('payment.owed', { amount: moneyText(owedFen) })}
          rules={[{ required: true, type: 'number', min: 0.01, message: t('payment.amountMissing') }]}
        >
          <InputNumber<number>
            prefix="¥"
            precision={2}
            min={0}
            style={{ width: '100%' }}
            formatter={(value) => `${value ?? ''}`.replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, ',')}
            parser={(text) => Number((text ?? '').replaceAll(',', ''))}
          />
        </Form.Item>
        <Form.Item name="paidOn" label={t('payment.paidOn')}>
          <DayPicker disabled={(date) => date > today || date < issuedOn} />
        </Form.Item>
        <Form.Item
          name="reference"
          label={t('payment.reference')}
          extra={t('payment.referenceHint')}
          rules={[{ required: true, whitespace: true, message: t('payment.referenceMissing') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <div className="stack">
          <ProblemList problems={pay.problems} failure={pay.failure} />
          <Button type="primary" htmlType="submit" loading={pay.pending} block>
            {t('payment.action')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
