/** `/manage/$id`: one instrument, step by step from what it is to the city's review. */

import './manage.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { say } from '../shell/toasts.tsx'
import { CompletenessBar } from './completeness-bar.tsx'
import { DescriptionForm } from './description-form.tsx'
import { inputOf, valuesOf, type InstrumentValues } from './instrument-values.ts'
import { ManageEditDocument, ManageInstrumentDocument } from './operations/instruments.ts'
import { PriceStep } from './price-step.tsx'
import { ReviewTag } from './review-tag.tsx'
import { RulesStep } from './rules-step.tsx'
import { TrainingStep } from '../standing/training-step.tsx'
import { StepsNav } from './steps-nav.tsx'
import { SubmitStep } from './submit-step.tsx'

export function EditPage() {
  return <Guard roles={['KEEPER', 'MANAGER']}>{() => <Edit />}</Guard>
}

function Edit() {
  const { t } = useTranslation('manage')
  const { id } = useParams({ from: '/manage/$id' })
  const { data, isPending, error, refetch } = useQuery(queryOf(ManageInstrumentDocument, { id }))
  if (isPending) {
    return (
      <Page title={t('title')}>
        <Loading rows={12} />
      </Page>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data.instrument) {
    return (
      <EmptyState title={t('edit.missingTitle')} text={t('edit.missingText')}>
        <Link to="/manage">{t('edit.back')}</Link>
      </EmptyState>
    )
  }
  return <Steps key={id} instrument={data.instrument} />
}

/** All steps stay on the page, so that nothing typed is lost by looking at another one. */
function Steps({ instrument }: { readonly instrument: ManagedInstrumentFragment }) {
  const { t } = useTranslation('manage')
  const name = useName()
  const { step = 'basic' } = useSearch({ from: '/manage/$id' })
  const describing = step === 'basic' || step === 'service'
  return (
    <Page
      title={name(instrument)}
      lead={
        <span className="row">
          <ReviewTag state={instrument.state} />
          <span>{name(instrument.institution)}</span>
          <span className="figures">{instrument.localAssetNo}</span>
          <DemoTag demo={instrument.isDemo} />
        </span>
      }
      actions={
        <>
          <CompletenessBar ratio={instrument.completeness} />
          <Link to="/instruments/$id" params={{ id: instrument.id }}>
            {t('edit.preview')}
          </Link>
        </>
      }
    >
      <StepsNav id={instrument.id} current={step} />
      {instrument.reviewNote && instrument.state !== 'APPROVED' ? (
        <p className="notice manage-review-note">{t('edit.reviewNote', { note: instrument.reviewNote })}</p>
      ) : null}
      <div hidden={!describing}>
        <Description instrument={instrument} part={step === 'service' ? 'service' : 'basic'} />
      </div>
      <div hidden={step !== 'rules'}>
        <RulesStep instrument={instrument} />
      </div>
      <div hidden={step !== 'training'}>
        <TrainingStep instrument={instrument} />
      </div>
      <div hidden={step !== 'price'}>
        <PriceStep instrument={instrument} />
      </div>
      <div hidden={step !== 'submit'}>
        <SubmitStep instrument={instrument} />
      </div>
    </Page>
  )
}

type DescriptionProps = {
  readonly instrument: ManagedInstrumentFragment
  readonly part: 'basic' | 'service'
}

function Description({ instrument, part }: DescriptionProps) {
  const { t } = useTranslation('manage')
  const navigate = useNavigate({ from: '/manage/$id' })
  const edit = useAction(ManageEditDocument)

  async function save(values: InstrumentValues): Promise<boolean> {
    const saved = await edit.run({ input: { instrumentId: instrument.id, instrument: inputOf(values) } })
    if (!saved) return false
    say(t('saved'))
    void navigate({ search: { step: part === 'basic' ? 'service' : 'rules' } })
    return true
  }

  return (
    <DescriptionForm
      draftKey={instrument.id}
      initial={valuesOf(instrument)}
      part={part}
      action={edit}
      saveText={t('saveAndGoOn')}
      onSave={save}
    />
  )
}
