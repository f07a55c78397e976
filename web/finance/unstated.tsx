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
import { FinanceIssueDocument, FinanceUnstatedDocument } from './operations.ts'
import { usePartyName } from './party.ts'
import { periodText } from './period.ts'

/** The first moment, and the one after the last. */
type Period = { readonly startsAt: string; readonly endsAt: string }
type Row = FinanceUnstatedQuery['unstatedTotals'][number]

/** So many payers are shown at first, those that owe most. */
const SHORT = 6

type UnstatedProps = {
  readonly providerId: string
  readonly period: Period
  readonly mayIssue: boolean
  readonly onPayer: (payerId: string) => void
}

export function Unstated({ providerId, period, mayIssue, onPayer }: UnstatedProps) {
  const { t } = useTranslation('finance')
  const partyName = usePartyName()
  const [issuing, setIssuing] = useState<Row>()
  const [whole, setWhole] = useState(false)
  const { data, isPending, error, refetch } = useQuery(
    queryOf(FinanceUnstatedDocument, { providerId, period }),
  )
  const rows = data?.unstatedTotals ?? []
  const demo = rows.some((row) => (row.payer ?? row.payerPerson)?.isDemo)
  return (
    <Panel
      title={t('unstated.title', { period: periodText(period) })}
      actions={<DemoTag demo={demo} />}
      flush
    >
      {isPending ? <Loading rows={3} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data && rows.length === 0 ? <p className="finance-none secondary">{t('unstated.empty')}</p> : null}
      {rows.length > 0 ? (
        <ul className="finance-unstated">
          {rows.slice(0, whole ? rows.length : SHORT).map((row) => (
            <li key={row.payerId}>
              <div className="finance-unstated-name">
                <button type="button" className="finance-link" onClick={() => onPayer(row.payerId)}>
                  {partyName(row)}
                </button>
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
      {rows.length > SHORT ? (
        <p className="finance-none">
          <button
            type="button"
            className="finance-link"
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
          >
            {whole ? t('unstated.less') : t('unstated.more', { count: rows.length })}
          </button>
        </p>
      ) : null}
      {issuing ? (
        <IssueDialog
          row={issuing}
          providerId={providerId}
          period={period}
          onClose={() => setIssuing(undefined)}
        />
      ) : null}
    </Panel>
  )
}

type IssueDialogProps = {
  readonly row: Row
  readonly providerId: string
  readonly period: Period
  readonly onClose: () => void
}

/** Says what will stand on the statement before it is issued, which cannot be undone. */
function IssueDialog({ row, providerId, period, onClose }: IssueDialogProps) {
  const { t } = useTranslation('finance')
  const partyName = usePartyName()
  const navigate = useNavigate()
  const issue = useAction(FinanceIssueDocument)

  async function confirm() {
    const statement = await issue.run({
      input: { providerId, payerId: row.payerId, period },
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
            [t('issue.period'), periodText(period)],
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
