/** Recording the invoice that was written for a statement, or putting it right. */

import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { ProblemList } from '../design/states.tsx'
import type { FinanceStatementOfQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { FinanceInvoiceDocument } from './voiding-operations.ts'

type Invoice = { readonly number: string; readonly issuedOn: string }

type InvoiceFormProps = { readonly statement: NonNullable<FinanceStatementOfQuery['statement']> }

export function InvoiceForm({ statement }: InvoiceFormProps) {
  const { t } = useTranslation('finance')
  const record = useAction(FinanceInvoiceDocument)
  const today = wallTime(Date.now()).date

  async function save({ number, issuedOn }: Invoice) {
    const input = { statementId: statement.id, number: number.trim(), issuedOn }
    if (await record.run({ input })) say(t('invoice.done', { number: input.number }))
  }

  return (
    <Panel title={t('invoice.title')}>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{
          number: statement.invoiceNumber ?? '',
          issuedOn: statement.invoicedOn ?? today,
        }}
        onFinish={(values: Invoice) => void save(values)}
      >
        <Form.Item
          name="number"
          label={t('invoice.number')}
          rules={[{ required: true, whitespace: true, message: t('invoice.numberMissing') }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="issuedOn" label={t('invoice.issuedOn')}>
          <DayPicker disabled={(date) => date > today} />
        </Form.Item>
        <div className="stack">
          <ProblemList problems={record.problems} failure={record.failure} />
          <Button htmlType="submit" loading={record.pending} block>
            {t(statement.invoiceNumber === null ? 'invoice.action' : 'invoice.change')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
