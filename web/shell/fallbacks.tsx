/** What stands in for a page that does not exist or has broken. */

import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NetworkError, ServerError } from '../data/errors.ts'
import { Button } from '../design/button.tsx'
import { EmptyState, ErrorState } from '../design/states.tsx'

export function NotFound() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState title={t('states.notFoundTitle')} text={t('states.notFoundText')}>
      <Link to="/instruments">{t('states.toCatalog')}</Link>
    </EmptyState>
  )
}

/** A page that threw: an error of the server as such, anything else with a way out. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  if (error instanceof NetworkError || error instanceof ServerError)
    return <ErrorState error={error} onRetry={reset} />
  return (
    <div role="alert">
      <EmptyState title={t('states.crashTitle')} text={t('states.crashText')}>
        <Button onClick={() => location.reload()}>{t('states.reload')}</Button>
        <Link to="/instruments">{t('states.toCatalog')}</Link>
      </EmptyState>
    </div>
  )
}
