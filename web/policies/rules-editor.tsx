/** What an instrument says of booking beside its policy: leads and cut-off, classes, quotas, grid, form; and all of it in words. */

import './policies.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instrumentLayerProblems, looseningProblems } from '../../server/catalog/rules/layer-problems.ts'
import type { InstrumentLayer, PolicyLayer } from '../../server/catalog/rules/policy-layers.ts'
import type { BookingPolicy } from '../../server/catalog/rules/policy.ts'
import { termsOf } from '../../server/booking/rules/terms.ts'
import { USER_CLASSES, type UserClass } from '../../server/institutions/rules.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { Hints, Problems } from '../manage/problems.tsx'
import { say } from '../shell/toasts.tsx'
import { ClassTermsList } from './class-terms.tsx'
import { FormEditor } from './form-editor.tsx'
import { Part } from './fields.tsx'
import { GridEditor } from './grid-editor.tsx'
import { instrumentLayerFrom, layerFrom, rulesInput } from './layers.ts'
import { PolicyLayersDocument, PolicyRulesDocument } from './operations.ts'
import { PriorityList } from './priority-list.tsx'
import { QuotaList } from './quota-list.tsx'
import { ruleSentences } from './rule-sentences.ts'
import { TermsFields } from './terms-fields.tsx'

type RulesEditorProps = { readonly instrumentId: string; readonly policy: BookingPolicy }

export function RulesEditor({ instrumentId, policy }: RulesEditorProps) {
  const { t } = useTranslation('policies')
  const { data, error, refetch } = useQuery(queryOf(PolicyLayersDocument, { id: instrumentId }))
  const layers = data?.instrument?.bookingLayers
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!layers) {
    return (
      <Panel title={t('editor.title')}>
        <Loading rows={8} />
      </Panel>
    )
  }
  return (
    <Editor
      instrumentId={instrumentId}
      policy={policy}
      city={layerFrom(layers.city)}
      institution={layerFrom(layers.institution)}
      initial={instrumentLayerFrom(layers.instrument)}
    />
  )
}

type EditorProps = RulesEditorProps & {
  readonly city: PolicyLayer
  readonly institution: PolicyLayer
  readonly initial: InstrumentLayer
}

function Editor({ instrumentId, policy, city, institution, initial }: EditorProps) {
  const { t } = useTranslation('policies')
  const [layer, setLayer] = useState(initial)
  const action = useAction(PolicyRulesDocument)
  const change = (part: Partial<InstrumentLayer>) => setLayer((was) => ({ ...was, ...part }))
  const hints = [...instrumentLayerProblems(layer), ...looseningProblems([city, institution], layer)]

  async function save() {
    if (await action.run({ input: rulesInput(instrumentId, layer) })) say(t('editor.saved'))
  }

  return (
    <Panel title={t('editor.title')}>
      <div className="stack">
        <p className="secondary">{t('editor.lead')}</p>
        <Part title={t('editor.all')}>
          <TermsFields
            leadsOnly
            value={layer.all}
            placeholder={t('editor.noLimit')}
            onChange={(all) => change({ all })}
          />
        </Part>
        <Part title={t('editor.classes')} hint={t('editor.classesHint')}>
          <ClassTermsList value={layer.classes} onChange={(classes) => change({ classes })} />
        </Part>
        <Part title={t('quotas.title')} hint={t('quotas.hintInstrument')}>
          <QuotaList value={layer.quotas} onChange={(quotas) => change({ quotas })} />
        </Part>
        <Part title={t('grid.title')} hint={t('grid.hint')}>
          <GridEditor value={layer} onChange={change} />
        </Part>
        <Part title={t('priority.title')} hint={t('priority.hint')}>
          <PriorityList
            value={layer.priorityWindows}
            onChange={(priorityWindows) => change({ priorityWindows })}
          />
        </Part>
        <Part title={t('form.title')} hint={t('form.hint')}>
          <FormEditor value={layer.form} onChange={(form) => change({ form })} />
        </Part>
        <Preview policy={policy} layers={{ city, institution, instrument: layer }} />
        <Hints problems={hints} />
        <Problems problems={action.problems} failure={action.failure} />
        <div>
          <Button type="primary" loading={action.pending} onClick={() => void save()}>
            {t('editor.save')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}

type PreviewProps = {
  readonly policy: BookingPolicy
  readonly layers: {
    readonly city: PolicyLayer
    readonly institution: PolicyLayer
    readonly instrument: InstrumentLayer
  }
}

/** The rules as those who book will read them, for each class of users. */
function Preview({ policy, layers }: PreviewProps) {
  const { t } = useTranslation('policies')
  const [userClass, setClass] = useState<UserClass>('own')
  const sentences = ruleSentences(t, termsOf(policy, layers, userClass), layers.instrument.form)
  return (
    <section className="policy-preview" aria-label={t('preview.title')}>
      <div className="spread">
        <h3>{t('preview.title')}</h3>
        <Segmented<UserClass>
          size="small"
          aria-label={t('preview.forClass')}
          value={userClass}
          onChange={setClass}
          options={USER_CLASSES.map((it) => ({ value: it, label: t(`userClass.${it}`) }))}
        />
      </div>
      <ul className="rule-list" aria-live="polite">
        {sentences.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
    </section>
  )
}
