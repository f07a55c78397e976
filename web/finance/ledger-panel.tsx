/** Whether the books balance, with the figures that prove it. */

import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { queryOf } from '../data/query.ts'
import { countText } from '../design/format.ts'
import { useLabel } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { FinanceLedgerQuery } from '../gql/graphql.ts'
import { FinanceLedgerChainDocument, FinanceLedgerDocument } from './ledger-operations.ts'

export function LedgerPanel({ providerId }: { readonly providerId: string | undefined }) {
  const { t } = useTranslation('finance')
  const { data, isPending, error, refetch } = useQuery(
    queryOf(FinanceLedgerDocument, { providerId: providerId ?? null }),
  )
  return (
    <Panel title={t('ledger.title')} actions={data ? <Balance ledger={data.ledgerCheck} /> : null} flush>
      {isPending ? <Loading rows={4} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Ledger ledger={data.ledgerCheck} /> : null}
      {providerId === undefined ? <Chain /> : null}
    </Panel>
  )
}

type LedgerProps = { readonly ledger: FinanceLedgerQuery['ledgerCheck'] }

function Balance({ ledger }: LedgerProps) {
  const { t } = useTranslation('finance')
  return ledger.balanced ? (
    <StateTag tone="green">
      <CheckOutlined aria-hidden="true" /> {t('ledger.balanced')}
    </StateTag>
  ) : (
    <StateTag tone="red">
      <CloseOutlined aria-hidden="true" /> {t('ledger.unbalanced')}
    </StateTag>
  )
}

function Ledger({ ledger }: LedgerProps) {
  const { t } = useTranslation('finance')
  const label = useLabel()
  return (
    <table className="table finance-ledger">
      <thead>
        <tr>
          <th scope="col">{t('ledger.account')}</th>
          <th scope="col" className="right">
            {t('ledger.balance')}
          </th>
        </tr>
      </thead>
      <tbody>
        {ledger.balances.map((it) => (
          <tr key={it.account}>
            <td>{label(it)}</td>
            <td className="right">
              <Money fen={it.balanceFen} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {(
          [
            ['ledger.debit', ledger.debitFen],
            ['ledger.credit', ledger.creditFen],
          ] as const
        ).map(([key, fen]) => (
          <tr key={key}>
            <th scope="row">{t(key)}</th>
            <td className="right">
              <Money fen={fen} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('ledger.transfers')}</th>
          <td className="right">{countText(ledger.transferCount)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** The chain of hashes over all of the ledger; it is walked when somebody asks. */
function Chain() {
  const { t } = useTranslation('finance')
  const { data, isFetching, error, refetch } = useQuery({
    ...queryOf(FinanceLedgerChainDocument, {}),
    enabled: false,
  })
  const chain = data?.ledgerChain
  return (
    <div className="finance-chain stack-tight">
      <Button busy={isFetching} onClick={() => void refetch()}>
        {t('ledger.chain')}
      </Button>
      <div aria-live="polite">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {chain && chain.brokenAt === null ? (
          <StateTag tone="green">
            <CheckOutlined aria-hidden="true" />{' '}
            {t('ledger.chainGood', { text: countText(chain.sealedCount) })}
          </StateTag>
        ) : null}
        {chain && chain.brokenAt !== null ? (
          <StateTag tone="red">
            <CloseOutlined aria-hidden="true" />{' '}
            {t('ledger.chainBad', { at: chain.brokenAt, id: chain.brokenTransferId ?? '' })}
          </StateTag>
        ) : null}
        {chain && chain.unsealedCount > 0 ? (
          <p className="small secondary">
            {t('ledger.chainWaiting', { text: countText(chain.unsealedCount) })}
          </p>
        ) : null}
      </div>
    </div>
  )
}
