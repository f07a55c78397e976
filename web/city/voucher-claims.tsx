/** Claims of providers as the bureau sees them: to pay, to refuse, and lines to take back. */

import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { hasRole, type Viewer } from '../data/viewer.ts'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { ClaimActions, ClawBack } from '../vouchers/claim-actions.tsx'
import { ClaimItem } from '../vouchers/claim-item.tsx'
import { VoucherClaimsDocument } from '../vouchers/claim-operations.ts'

const PAGE = 20

export function VoucherClaims({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('vouchers')
  const mayTakeBack = hasRole(viewer, ['REVIEWER', 'ADMINISTRATOR'])
  const list = usePages(VoucherClaimsDocument, { first: PAGE }, { connection: (data) => data.voucherClaims })
  return (
    <>
      {list.pending ? <Loading /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? (
        <EmptyState title={t('claims.none')} text={t('claims.noneText')} />
      ) : null}
      <ul className="voucher-list">
        {list.nodes.map((it) => (
          <ClaimItem
            key={it.id}
            claim={it}
            action={(line) => (mayTakeBack && it.state === 'PAID' ? <ClawBack line={line} /> : null)}
          >
            <ClaimActions claim={it} />
          </ClaimItem>
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </>
  )
}
