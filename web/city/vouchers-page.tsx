/** `/city/vouchers`: applications for vouchers that wait for the bureau, and all of them. */

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

const PAGE = 20

export function CityVouchersPage() {
  return (
    <Guard roles={['REVIEWER', 'ADMINISTRATOR', 'AUDITOR']}>{(viewer) => <Review viewer={viewer} />}</Guard>
  )
}

function Review({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('vouchers')
  const { show } = useSearch({ from: '/city/vouchers' })
  const navigate = useNavigate({ from: '/city/vouchers' })
  const all = show === 'all'
  const list = usePages(
    VoucherGrantsDocument,
    { first: PAGE, ...(all ? {} : { state: 'APPLIED' as const }) },
    { connection: (data) => data.voucherGrants },
  )
  return (
    <Page title={t('review.title')}>
      <CityNav viewer={viewer} page="vouchers" />
      <div className="stack">
        <div>
          <Segmented
            aria-label={t('review.title')}
            value={all ? 'all' : 'waiting'}
            onChange={(picked) => void navigate({ search: picked === 'all' ? { show: 'all' } : {} })}
            options={[
              { value: 'waiting', label: t('review.waiting') },
              { value: 'all', label: t('review.all') },
            ]}
          />
        </div>
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
      </div>
    </Page>
  )
}
