/** Applying for a grant in the name of one's institution: what it is, how much, what for, the evidence, the declaration. */

import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { fenOfYuan } from '../finance/finance-search.ts'
import type { VoucherCustomerKind } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { ApplyForVoucherDocument } from './operations.ts'
import { VoucherProblems } from './problems.tsx'
import type { Programme } from './programmes.tsx'
import { Related } from './related.tsx'

type Values = {
  readonly programmeId: string
  readonly kind: VoucherCustomerKind
  readonly yuan: number
  readonly purpose: string
  readonly related?: readonly string[]
  readonly declared: boolean
}

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (it) => it.toString(16).padStart(2, '0')).join('')
}

type ApplyFormProps = { readonly institutionId: string; readonly programmes: readonly Programme[] }

export function ApplyForm({ institutionId, programmes }: ApplyFormProps) {
  const { t } = useTranslation('vouchers')
  const apply = useAction(ApplyForVoucherDocument)
  const [form] = Form.useForm<Values>()
  const [file, setFile] = useState<File>()
  const [tried, setTried] = useState(false)
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID())
  const pickedId = Form.useWatch('programmeId', form)
  const programme = programmes.find((it) => it.id === pickedId) ?? programmes[0]
  if (!programme) return null

  async function send({ yuan, related = [], ...values }: Values) {
    if (!file) return
    const input = {
      ...values,
      institutionId,
      askedFen: fenOfYuan(yuan),
      relatedIds: [...related],
      fileName: file.name,
      fileSha256: await sha256(file),
      clientKey,
    }
    if (!(await apply.run({ input }))) return
    say(t('apply.done'))
    setClientKey(crypto.randomUUID())
    setFile(undefined)
    setTried(false)
    form.resetFields()
  }

  return (
    <Panel title={t('apply.title')}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ programmeId: programme.id, declared: false }}
        onFinish={(values) => void send(values)}
        onSubmitCapture={() => setTried(true)}
        onValuesChange={() => apply.clear()}
      >
        <What {...{ programme, programmes }} />
        <Form.Item
          label={t('apply.file')}
          htmlFor="voucher-file"
          extra={t('apply.fileHint')}
          {...(tried && !file ? { validateStatus: 'error' as const, help: t('apply.fileMissing') } : {})}
        >
          <input
            key={clientKey}
            id="voucher-file"
            type="file"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </Form.Item>
        <Form.Item name="related" label={t('apply.related')} extra={t('apply.relatedHint')}>
          <Related />
        </Form.Item>
        <Declaration />
        <div className="stack">
          <VoucherProblems problems={apply.problems} failure={apply.failure} />
          <Button type="primary" htmlType="submit" loading={apply.pending} block>
            {t('apply.action')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

/** Of which programme, what the institution is, how much, and what for. */
function What({
  programme: { rules },
  programmes,
}: {
  readonly programme: Programme
  readonly programmes: readonly Programme[]
}) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  return (
    <>
      <Form.Item name="programmeId" label={t('apply.programme')}>
        <Select options={programmes.map((it) => ({ value: it.id, label: name(it) }))} />
      </Form.Item>
      <Form.Item
        name="kind"
        label={t('apply.kind')}
        rules={[{ required: true, message: t('apply.missing') }]}
      >
        <Select options={rules.kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="yuan"
        label={t('apply.amount')}
        extra={t('apply.amountHint', { limit: moneyText(rules.perGrantFen ?? 0) })}
        rules={[{ required: true, type: 'number', min: 0.01, message: t('apply.missing') }]}
      >
        <InputNumber<number> prefix="¥" precision={2} min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t('apply.purpose')}
        extra={t('apply.purposeHint')}
        rules={[{ required: true, whitespace: true, message: t('apply.missing') }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </>
  )
}

function Declaration() {
  const { t } = useTranslation('vouchers')
  return (
    <Form.Item
      name="declared"
      valuePropName="checked"
      rules={[
        {
          validator: (_rule, value: boolean) =>
            value ? Promise.resolve() : Promise.reject(new Error(t('apply.declaredMissing'))),
        },
      ]}
    >
      <Checkbox>{t('apply.declared')}</Checkbox>
    </Form.Item>
  )
}
