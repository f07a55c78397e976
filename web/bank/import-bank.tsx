/** Bringing in a file of the bank: looked at first, with every bad row by its number; then what can be kept is. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { moneyText } from '../design/format.ts'
import { Loading } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import { MappingForm } from './mapping-form.tsx'
import { BankMappingsDocument } from './operations.ts'
import { type BankAnswer, isXml, sendBankFile } from './send-bank-file.ts'

type ImportBankProps = { readonly institutionId: string; readonly onClose: () => void }

/** Rows that are shown; a file with more says how many there are. */
const SHOWN_MAX = 100
const ANOTHER = 'another'
/** A file that explains itself. */
const SELF = 'camt'

/** The file, the format it is read by, and what was said of it. */
function useBankFile({ institutionId, onClose }: ImportBankProps) {
  const { t } = useTranslation('bank')
  const client = useQueryClient()
  const { data } = useQuery(queryOf(BankMappingsDocument, { institutionId }))
  const [chosen, setChosen] = useState<string>()
  const [file, setFile] = useState<File>()
  const mappings = data?.bankMappings
  const mappingId = chosen ?? mappings?.[0]?.id ?? ANOTHER
  const send = useMutation({
    mutationFn: ({ it, keep }: { it: File; keep: boolean }) =>
      sendBankFile(it, {
        institutionId,
        mappingId: isXml(it) || mappingId === SELF ? null : mappingId,
        keep,
      }),
    onSuccess: async ({ applied, rows }) => {
      if (!applied) return
      await client.invalidateQueries()
      say(t('import.done', { text: rows.filter((it) => it.state === 'applied').length }))
      onClose()
    },
  })
  return {
    mappings,
    mappingId,
    choose: (id: string) => {
      setChosen(id)
      send.reset()
    },
    file,
    pick: (it: File) => {
      setFile(it)
      send.mutate({ it, keep: false })
    },
    keep: () => {
      if (file) send.mutate({ it: file, keep: true })
    },
    ready: send.data?.rows.filter((it) => it.state === 'ready').length ?? 0,
    send,
  }
}

export function ImportBank(props: ImportBankProps) {
  const { t } = useTranslation('bank')
  const { t: ts } = useTranslation('shell')
  const { institutionId, onClose } = props
  const { mappings, mappingId, choose, file, pick, keep, ready, send } = useBankFile(props)
  return (
    <Modal
      open
      width={760}
      title={t('import.title')}
      onCancel={onClose}
      footer={
        <div className="spread">
          <Button onClick={onClose}>{ts('actions.close')}</Button>
          <Button type="primary" disabled={ready === 0} loading={send.isPending} onClick={keep}>
            {t('import.keep', { text: ready })}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p className="secondary">{t('import.rule')}</p>
        {mappings ? (
          <label className="bank-field">
            <span>{t('mapping.choose')}</span>
            <Select
              aria-label={t('mapping.choose')}
              value={mappingId}
              onChange={choose}
              options={[
                ...mappings.map((it) => ({ value: it.id, label: `${it.name} · ${it.account}` })),
                { value: SELF, label: t('mapping.camt') },
                { value: ANOTHER, label: t('mapping.another') },
              ]}
            />
          </label>
        ) : (
          <Loading rows={1} />
        )}
        {mappings && mappingId === ANOTHER ? (
          <MappingForm institutionId={institutionId} onSaved={choose} />
        ) : null}
        {mappings && mappingId !== ANOTHER ? <Picker file={file} onPick={pick} /> : null}
        <div aria-live="polite">
          {send.isPending ? <p className="secondary">{t('import.checking')}</p> : null}
          {send.error ? <p className="notice">{t('import.unreachable')}</p> : null}
          {send.data ? <Told answer={send.data} /> : null}
        </div>
      </div>
    </Modal>
  )
}

type PickerProps = { readonly file: File | undefined; readonly onPick: (file: File) => void }

function Picker({ file, onPick }: PickerProps) {
  const { t } = useTranslation('bank')
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="row">
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,.txt,.xml"
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
    </div>
  )
}

function Told({ answer: { problems, rows } }: { readonly answer: BankAnswer }) {
  const { t } = useTranslation('bank')
  const bad = rows.filter((it) => it.state === 'refused')
  const count = (state: BankAnswer['rows'][number]['state']) => rows.filter((it) => it.state === state).length
  return (
    <div className="stack">
      {rows.length > 0 ? (
        <p>
          {t('import.found', { ready: count('ready'), known: count('known'), bad: bad.length })}{' '}
          {moneyText(
            rows.reduce((sum, it) => (it.state === 'ready' ? sum + Math.max(0, it.amountFen ?? 0) : sum), 0),
          )}
        </p>
      ) : null}
      {problems.length > 0 || bad.length > 0 ? (
        <div className="problems" role="alert">
          <div className="problems-title">{t('import.bad')}</div>
          <ul>
            {problems.map((it) => (
              <li key={it.message}>{it.message}</li>
            ))}
            {bad.slice(0, SHOWN_MAX).map((it) => (
              <li key={it.row}>
                {t('import.row', { row: it.row })} {it.problems.map((each) => each.message).join(' ')}
                <span className="small secondary"> {it.text}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}
