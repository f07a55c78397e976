/** `/finance/statements`: every statement, newest first, with what is still owed on it. */

import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import type { Viewer } from '../data/viewer.ts'
import { wallTime } from '../design/format.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import { usePhone } from '../design/use-media.ts'
import { Money } from '../design/values.tsx'
import type { FinanceStatementFragment } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { FinanceTabs, SideBar, StatementStateTag } from './finance-frame.tsx'
import { STATEMENT_STATES, statementFilter, statementSearch, type StatementSearch } from './finance-search.ts'
import { FinanceStatementsDocument } from './operations.ts'
import { type Side, usePartyName } from './party.ts'
import { periodText } from './period.ts'
import { FINANCE_ROLES, placeOf } from './place.ts'

const PAGE = 50

export function StatementsPage() {
  return <Guard roles={FINANCE_ROLES}>{(viewer) => <Statements viewer={viewer} />}</Guard>
}

function Statements({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('finance')
  const search = useSearch({ from: '/finance/statements' })
  const navigate = useNavigate({ from: '/finance/statements' })
  const place = placeOf(viewer, search.at)
  const phone = usePhone()
  const change = (next: { readonly [Key in keyof StatementSearch]?: StatementSearch[Key] | undefined }) =>
    void navigate({ search: statementSearch({ ...search, ...next }), resetScroll: false })
  const list = usePages(
    FinanceStatementsDocument,
    { filter: statementFilter(search, place.at), first: PAGE },
    { connection: (data) => data.statements },
  )
  const party = search.side === 'payer' ? 'provider' : 'payer'
  return (
    <Page title={t('statements.title')} wide>
      <FinanceTabs search={search} />
      <div className="finance-bar">
        <SideBar place={place} search={search} onChange={change} />
        <Segmented
          aria-label={t('filter.state')}
          value={search.state ?? 'all'}
          onChange={(picked) => change({ state: STATEMENT_STATES.find((it) => it === picked) })}
          options={[
            { value: 'all', label: t('filter.all') },
            ...STATEMENT_STATES.map((value) => ({ value, label: t(`statementState.${value}`) })),
          ]}
        />
      </div>
      {list.pending ? <Loading rows={8} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? (
        <EmptyState title={t('statements.empty')} text={t('statements.emptyText')}>
          <Link to="/finance">{t('tabs.charges')}</Link>
        </EmptyState>
      ) : null}
      {list.nodes.length > 0 && !phone ? <Table rows={list.nodes} party={party} /> : null}
      {list.nodes.length > 0 && phone ? <Cards rows={list.nodes} party={party} /> : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Page>
  )
}

type RowsProps = {
  readonly rows: readonly FinanceStatementFragment[]
  readonly party: Side
}

function Table({ rows, party }: RowsProps) {
  const { t } = useTranslation('finance')
  const partyName = usePartyName()
  return (
    <div className="finance-charges">
      <table className="table finance-table">
        <thead>
          <tr>
            <th scope="col">
              {t('column.statement')} <DemoTag demo={rows.some((it) => it.provider.isDemo)} />
            </th>
            <th scope="col">{t(`column.${party}`)}</th>
            <th scope="col">{t('issue.period')}</th>
            <th scope="col">{t('column.issuedAt')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col" className="right">
              {t('column.total')}
            </th>
            <th scope="col" className="right">
              {t('column.paid')}
            </th>
            <th scope="col" className="right">
              {t('column.owed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">
                <Link to="/finance/statements/$id" params={{ id: row.id }}>
                  {row.number}
                </Link>
              </td>
              <td>{partyName(row, party)}</td>
              <td className="nowrap figures">{periodText(row.period)}</td>
              <td className="nowrap figures">{wallTime(row.issuedAt).date}</td>
              <td>
                <StatementStateTag state={row.state} />
              </td>
              <td className="right">
                <Money fen={row.totalFen} />
              </td>
              <td className="right">
                <Money fen={row.paidFen} />
              </td>
              <td className="right strong">
                <Money fen={row.state === 'VOID' ? 0 : row.totalFen - row.paidFen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards({ rows, party }: RowsProps) {
  const { t } = useTranslation('finance')
  const partyName = usePartyName()
  return (
    <ul className="finance-cards">
      {rows.map((row) => (
        <li key={row.id} className="finance-card">
          <div className="finance-card-head">
            <Link to="/finance/statements/$id" params={{ id: row.id }}>
              {row.number}
            </Link>
            <span className="strong right">
              <Money fen={row.totalFen} />
            </span>
          </div>
          <div className="finance-card-body small secondary">
            <span>{partyName(row, party)}</span>
            <span className="figures">{periodText(row.period)}</span>
            <StatementStateTag state={row.state} />
            {row.state !== 'VOID' && row.totalFen > row.paidFen ? (
              <span>
                {t('column.owed')} <Money fen={row.totalFen - row.paidFen} />
              </span>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
