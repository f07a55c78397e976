/** Who owes how much that stands on no statement yet, and putting it on one. */

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { countText, moneyText } from '../design/format.ts'
import { Facts, Panel } from '../design/page.tsx'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { FinanceUnstatedQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { monthInterval } from './finance-search.ts'
import { FinanceIssueDocument, FinanceUnstatedDocument } from './operations.ts'
import { usePartyName } from './party.ts'

type Row = FinanceUnstatedQuery['unstatedTotals'][number]

type UnstatedProps = {
  readonly providerId: string
  readonly month: string
  readonly mayIssue: boolean
  readonly onPayer: (payerId: string) => void
}

export function Unstated({ providerId, month, mayIssue, onPayer }: UnstatedProps) {
  const { t } = useTranslation('finance')
  const partyName = usePartyName()
  const [issuing, setIssuing] = useState<Row>()
  const { data, isPending, error, refetch } = useQuery(
    queryOf(FinanceUnstatedDocument, { providerId, period: monthInterval(month) }),
  )
  const rows = data?.unstatedTotals ?? []
  return (
    <Panel title={t('unstated.title', { month })} flush>
      {isPending ? <Loading rows={3} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data && rows.length === 0 ? <p className="finance-none secondary">{t('unstated.empty')}</p> : null}
      {rows.length > 0 ? (
        <ul className="finance-unstated">
          {rows.map((row) => (
            <li key={row.payerId}>
              <div className="finance-unstated-name">
                <button type="button" className="link-button" onClick={() => onPayer(row.payerId)}>
                  {partyName(row)}
                </button>{' '}
                <DemoTag demo={(row.payer ?? row.payerPerson)?.isDemo ?? false} />
                <div className="small secondary">{t('unstated.count', { count: row.count })}</div>
              </div>
              <span className="strong">
                <Money fen={row.totalFen} />
              </span>
              {mayIssue ? (
                <Button
                  size="small"
                  aria-label={t('issue.for', { payer: partyName(row) })}
                  onClick={() => setIssuing(row)}
                >
                  {t('issue.action')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {issuing ? (
        <IssueDialog
          row={issuing}
          providerId={providerId}
          month={month}
          onClose={() => setIssuing(undefined)}
        />
      ) : null}
    </Panel>
  )
}

type IssueDialogProps = {
  readonly row: Row
  readonly providerId: string
  readonly month: string
  readonly onClose: () => void
}

/** Says what will stand on the statement before it is issued, which cannot be undone. */
function IssueDialog({ row, providerId, month, onClose }: IssueDialogProps) {
  const { t } = useTranslation('finance')
  const partyName = usePartyName()
  const navigate = useNavigate()
  const issue = useAction(FinanceIssueDocument)

  async function confirm() {
    const statement = await issue.run({
      input: { providerId, payerId: row.payerId, period: monthInterval(month) },
    })
    if (!statement) return
    onClose()
    const { id, number } = statement
    say(t('issue.done', { number }), {
      label: t('issue.open'),
      run: () => void navigate({ to: '/finance/statements/$id', params: { id } }),
    })
  }

  return (
    <Modal
      open
      title={t('issue.title')}
      okText={t('issue.confirm', { amount: moneyText(row.totalFen) })}
      confirmLoading={issue.pending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className="stack">
        <Facts
          pairs={[
            [t('column.payer'), partyName(row)],
            [t('issue.period'), month],
            [t('issue.charges'), countText(row.count)],
            [t('lines.total'), <Money key="total" fen={row.totalFen} />],
          ]}
        />
        <p className="secondary">{t('issue.note')}</p>
        <ProblemList problems={issue.problems} failure={issue.failure} />
      </div>
    </Modal>
  )
}
