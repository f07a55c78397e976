/** Programmes of the city with their rules, money and source; and those of other places, to read. */

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryOf, usePages } from '../data/query.ts'
import { moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts, Panel } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import type { VoucherProgrammesQuery } from '../gql/graphql.ts'
import { VoucherExamplesDocument, VoucherProgrammesDocument } from './operations.ts'
import { RuleList } from './rule-list.tsx'

export type Programme = VoucherProgrammesQuery['voucherProgrammes']['edges'][number]['node']

const PAGE = 20

export function useProgrammes() {
  return usePages(
    VoucherProgrammesDocument,
    { first: PAGE },
    { connection: (data) => data.voucherProgrammes },
  )
}

export function Programmes({ list }: { readonly list: ReturnType<typeof useProgrammes> }) {
  const { t } = useTranslation('vouchers')
  return (
    <Panel title={t('programmes')}>
      {list.pending ? <Loading /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? (
        <EmptyState title={t('none.title')} text={t('none.text')} />
      ) : null}
      <ul className="voucher-list">
        {list.nodes.map((it) => (
          <ProgrammeItem key={it.id} programme={it} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Panel>
  )
}

function ProgrammeItem({ programme }: { readonly programme: Programme }) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  const { budgetFen, reservedFen, capturedFen, docNo, source, isDemo, validFrom, validTo } = programme
  const budget = t('budgetText', {
    total: moneyText(budgetFen),
    used: moneyText(capturedFen),
    reserved: moneyText(reservedFen),
    left: moneyText(budgetFen - reservedFen - capturedFen),
  })
  return (
    <li className="voucher-item">
      <div className="row">
        <h3>{name(programme)}</h3>
        {isDemo ? (
          <StateTag tone="line" title={t('demoRulesHint')}>
            {t('demoRules')}
          </StateTag>
        ) : null}
      </div>
      <RuleList rules={programme.rules} own />
      <Facts
        pairs={[
          [t('issuer'), programme.issuer],
          [t('docNo'), docNo ?? t('noDocNo')],
          [t('source'), source],
          [t('valid'), `${validFrom} – ${validTo}`],
          [t('budget'), budget],
        ]}
      />
    </li>
  )
}

export function Examples() {
  const { t, i18n } = useTranslation('vouchers')
  const name = useName()
  const { data, error, isPending, refetch } = useQuery(queryOf(VoucherExamplesDocument, {}))
  return (
    <Panel title={t('examples')}>
      {isPending ? <Loading rows={3} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      <ul className="voucher-list">
        {(data?.voucherExamples ?? []).map((it) => (
          <li key={it.id} className="voucher-item">
            <h3>{name(it)}</h3>
            <RuleList rules={it.rules} />
            <p className="small">{i18n.language.startsWith('zh') ? it.noteZh : it.noteEn}</p>
            <p className="small secondary">
              {it.docNo ?? t('noDocNo')} · {it.source}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
