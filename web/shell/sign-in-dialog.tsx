/** Signing in over the page: whatever is on it stays. */

import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { KitProvider } from '../design/kit-provider.tsx'
import { answerSignIn } from '../data/sign-in-prompt.ts'
import { SignInForm } from './sign-in-form.tsx'

export function SignInDialog() {
  const { t } = useTranslation('shell')
  return (
    <KitProvider>
      <Modal open title={t('signIn.title')} footer={null} width={440} onCancel={() => answerSignIn(false)}>
        <p className="secondary sign-in-keep">{t('signIn.keep')}</p>
        <SignInForm onDone={() => answerSignIn(true)} />
      </Modal>
    </KitProvider>
  )
}
