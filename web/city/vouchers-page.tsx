/** `/city/vouchers`: applications for vouchers that wait for the bureau, all of them, and claims of providers. */

import './city.css'
import '../vouchers/vouchers.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import type { Viewer } from '../data/viewer.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { Guard } from '../shell/guard.tsx'
import { VoucherGrantsDocument } from '../vouchers/operations.ts'
import { ReviewGrant } from '../vouchers/review-grant.tsx'
import { CityNav } from './city-nav.tsx'
import { VoucherClaims } from './voucher-claims.tsx'

const PAGE = 20

export function CityVouchersPage() {
  return (
    <Guard roles={['REVIEWER', 'ADMINISTRATOR', 'AUDITOR']}>{(viewer) => <Review viewer={viewer} />}</Guard>
  )
}

const SHOWN = ['waiting', 'all', 'claims'] as const

function Review({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('vouchers')
  const { show } = useSearch({ from: '/city/vouchers' })
  const navigate = useNavigate({ from: '/city/vouchers' })
  return (
    <Page title={t('review.title')}>
      <CityNav viewer={viewer} page="vouchers" />
      <div className="stack">
        <div>
          <Segmented<(typeof SHOWN)[number]>
            aria-label={t('review.title')}
            value={show ?? 'waiting'}
            onChange={(picked) => void navigate({ search: picked === 'waiting' ? {} : { show: picked } })}
            options={SHOWN.map((value) => ({ value, label: t(`review.${value}`) }))}
          />
        </div>
        {show === 'claims' ? <VoucherClaims viewer={viewer} /> : <Applications all={show === 'all'} />}
      </div>
    </Page>
  )
}

function Applications({ all }: { readonly all: boolean }) {
  const { t } = useTranslation('vouchers')
  const list = usePages(
    VoucherGrantsDocument,
    { first: PAGE, ...(all ? {} : { state: 'APPLIED' as const }) },
    { connection: (data) => data.voucherGrants },
  )
  return (
    <>
      {list.pending ? <Loading /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? (
        <EmptyState title={t(all ? 'review.emptyAll' : 'review.emptyTitle')} text={t('review.emptyText')} />
      ) : null}
      <ul className="voucher-list">
        {list.nodes.map((it) => (
          <ReviewGrant key={it.id} grant={it} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </>
  )
}
