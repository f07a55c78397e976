/** What programmes have paid, batch by batch: public. */

import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { ClaimItem } from './claim-item.tsx'
import { VoucherBatchesDocument } from './claim-operations.ts'

const PAGE = 10

export function Batches() {
  const { t } = useTranslation('vouchers')
  const list = usePages(
    VoucherBatchesDocument,
    { first: PAGE },
    { connection: (data) => data.voucherBatches },
  )
  return (
    <Panel title={t('claims.batches')}>
      {list.pending ? <Loading rows={3} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? <p className="secondary">{t('claims.noBatches')}</p> : null}
      <ul className="voucher-list">
        {list.nodes.map((it) => (
          <ClaimItem key={it.id} claim={it} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Panel>
  )
}
