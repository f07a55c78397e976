/** Fields that several forms of standing have: whom it is about, and why. */

import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

/** People are named by the e-mail address that they sign in with: nobody is to be browsed here. */
export function EmailItem() {
  const { t } = useTranslation('standing')
  return (
    <Form.Item
      name="email"
      label={t('email')}
      extra={t('emailHint')}
      rules={[{ required: true, whitespace: true, message: t('emailMissing') }]}
    >
      <Input type="email" autoComplete="off" maxLength={200} />
    </Form.Item>
  )
}

export function ReasonItem({ children }: { readonly children: React.ReactNode }) {
  const { t } = useTranslation('standing')
  return (
    <Form.Item
      name="reason"
      label={t('reason')}
      className="standing-wide"
      rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
    >
      {children}
    </Form.Item>
  )
}
