/** E-mail and password, and where the server says so its demo accounts to pick from. */

import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { SignInDocument } from '../data/operations.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import { IS_DEMO } from '../design/style-nonce.ts'
import { say } from './toasts.tsx'

const DEMO_PASSWORD = 'Ordos-demo-2026'
const DEMO_ACCOUNTS = ['researcher', 'keeper', 'finance', 'reviewer', 'admin', 'auditor'] as const

type Credentials = { email: string; password: string }

export function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('shell')
  const name = useName()
  const [form] = Form.useForm<Credentials>()
  const signIn = useAction(SignInDocument)

  async function submit(input: Credentials) {
    const viewer = await signIn.run({ input })
    if (!viewer) return
    say(t('signIn.done', { name: name(viewer) }))
    onDone()
  }

  return (
    <div className="stack">
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item
          name="email"
          label={t('signIn.email')}
          rules={[{ required: true, whitespace: true, message: t('signIn.emailMissing') }]}
        >
          <Input type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <ProblemList problems={signIn.problems} failure={signIn.failure} />
        <Button type="primary" htmlType="submit" block loading={signIn.pending} className="sign-in-submit">
          {t('signIn.action')}
        </Button>
      </Form>
      {IS_DEMO ? (
        <section className="demo-accounts" aria-label={t('signIn.demoTitle')}>
          <h3>{t('signIn.demoTitle')}</h3>
          <p className="small secondary">{t('signIn.demoHint', { password: DEMO_PASSWORD })}</p>
          <div className="demo-grid">
            {DEMO_ACCOUNTS.map((account) => (
              <button
                key={account}
                type="button"
                className="demo-account"
                onClick={() =>
                  form.setFieldsValue({ email: `${account}@demo.local`, password: DEMO_PASSWORD })
                }
              >
                <span>{t(`signIn.accounts.${account}`)}</span>
                <span className="small secondary">{account}@demo.local</span>
              </button>
            ))}
          </div>
        </section>
      ) : null}
    </div>
  )
}
