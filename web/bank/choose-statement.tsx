/** Paying a statement that nobody suggested: those that are owed, and how much of the line is for it. */

import { useQuery } from '@tanstack/react-query'
import { InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { moneyText } from '../design/format.ts'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import { fenOfYuan } from '../finance/finance-search.ts'
import { FinanceStatementsDocument } from '../finance/operations.ts'
import { usePartyName } from '../finance/party.ts'
import type { BankEntryFragment, StatementState } from '../gql/graphql.ts'
import type { Decisions } from './decisions.ts'

const OWED_MAX = 100

type ChooseStatementProps = {
  readonly line: BankEntryFragment
  readonly institutionId: string
  readonly decisions: Decisions
  readonly onClose: () => void
}

function useOwed(institutionId: string, state: StatementState) {
  return useQuery(
    queryOf(FinanceStatementsDocument, { filter: { providerId: institutionId, state }, first: OWED_MAX }),
  )
}

export function ChooseStatement({ line, institutionId, decisions, onClose }: ChooseStatementProps) {
  const { t } = useTranslation('bank')
  const partyName = usePartyName()
  const issued = useOwed(institutionId, 'ISSUED')
  const begun = useOwed(institutionId, 'PARTLY_PAID')
  const [picked, setPicked] = useState<string>()
  const [yuan, setYuan] = useState<number | null>(null)
  const owed = [issued, begun].flatMap(({ data }) => data?.statements.edges.map((it) => it.node) ?? [])
  const amountFen = fenOfYuan(yuan ?? 0)

  function pick(id: string) {
    const statement = owed.find((it) => it.id === id)
    setPicked(id)
    if (statement) setYuan(Math.min(line.openFen, statement.totalFen - statement.paidFen) / 100)
  }

  async function confirm() {
    if (picked !== undefined && (await decisions.pay(line, picked, amountFen))) onClose()
  }

  return (
    <Modal
      open
      title={t('choose.title')}
      okText={t('accept', { amount: moneyText(amountFen) })}
      okButtonProps={{ disabled: picked === undefined || amountFen <= 0 }}
      confirmLoading={decisions.pending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          {line.bookedOn} · {line.payerName} · {moneyText(line.openFen)}
        </p>
        {issued.isPending || begun.isPending ? <Loading rows={2} /> : null}
        {issued.error ? <ErrorState error={issued.error} onRetry={() => void issued.refetch()} /> : null}
        <label className="bank-field">
          <span>{t('choose.statement')}</span>
          <Select
            showSearch
            optionFilterProp="label"
            aria-label={t('choose.statement')}
            placeholder={t('choose.hint')}
            {...(picked === undefined ? {} : { value: picked })}
            onChange={pick}
            options={owed.map((it) => ({
              value: it.id,
              label: `${it.number} ${partyName(it, 'payer')} ${moneyText(it.totalFen - it.paidFen)}`,
            }))}
          />
        </label>
        <label className="bank-field">
          <span>{t('choose.amount')}</span>
          <InputNumber
            aria-label={t('choose.amount')}
            prefix="¥"
            min={0}
            precision={2}
            value={yuan}
            onChange={setYuan}
          />
        </label>
        <ProblemList problems={decisions.problems} failure={decisions.failure} />
      </div>
    </Modal>
  )
}
