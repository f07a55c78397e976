/** The two halves of an institution's own pages: instruments and people. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function ManageNav() {
  const { t } = useTranslation('manage')
  return (
    <nav className="manage-tabs" aria-label={t('nav.label')}>
      <Link to="/manage" className="manage-tab" activeOptions={{ exact: true, includeSearch: false }}>
        {t('nav.instruments')}
      </Link>
      <Link to="/manage/people" className="manage-tab" activeOptions={{ includeSearch: false }}>
        {t('nav.people')}
      </Link>
    </nav>
  )
}
