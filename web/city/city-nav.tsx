/** The city's own pages as tabs, with how much waits behind each. */

import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { hasRole, type Viewer } from '../data/viewer.ts'

const TABS = [
  { key: 'institutions', search: {} },
  { key: 'instruments', search: { tab: 'instruments' as const } },
  { key: 'all', search: { tab: 'all' as const } },
  { key: 'standing', search: { tab: 'standing' as const } },
] as const

type CityNavProps = {
  readonly viewer: Viewer
  readonly counts?: {
    readonly institutions: number | undefined
    readonly instruments: number | undefined
  }
  /** Which page of its own; left out: the reviews. */
  readonly page?: 'audit' | 'reconciliation' | 'rules' | 'vouchers'
}

export function CityNav({ viewer, counts, page }: CityNavProps) {
  const { t } = useTranslation('city')
  const { tab = 'institutions' }: { tab?: string } = useSearch({ strict: false })
  const seesStanding = hasRole(viewer, ['ADMINISTRATOR', 'AUDITOR'])
  const countOf = {
    institutions: counts?.institutions,
    instruments: counts?.instruments,
    all: undefined,
    standing: undefined,
  }
  return (
    <nav className="city-tabs" aria-label={t('tabs.label')}>
      {TABS.filter(({ key }) => key !== 'standing' || seesStanding).map(({ key, search }) => (
        <Link
          key={key}
          to="/city"
          search={search}
          className="city-tab"
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={page === undefined && tab === key ? 'page' : undefined}
        >
          {t(`tabs.${key}`)}
          {countOf[key] ? <span className="city-count">{countOf[key]}</span> : null}
        </Link>
      ))}
      <Link to="/city/rules" className="city-tab">
        {t('tabs.rules')}
      </Link>
      <Link to="/city/vouchers" className="city-tab" activeOptions={{ includeSearch: false }}>
        {t('tabs.vouchers')}
      </Link>
      <Link to="/city/reconciliation" className="city-tab">
        {t('tabs.reconciliation')}
      </Link>
      {hasRole(viewer, ['AUDITOR', 'ADMINISTRATOR']) ? (
        <Link to="/city/audit" className="city-tab" activeOptions={{ includeSearch: false }}>
          {t('tabs.audit')}
        </Link>
      ) : null}
    </nav>
  )
}
