/** The vouchers of an institution: what is left of them, until when, and what was decided. */

import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { momentText, moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { StateTag, type Tone } from '../design/tags.tsx'
import type { VoucherGrantShownFragment, VoucherGrantState } from '../gql/graphql.ts'
import { VoucherGrantsDocument } from './operations.ts'

const PAGE = 20

const TONE: Record<VoucherGrantState, Tone> = { APPLIED: 'amber', GRANTED: 'green', REFUSED: 'red' }

export function GrantStateTag({ state }: { readonly state: VoucherGrantState }) {
  const { t } = useTranslation('vouchers')
  return <StateTag tone={TONE[state]}>{t(`state.${state}`)}</StateTag>
}

export function Grants({ institutionId }: { readonly institutionId: string }) {
  const { t } = useTranslation('vouchers')
  const list = usePages(
    VoucherGrantsDocument,
    { institutionId, first: PAGE },
    { connection: (data) => data.voucherGrants },
  )
  return (
    <Panel title={t('grants.title')}>
      {list.pending ? <Loading rows={3} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? <p className="secondary">{t('grants.empty')}</p> : null}
      <ul className="voucher-list">
        {list.nodes.map((it) => (
          <GrantItem key={it.id} grant={it} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Panel>
  )
}

function GrantItem({ grant }: { readonly grant: VoucherGrantShownFragment }) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  const { state, expiresAt, decision } = grant
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
  return (
    <li className="voucher-item stack">
      <div className="spread">
        <strong>{name(grant.programme)}</strong>
        <GrantStateTag state={state} />
      </div>
      {state === 'GRANTED' ? (
        <>
          <div className="voucher-left">{t('grants.left', { amount: moneyText(grant.leftFen) })}</div>
          <div className="small">
            {t('grants.balance', {
              granted: moneyText(grant.grantedFen),
              captured: moneyText(grant.capturedFen),
              reserved: moneyText(grant.reservedFen),
            })}
          </div>
        </>
      ) : (
        <div>{t('grants.asked', { amount: moneyText(grant.askedFen) })}</div>
      )}
      <div className="small secondary">
        {t('grants.appliedAt', { when: momentText(grant.appliedAt) })}
        {expiresAt === null ? null : ' · '}
        {expiresAt === null
          ? null
          : isOver
            ? t('grants.over')
            : t('grants.until', { when: momentText(expiresAt) })}
      </div>
      {decision === null ? null : <div className="small">{t('grants.decision', { text: decision })}</div>}
    </li>
  )
}
