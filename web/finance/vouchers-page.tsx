/** `/finance/vouchers`: what vouchers have paid to an institution, claiming it by the month, and its claims. */

import '../vouchers/vouchers.css'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf, usePages } from '../data/query.ts'
import type { Viewer } from '../data/viewer.ts'
import { moneyText, wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Page, Panel } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { Money } from '../design/values.tsx'
import { Guard } from '../shell/guard.tsx'
import { say } from '../shell/toasts.tsx'
import { ClaimItem } from '../vouchers/claim-item.tsx'
import {
  SubmitVoucherClaimDocument,
  VoucherClaimsDocument,
  VoucherUnclaimedDocument,
} from '../vouchers/claim-operations.ts'
import { VoucherProblems } from '../vouchers/problems.tsx'
import { FinanceTabs } from './finance-frame.tsx'
import { addMonths, monthInterval } from './finance-search.ts'
import { MonthPicker } from './month-picker.tsx'
import { FINANCE_ROLES, placeOf } from './place.ts'

const PAGE = 20

export function FinanceVouchersPage() {
  return <Guard roles={FINANCE_ROLES}>{(viewer) => <Vouchers viewer={viewer} />}</Guard>
}

function Vouchers({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('vouchers')
  const search = useSearch({ from: '/finance/vouchers' })
  const { at, mayIssue } = placeOf(viewer, search.at)
  const list = usePages(
    VoucherClaimsDocument,
    { first: PAGE, ...(at === undefined ? {} : { providerId: at }) },
    { connection: (data) => data.voucherClaims },
  )
  return (
    <Page title={t('claims.title')}>
      <FinanceTabs search={search} />
      <div className="stack">
        {at === undefined ? null : <Unclaimed providerId={at} mayClaim={mayIssue} />}
        <Panel title={t('claims.mine')}>
          {list.pending ? <Loading rows={3} /> : null}
          {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
          {list.first && list.nodes.length === 0 ? (
            <EmptyState title={t('claims.none')} text={t('claims.noneText')} />
          ) : null}
          <ul className="voucher-list">
            {list.nodes.map((it) => (
              <ClaimItem key={it.id} claim={it} />
            ))}
          </ul>
          <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
        </Panel>
      </div>
    </Page>
  )
}

type UnclaimedProps = { readonly providerId: string; readonly mayClaim: boolean }

function Unclaimed({ providerId, mayClaim }: UnclaimedProps) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  const thisMonth = wallTime(Date.now()).date.slice(0, 7)
  const [month, setMonth] = useState(addMonths(thisMonth, -1))
  const { data, isPending, error, refetch } = useQuery(queryOf(VoucherUnclaimedDocument, { providerId }))
  const submit = useAction(SubmitVoucherClaimDocument)
  const open = data?.voucherUnclaimed ?? []

  async function claim(programmeId: string) {
    const done = await submit.run({ input: { programmeId, providerId, period: monthInterval(month) } })
    if (done) say(t('claims.done', { amount: moneyText(done.amountFen) }))
  }

  function pick(next: string) {
    submit.clear()
    setMonth(next)
  }

  return (
    <Panel
      title={t('claims.open')}
      actions={mayClaim ? <MonthPicker value={month} thisMonth={thisMonth} onChange={pick} /> : null}
    >
      {isPending ? <Loading rows={2} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data && open.length === 0 ? <p className="secondary">{t('claims.nothing')}</p> : null}
      <ul className="voucher-list">
        {open.map(({ programme, count, amountFen, firstAt }) => (
          <li key={programme.id} className="voucher-item spread">
            <span>
              {name(programme)} · {t('claims.lines', { count, text: count })} · <Money fen={amountFen} />
              <span className="small secondary"> {t('claims.since', { day: wallTime(firstAt).date })}</span>
            </span>
            {mayClaim ? (
              <Button
                type="primary"
                loading={submit.pending}
                disabled={wallTime(firstAt).date.slice(0, 7) > month}
                onClick={() => void claim(programme.id)}
              >
                {t('claims.submit', { month })}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <VoucherProblems problems={submit.problems} failure={submit.failure} />
    </Panel>
  )
}
