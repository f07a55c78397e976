/** `/sign-in`: the same form on a page of its own; afterwards the catalog. */

import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTabTitle } from '../design/page.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SignInPage() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  useTabTitle(t('signIn.title'))
  return (
    <div className="page sign-in-page">
      <section className="panel">
        <h1>{t('signIn.title')}</h1>
        <p className="secondary">{t('signIn.why')}</p>
        <SignInForm onDone={() => void navigate({ to: '/instruments' })} />
      </section>
    </div>
  )
}
