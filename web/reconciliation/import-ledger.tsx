/** Bringing a ledger in: looked at first, with every bad row by its number; then kept. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, InputNumber, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, wallTime } from '../design/format.ts'
import { addMonths, monthsToChoose } from '../finance/finance-search.ts'
import { languageNow } from '../i18n/i18n.ts'
import { type LedgerAnswer, sendLedger } from './send-ledger.ts'

type ImportLedgerProps = { readonly institutionId: string; readonly onClose: () => void }

const FIELDS = ['nearMinutes', 'timeMinutes', 'amountYuan'] as const
type Numbers = Record<(typeof FIELDS)[number], number>

const DEFAULTS: Numbers = { nearMinutes: 30, timeMinutes: 5, amountYuan: 0 }

/** The file, how it is compared, and what was said of it. */
function useLedger({ institutionId, onClose }: ImportLedgerProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const lastMonth = addMonths(wallTime(Date.now()).date.slice(0, 7), -1)
  const [month, setMonth] = useState(lastMonth)
  const [numbers, setNumbers] = useState(DEFAULTS)
  const [file, setFile] = useState<File>()
  const send = useMutation({
    mutationFn: ({ it, keep }: { it: File; keep: boolean }) => {
      const { nearMinutes, timeMinutes, amountYuan } = numbers
      const amountFen = Math.round(amountYuan * 100)
      return sendLedger(it, { institutionId, month, nearMinutes, timeMinutes, amountFen, keep })
    },
    onSuccess: async ({ runId }) => {
      if (runId === null) return
      await client.invalidateQueries()
      onClose()
      void navigate({ to: '/finance/reconciliation/$id', params: { id: runId } })
    },
  })
  return {
    lastMonth,
    month,
    setMonth: (picked: string) => {
      setMonth(picked)
      send.reset()
    },
    numbers,
    setNumbers: (changed: Numbers) => {
      setNumbers(changed)
      send.reset()
    },
    file,
    pick: (it: File) => {
      setFile(it)
      send.mutate({ it, keep: false })
    },
    send,
  }
}

type Ledger = ReturnType<typeof useLedger>

export function ImportLedger(props: ImportLedgerProps) {
  const { t } = useTranslation('reconciliation')
  const { t: ts } = useTranslation('shell')
  const ledger = useLedger(props)
  const { file, pick, send } = ledger
  const { onClose } = props
  const answer = send.data
  const isGood = answer !== undefined && answer.problems.length === 0 && answer.badRows.length === 0
  return (
    <Modal
      open
      width={680}
      title={t('import.title')}
      onCancel={onClose}
      footer={
        <div className="spread">
          <Button onClick={onClose}>{ts('actions.close')}</Button>
          <Button
            type="primary"
            disabled={!file || !isGood}
            loading={send.isPending}
            onClick={() => file && send.mutate({ it: file, keep: true })}
          >
            {t('import.keep')}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p className="secondary">{t('import.rule')}</p>
        <Settings ledger={ledger} />
        <Picker file={file} onPick={pick} />
        <div aria-live="polite">
          {send.isPending ? <p className="secondary">{t('import.checking')}</p> : null}
          {send.error ? <p className="notice">{t('import.unreachable')}</p> : null}
          {file && send.isIdle ? (
            <Button onClick={() => send.mutate({ it: file, keep: false })}>{t('import.again')}</Button>
          ) : null}
          {answer ? <Told answer={answer} /> : null}
        </div>
      </div>
    </Modal>
  )
}

function Settings({ ledger }: { readonly ledger: Ledger }) {
  const { t } = useTranslation('reconciliation')
  const { month, lastMonth, setMonth, numbers, setNumbers } = ledger
  return (
    <div className="reconciliation-settings">
      <label>
        <span>{t('import.month')}</span>
        <Select
          aria-label={t('import.month')}
          value={month}
          onChange={setMonth}
          options={monthsToChoose(lastMonth, month).map((value) => ({ value, label: value }))}
        />
      </label>
      {FIELDS.map((field) => (
        <label key={field}>
          <span>{t(`import.${field}`)}</span>
          <InputNumber
            min={0}
            max={1440}
            value={numbers[field]}
            onChange={(value) => setNumbers({ ...numbers, [field]: value ?? 0 })}
          />
        </label>
      ))}
    </div>
  )
}

function Picker({
  file,
  onPick,
}: {
  readonly file: File | undefined
  readonly onPick: (file: File) => void
}) {
  const { t } = useTranslation('reconciliation')
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="row">
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,.xlsx"
        aria-label={t('import.file')}
        onChange={(event) => {
          const [picked] = event.target.files ?? []
          if (picked) onPick(picked)
          // The same file, put right, can be chosen again.
          event.target.value = ''
        }}
      />
      <Button onClick={() => picker.current?.click()}>{t('import.file')}</Button>
      {file ? <span className="figures">{file.name}</span> : null}
      <a className="small" href={`/reconciliation/import-template.csv?locale=${languageNow()}`}>
        {t('import.template')}
      </a>
    </div>
  )
}

function Told({ answer }: { readonly answer: LedgerAnswer }) {
  const { t } = useTranslation('reconciliation')
  if (answer.problems.length > 0 || answer.badRows.length > 0) {
    return (
      <div className="problems" role="alert">
        <div className="problems-title">{t('import.bad')}</div>
        <ul>
          {answer.problems.map((it) => (
            <li key={it.message}>{it.message}</li>
          ))}
          {answer.badRows.slice(0, 100).map((it) => (
            <li key={it.row}>
              {t('import.row', { row: it.row })} {it.problems.map((problem) => problem.message).join(' ')}
            </li>
          ))}
        </ul>
      </div>
    )
  }
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('column.outcome')}</th>
          <th scope="col" className="right">
            {t('column.count')}
          </th>
          <th scope="col" className="right">
            {t('column.ours')}
          </th>
          <th scope="col" className="right">
            {t('column.theirs')}
          </th>
        </tr>
      </thead>
      <tbody>
        {answer.totals.map((it) => (
          <tr key={it.outcome}>
            <td>{t(`found.${it.outcome}`)}</td>
            <td className="right figures">{it.count}</td>
            <td className="right figures">{moneyText(it.oursFen)}</td>
            <td className="right figures">{moneyText(it.theirsFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
