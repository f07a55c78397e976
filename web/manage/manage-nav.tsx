/** The parts of an institution's own pages: instruments, people, the booking rules for all instruments. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function ManageNav() {
  const { t } = useTranslation('manage')
  const { t: ts } = useTranslation('standing')
  return (
    <nav className="manage-tabs" aria-label={t('nav.label')}>
      <Link to="/manage" className="manage-tab" activeOptions={{ exact: true, includeSearch: false }}>
        {t('nav.instruments')}
      </Link>
      <Link to="/manage/people" className="manage-tab" activeOptions={{ includeSearch: false }}>
        {t('nav.people')}
      </Link>
      <Link to="/manage/standing" className="manage-tab" activeOptions={{ includeSearch: false }}>
        {ts('place.tab')}
      </Link>
      <Link to="/manage/template" className="manage-tab" activeOptions={{ includeSearch: false }}>
        {t('nav.template')}
      </Link>
    </nav>
  )
}
