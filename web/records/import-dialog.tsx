/** Bringing uses in from a file: looked at first, then exactly the chosen rows. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateTag, type Tone } from '../design/tags.tsx'
import { languageNow } from '../i18n/i18n.ts'
import { say } from '../shell/toasts.tsx'
import { type ImportAnswer, sendFile } from './send-file.ts'

type ImportDialogProps = { readonly institutionId: string; readonly onClose: () => void }

/** The file, what was said of it, and which of its rows are to be recorded. */
function useImport(institutionId: string) {
  const { t } = useTranslation('records')
  const client = useQueryClient()
  const [file, setFile] = useState<File>()
  const [answer, setAnswer] = useState<ImportAnswer>()
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const send = useMutation({
    mutationFn: ({ it, rows }: { it: File; rows?: readonly number[] }) =>
      sendFile(it, { institutionId, locale: languageNow(), ...(rows ? { rows } : {}) }),
    onSuccess: async (told) => {
      setAnswer(told)
      setTicked(new Set(told.rows.filter((it) => it.state === 'ready').map((it) => it.row)))
      if (!told.applied) return
      say(t('import.applied', { count: told.rows.filter((it) => it.state === 'applied').length }))
      await client.invalidateQueries()
    },
  })
  return {
    file,
    answer,
    ticked,
    setTicked,
    pending: send.isPending,
    error: send.error,
    pick: (it: File | undefined) => {
      if (!it) return
      setFile(it)
      setAnswer(undefined)
      send.mutate({ it })
    },
    apply: () => {
      if (file) send.mutate({ it: file, rows: [...ticked].toSorted((a, b) => a - b) })
    },
  }
}

export function ImportDialog({ institutionId, onClose }: ImportDialogProps) {
  const { t } = useTranslation('records')
  const { t: ts } = useTranslation('shell')
  const { file, answer, ticked, setTicked, pending, error, pick, apply } = useImport(institutionId)
  return (
    <Modal
      open
      width={880}
      title={t('import.title')}
      onCancel={onClose}
      footer={
        <div className="spread">
          <Button onClick={onClose}>{ts('actions.close')}</Button>
          <Button type="primary" disabled={!file || ticked.size === 0} loading={pending} onClick={apply}>
            {t('import.apply', { count: ticked.size })}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p className="secondary">{t('import.rule')}</p>
        <Picker file={file} onPick={pick} />
        <div aria-live="polite">
          {pending ? <p className="secondary">{t('import.checking')}</p> : null}
          {error ? <p className="notice">{t('import.unreachable')}</p> : null}
          {answer && answer.problems.length > 0 ? (
            <ul className="problems">
              {answer.problems.map((it) => (
                <li key={it.message}>{it.message}</li>
              ))}
            </ul>
          ) : null}
        </div>
        {answer && answer.rows.length > 0 ? (
          <Rows answer={answer} ticked={ticked} onTick={setTicked} />
        ) : null}
      </div>
    </Modal>
  )
}

type PickerProps = { readonly file: File | undefined; readonly onPick: (file: File | undefined) => void }

function Picker({ file, onPick }: PickerProps) {
  const { t } = useTranslation('records')
  const picker = useRef<HTMLInputElement>(null)
  const locale = languageNow()
  return (
    <div className="row">
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,.xlsx"
        aria-label={t('import.file')}
        onChange={(event) => {
          onPick(event.target.files?.[0])
          // The same file, put right, can be chosen again.
          event.target.value = ''
        }}
      />
      <Button onClick={() => picker.current?.click()}>{t('import.file')}</Button>
      {file ? <span className="figures">{file.name}</span> : null}
      <span className="records-templates row small">
        {t('import.template')}
        <a href={`/usage/import-template.xlsx?locale=${locale}`}>XLSX</a>
        <a href={`/usage/import-template.csv?locale=${locale}`}>CSV</a>
      </span>
    </div>
  )
}

const TONES = { ready: 'blue', known: 'plain', refused: 'red', applied: 'green' } as const satisfies Record<
  string,
  Tone
>

type RowsProps = {
  readonly answer: ImportAnswer
  readonly ticked: ReadonlySet<number>
  readonly onTick: (rows: ReadonlySet<number>) => void
}

function Rows({ answer, ticked, onTick }: RowsProps) {
  const { t } = useTranslation('records')
  const count = (state: string) => answer.rows.filter((it) => it.state === state).length
  const ready = answer.rows.filter((it) => it.state === 'ready').map((it) => it.row)
  const toggle = (row: number) =>
    onTick(ticked.has(row) ? new Set([...ticked].filter((it) => it !== row)) : new Set([...ticked, row]))
  return (
    <section className="stack-tight" aria-label={t('import.result')}>
      <div className="spread">
        <strong>
          {t('import.counts', { ready: count('ready'), known: count('known'), refused: count('refused') })}
        </strong>
        {ready.length > 0 ? (
          <Checkbox
            checked={ready.every((it) => ticked.has(it))}
            onChange={(event) => onTick(new Set(event.target.checked ? ready : []))}
          >
            {t('import.all')}
          </Checkbox>
        ) : null}
      </div>
      <ul className="records-rows">
        {answer.rows.map((it) => (
          <li key={it.row} className={it.state === 'refused' ? 'records-row records-row-bad' : 'records-row'}>
            <div className="row">
              {it.state === 'ready' ? (
                <Checkbox
                  checked={ticked.has(it.row)}
                  onChange={() => toggle(it.row)}
                  aria-label={t('import.tick', { row: it.row })}
                />
              ) : null}
              <strong className="figures nowrap">{t('import.row', { row: it.row })}</strong>
              <StateTag tone={TONES[it.state]}>{t(`import.states.${it.state}`)}</StateTag>
            </div>
            <div className="small secondary records-cells">
              {it.cells
                .map((cell) => cell ?? '=…')
                .filter(Boolean)
                .join(' · ')}
            </div>
            {it.problems.length > 0 ? (
              <ul className="small records-reasons">
                {it.problems.map((problem) => (
                  <li key={problem.message}>{problem.message}</li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
