/** What the pages of the books share: tabs, the choice of institution and of side, words for states. */

import './finance.css'
import { Link } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { InstitutionSelect } from '../design/institution-select.tsx'
import { useName } from '../design/names.ts'
import { PhoneFilters } from '../design/phone-filters.tsx'
import { StateTag, type Tone } from '../design/tags.tsx'
import type { ChargeState, StatementState } from '../gql/graphql.ts'
import type { Place } from './place.ts'

type Shared = { readonly side?: 'payer'; readonly at?: string }

/** The page is what counts, whatever its filters are. */
const ACTIVE = { exact: true, includeSearch: false } as const

/** From charges to statements and back; whose books stays. */
export function FinanceTabs({ search }: { readonly search: Shared }) {
  const { t } = useTranslation('finance')
  const kept = {
    ...(search.side === undefined ? {} : { side: search.side }),
    ...(search.at === undefined ? {} : { at: search.at }),
  }
  return (
    <nav className="finance-tabs" aria-label={t('tabs.label')}>
      <Link to="/finance" search={kept} activeOptions={ACTIVE} activeProps={{ 'aria-current': 'page' }}>
        {t('tabs.charges')}
      </Link>
      <Link
        to="/finance/statements"
        search={kept}
        activeOptions={ACTIVE}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('tabs.statements')}
      </Link>
      <Link
        to="/finance/payments"
        search={kept}
        activeOptions={ACTIVE}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('tabs.payments')}
      </Link>
      <Link
        to="/finance/vouchers"
        search={kept}
        activeOptions={ACTIVE}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('tabs.vouchers')}
      </Link>
      <Link to="/finance/reconciliation" activeOptions={ACTIVE} activeProps={{ 'aria-current': 'page' }}>
        {t('tabs.reconciliation')}
      </Link>
    </nav>
  )
}

type SideBarProps = {
  readonly place: Place
  readonly search: Shared & { readonly other?: string }
  readonly onChange: (change: {
    readonly side?: 'payer' | undefined
    readonly at?: string | undefined
    readonly other?: string | undefined
  }) => void
}

/** Whose books, which side of them, and the other side. */
export function SideBar({ place, search, onChange }: SideBarProps) {
  const { t } = useTranslation('finance')
  const name = useName()
  return (
    <>
      <Segmented
        aria-label={t('side.label')}
        value={search.side ?? 'provider'}
        onChange={(side) => onChange({ side: side === 'payer' ? 'payer' : undefined, other: undefined })}
        options={[
          { value: 'provider', label: t('side.provider') },
          { value: 'payer', label: t('side.payer') },
        ]}
      />
      <PhoneFilters label={t('filter.open')} done={t('filter.done')}>
        {place.citywide ? (
          <InstitutionSelect
            label={t('filter.institution')}
            value={place.at}
            onChange={(at) => onChange({ at, other: undefined })}
          />
        ) : null}
        {!place.citywide && place.own.length > 1 ? (
          <Select
            aria-label={t('filter.institution')}
            value={place.at ?? null}
            onChange={(at: string | null) => onChange({ at: at ?? undefined, other: undefined })}
            options={place.own.map((it) => ({ value: it.id, label: name(it) }))}
            style={{ minWidth: 200 }}
          />
        ) : null}
        <InstitutionSelect
          label={t(search.side === 'payer' ? 'filter.provider' : 'filter.payer')}
          value={search.other}
          unknown={t('filter.person')}
          onChange={(other) => onChange({ other })}
        />
      </PhoneFilters>
    </>
  )
}

const CHARGE_TONE: Record<ChargeState, Tone> = {
  OPEN: 'amber',
  STATED: 'blue',
  PAID: 'green',
  WAIVED: 'plain',
}
const STATEMENT_TONE: Record<StatementState, Tone> = {
  ISSUED: 'blue',
  PARTLY_PAID: 'amber',
  PAID: 'green',
  VOID: 'plain',
}

export function ChargeStateTag({ state }: { readonly state: ChargeState }) {
  const { t } = useTranslation('finance')
  return <StateTag tone={CHARGE_TONE[state]}>{t(`chargeState.${state}`)}</StateTag>
}

export function StatementStateTag({ state }: { readonly state: StatementState }) {
  const { t } = useTranslation('finance')
  return <StateTag tone={STATEMENT_TONE[state]}>{t(`statementState.${state}`)}</StateTag>
}
