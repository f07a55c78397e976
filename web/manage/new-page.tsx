/** `/manage/new`: the first draft of an instrument, from nothing or on the ground of a similar one. */

import './manage.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { ErrorState, ForbiddenState, Loading } from '../design/states.tsx'
import { Guard } from '../shell/guard.tsx'
import { say } from '../shell/toasts.tsx'
import { CopyFrom } from './copy-from.tsx'
import { DescriptionForm } from './description-form.tsx'
import { inputOf, valuesLike, valuesOf, type InstrumentValues } from './instrument-values.ts'
import { ManageDraftDocument, ManageInstrumentDocument } from './operations/instruments.ts'
import { StepsNav } from './steps-nav.tsx'

export function NewPage() {
  return <Guard roles={['KEEPER', 'MANAGER']}>{(viewer) => <New viewer={viewer} />}</Guard>
}

function New({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('manage')
  const { like, step } = useSearch({ from: '/manage/new' })
  const model = useQuery({
    ...queryOf(ManageInstrumentDocument, { id: like ?? '' }),
    enabled: like !== undefined,
  })
  const copied = model.data?.instrument ?? undefined
  if (institutionsOf(viewer, ['KEEPER', 'MANAGER']).length === 0) return <ForbiddenState />
  return (
    <Page title={t('publish')} lead={t('new.lead')} actions={<CopyFrom />}>
      <StepsNav id={undefined} current={step ?? 'basic'} />
      {like !== undefined && model.isPending ? <Loading rows={12} /> : null}
      {model.error ? <ErrorState error={model.error} onRetry={() => void model.refetch()} /> : null}
      {like === undefined || copied ? (
        <Draft key={like ?? ''} viewer={viewer} initial={copied ? valuesLike(copied) : valuesOf(undefined)} />
      ) : null}
    </Page>
  )
}

type DraftProps = { readonly viewer: Viewer; readonly initial: InstrumentValues }

function Draft({ viewer, initial }: DraftProps) {
  const { t } = useTranslation('manage')
  const name = useName()
  const navigate = useNavigate()
  const { step, like } = useSearch({ from: '/manage/new' })
  const places = institutionsOf(viewer, ['KEEPER', 'MANAGER'])
  const [institutionId, setInstitutionId] = useState(places[0]?.id ?? '')
  const draft = useAction(ManageDraftDocument)

  async function save(values: InstrumentValues): Promise<boolean> {
    const made = await draft.run({ input: { institutionId, instrument: inputOf(values) } })
    if (!made) return false
    say(t('new.drafted'))
    void navigate({
      to: '/manage/$id',
      params: { id: made.id },
      search: { step: step === 'service' ? 'rules' : 'service' },
    })
    return true
  }

  return (
    <>
      {places.length > 1 ? (
        <div className="row manage-owner">
          <label htmlFor="owner">{t('new.owner')}</label>
          <Select
            id="owner"
            className="manage-institution"
            value={institutionId}
            onChange={setInstitutionId}
            options={places.map((it) => ({ value: it.id, label: name(it) }))}
          />
        </div>
      ) : null}
      <DescriptionForm
        draftKey={`new:${like ?? ''}`}
        initial={initial}
        part={step ?? 'basic'}
        action={draft}
        saveText={t('new.save')}
        onSave={save}
      />
    </>
  )
}
