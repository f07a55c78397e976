/** `/finance`: the charges of a month, and what of them is not on a statement yet. */

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import type { Viewer } from '../data/viewer.ts'
import { wallTime } from '../design/format.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { ZoneNote } from '../design/values.tsx'
import { Guard } from '../shell/guard.tsx'
import { ChargeTable } from './charge-table.tsx'
import { FinanceTabs, SideBar } from './finance-frame.tsx'
import {
  addMonths,
  chargeFilter,
  financeSearch,
  type FinanceSearch,
  statablePeriod,
} from './finance-search.ts'
import { LedgerPanel } from './ledger-panel.tsx'
import { MonthPicker } from './month-picker.tsx'
import { FinanceChargesDocument } from './operations.ts'
import { FINANCE_ROLES, type Place, placeOf } from './place.ts'
import { Summary } from './summary.tsx'
import { Unstated } from './unstated.tsx'
import { Waive } from './waive.tsx'

const PAGE = 50

export function FinancePage() {
  return <Guard roles={FINANCE_ROLES}>{(viewer) => <Books viewer={viewer} />}</Guard>
}

type Change = { readonly [Key in keyof FinanceSearch]?: FinanceSearch[Key] | undefined }

function Books({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('finance')
  const search = useSearch({ from: '/finance' })
  const navigate = useNavigate({ from: '/finance' })
  const place = placeOf(viewer, search.at)
  const today = wallTime(Date.now()).date
  const thisMonth = today.slice(0, 7)
  const month = search.month ?? thisMonth
  const change = (next: Change) =>
    void navigate({ search: financeSearch({ ...search, ...next }), resetScroll: false })
  const period = statablePeriod(month, today)
  const asProvider = search.side !== 'payer'
  // What is not stated yet, and the ledger, are for those who keep the books.
  const hasAside = asProvider && place.maySeeLedger
  return (
    <Page title={t('title')} lead={<ZoneNote />} wide>
      <FinanceTabs search={search} />
      <div className="finance-bar">
        <MonthPicker
          value={month}
          thisMonth={thisMonth}
          onChange={(it) => change({ month: it === thisMonth ? undefined : it })}
        />
        <SideBar place={place} search={search} onChange={change} />
      </div>
      <Summary search={search} at={place.at} month={month} onState={(state) => change({ state })} />
      <div className={hasAside ? 'finance-columns' : undefined}>
        <Charges place={place} month={month} onChange={change} />
        {hasAside ? (
          <aside aria-label={t('aside')}>
            {place.at !== undefined && period ? (
              <div className="finance-first">
                <Unstated
                  providerId={place.at}
                  period={period}
                  mayIssue={place.mayIssue}
                  onPayer={(other) => change({ other, state: 'OPEN' })}
                />
              </div>
            ) : null}
            <LedgerPanel providerId={place.at} />
          </aside>
        ) : null}
      </div>
    </Page>
  )
}

type ChargesProps = {
  readonly place: Place
  readonly month: string
  readonly onChange: (next: Change) => void
}

function Charges({ place, month, onChange }: ChargesProps) {
  const { t } = useTranslation('finance')
  const search = useSearch({ from: '/finance' })
  const filter = chargeFilter(search, { at: place.at, month, state: search.state })
  const list = usePages(
    FinanceChargesDocument,
    { filter, first: PAGE },
    { connection: (data) => data.charges },
  )
  const sums = list.first?.charges
  const narrowed = search.state !== undefined || search.other !== undefined
  return (
    <section className="finance-charges" aria-label={t('tabs.charges')} aria-busy={list.refreshing}>
      {list.pending ? <Loading rows={10} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {sums && sums.totalCount === 0 ? (
        <EmptyState title={t('empty.title', { month })} text={t(narrowed ? 'empty.narrowed' : 'empty.text')}>
          {narrowed ? (
            <Button onClick={() => onChange({ state: undefined, other: undefined })}>
              {t('empty.clear')}
            </Button>
          ) : (
            <Button onClick={() => onChange({ month: addMonths(month, -1) })}>{t('month.previous')}</Button>
          )}
        </EmptyState>
      ) : null}
      {sums && list.nodes.length > 0 ? (
        <ChargeTable
          charges={list.nodes}
          totalCount={sums.totalCount}
          totalFen={sums.totalFen}
          party={search.side === 'payer' ? 'provider' : 'payer'}
          {...(place.mayWaive && search.side !== 'payer'
            ? { actions: (charge) => <Waive charge={charge} /> }
            : {})}
        />
      ) : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </section>
  )
}
