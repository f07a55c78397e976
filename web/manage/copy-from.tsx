/** "Copy from similar": find another instrument and begin the new one on its ground. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ErrorState } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import { ManageSimilarDocument } from './operations/instruments.ts'
import { TextFilter } from './text-filter.tsx'

export function CopyFrom() {
  const { t } = useTranslation('manage')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('copy.open')}</Button>
      {open ? (
        <Modal open title={t('copy.title')} footer={null} width={600} onCancel={() => setOpen(false)}>
          <Choices onDone={() => setOpen(false)} />
        </Modal>
      ) : null}
    </>
  )
}

function Choices({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('manage')
  const name = useName()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const { data, error, refetch, isFetching } = useQuery({
    ...queryOf(ManageSimilarDocument, { text: words }),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  })
  const found = words === '' ? undefined : data?.instruments.edges
  return (
    <div className="stack manage-copy">
      <p className="secondary">{t('copy.text')}</p>
      <TextFilter label={t('copy.search')} value={words} onChange={setWords} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {found?.length === 0 && !isFetching ? <p role="status">{t('copy.none')}</p> : null}
      {found && found.length > 0 ? (
        <ul className="manage-choices" aria-busy={isFetching}>
          {found.map(({ node }) => (
            <li key={node.id}>
              <button
                type="button"
                className="manage-choice"
                onClick={() => {
                  onDone()
                  void navigate({ to: '/manage/new', search: { like: node.id } })
                }}
              >
                <span className="row">
                  <strong>{name(node)}</strong> <DemoTag demo={node.isDemo} />
                </span>
                <span className="small secondary">
                  {node.manufacturer} {node.model} · {name(node.institution)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
