/** How a bank writes its files: which column holds what, kept under a name. */

import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BANK_COLUMNS, type BankColumn } from '../../server/fees/rules/bank-mapping.ts'
import { useAction } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import { SaveBankMappingDocument } from './operations.ts'

const CHOICES = {
  encoding: ['AUTO', 'UTF8', 'GB18030'],
  separator: ['COMMA', 'SEMICOLON', 'TAB', 'PIPE'],
  decimalMark: ['POINT', 'COMMA'],
  dateOrder: ['YMD', 'DMY', 'MDY'],
} as const

const NEW = {
  name: '',
  account: '',
  encoding: 'AUTO' as (typeof CHOICES.encoding)[number],
  separator: 'COMMA' as (typeof CHOICES.separator)[number],
  decimalMark: 'POINT' as (typeof CHOICES.decimalMark)[number],
  dateOrder: 'YMD' as (typeof CHOICES.dateOrder)[number],
}

/** What most banks here write; each can be changed. */
const COLUMNS: Readonly<Record<BankColumn, string>> = {
  bookedOn: '交易日期',
  amount: '',
  credit: '贷方发生额',
  debit: '借方发生额',
  direction: '',
  payerName: '对方户名',
  payerAccount: '对方账号',
  description: '摘要',
  bankNumber: '交易流水号',
}

type MappingFormProps = {
  readonly institutionId: string
  readonly onSaved: (id: string) => void
}

export function MappingForm({ institutionId, onSaved }: MappingFormProps) {
  const { t } = useTranslation('bank')
  const [form, setForm] = useState(NEW)
  const [columns, setColumns] = useState(COLUMNS)
  const save = useAction(SaveBankMappingDocument)

  async function keep() {
    const named = Object.fromEntries(
      BANK_COLUMNS.flatMap((it) => (columns[it].trim() === '' ? [] : [[it, columns[it].trim()]])),
    )
    const done = await save.run({ input: { ...form, institutionId, columns: named } })
    if (done) onSaved(done.id)
  }

  return (
    <fieldset className="bank-mapping">
      <legend>{t('mapping.title')}</legend>
      <p className="small secondary">{t('mapping.about')}</p>
      <div className="bank-fields">
        {(['name', 'account'] as const).map((field) => (
          <label key={field} className="bank-field">
            <span>{t(`mapping.${field}`)}</span>
            <Input
              value={form[field]}
              maxLength={80}
              onChange={(event) => setForm({ ...form, [field]: event.target.value })}
            />
          </label>
        ))}
        {(['encoding', 'separator', 'decimalMark', 'dateOrder'] as const).map((field) => (
          <label key={field} className="bank-field">
            <span>{t(`mapping.${field}`)}</span>
            <Select
              aria-label={t(`mapping.${field}`)}
              value={form[field]}
              onChange={(value) => setForm({ ...form, [field]: value })}
              options={CHOICES[field].map((value) => ({ value, label: t(`mapping.choice.${value}`) }))}
            />
          </label>
        ))}
        {BANK_COLUMNS.map((column) => (
          <label key={column} className="bank-field">
            <span>{t(`mapping.column.${column}`)}</span>
            <Input
              value={columns[column]}
              maxLength={80}
              placeholder={t('mapping.none')}
              onChange={(event) => setColumns({ ...columns, [column]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <ProblemList problems={save.problems} failure={save.failure} />
      <Button loading={save.pending} onClick={() => void keep()}>
        {t('mapping.save')}
      </Button>
    </fieldset>
  )
}
