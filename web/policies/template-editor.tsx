/** What the city or an institution says of booking: limits, classes, quotas; what stands above it; and all of it in words. */

import './policies.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { layerProblems, looseningProblems } from '../../server/catalog/rules/layer-problems.ts'
import type { PolicyLayer } from '../../server/catalog/rules/policy-layers.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { Hints, Problems } from '../manage/problems.tsx'
import { say } from '../shell/toasts.tsx'
import { ClassTermsList } from './class-terms.tsx'
import { Part } from './fields.tsx'
import { layerFrom, templateInput } from './layers.ts'
import { PolicySetTemplateDocument, PolicyTemplateDocument } from './operations.ts'
import { QuotaList } from './quota-list.tsx'
import { templateSentences } from './template-sentences.ts'
import { TermsFields } from './terms-fields.tsx'

type TemplateEditorProps = {
  /** Null for the city. */
  readonly institutionId: string | null
  readonly mayChange: boolean
}

export function TemplateEditor({ institutionId, mayChange }: TemplateEditorProps) {
  const { t } = useTranslation('policies')
  const { data, error, refetch } = useQuery(queryOf(PolicyTemplateDocument, { institutionId }))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const { layer, above } = data.bookingTemplate
  const city = above ? layerFrom(above) : undefined
  return (
    <div className="stack">
      {city ? (
        <Panel title={t('template.above')}>
          <Sentences layer={city} level="city" none={t('template.aboveNone')} />
        </Panel>
      ) : null}
      {mayChange ? (
        <Editor key={institutionId} institutionId={institutionId} initial={layerFrom(layer)} city={city} />
      ) : (
        <Panel title={t('template.says')}>
          <Sentences
            layer={layerFrom(layer)}
            level={institutionId === null ? 'city' : 'institution'}
            none={t('template.saysNone')}
          />
          <p className="notice">
            {t(institutionId === null ? 'template.readOnlyCity' : 'template.readOnly')}
          </p>
        </Panel>
      )}
    </div>
  )
}

type SentencesProps = {
  readonly layer: PolicyLayer
  readonly level: 'city' | 'institution'
  readonly none: string
}

function Sentences({ layer, level, none }: SentencesProps) {
  const { t } = useTranslation('policies')
  const sentences = templateSentences(t, layer, level)
  if (sentences.length === 0) return <p className="secondary">{none}</p>
  return (
    <ul className="rule-list">
      {sentences.map((it) => (
        <li key={it}>{it}</li>
      ))}
    </ul>
  )
}

type EditorProps = {
  readonly institutionId: string | null
  readonly initial: PolicyLayer
  readonly city: PolicyLayer | undefined
}

function Editor({ institutionId, initial, city }: EditorProps) {
  const { t } = useTranslation('policies')
  const [layer, setLayer] = useState(initial)
  const action = useAction(PolicySetTemplateDocument)
  const change = (part: Partial<PolicyLayer>) => setLayer((was) => ({ ...was, ...part }))
  const hints = [...layerProblems(layer), ...looseningProblems(city ? [city] : [], layer)]

  async function save() {
    if (await action.run({ input: templateInput(institutionId, layer) })) say(t('editor.saved'))
  }

  return (
    <Panel title={t('template.says')}>
      <div className="stack">
        <Part title={t('editor.all')}>
          <TermsFields
            value={layer.all}
            placeholder={t('editor.noLimit')}
            onChange={(all) => change({ all })}
          />
        </Part>
        <Part title={t('editor.classes')} hint={t('editor.classesHint')}>
          <ClassTermsList value={layer.classes} onChange={(classes) => change({ classes })} />
        </Part>
        <Part title={t('quotas.title')} hint={t('quotas.hintTemplate')}>
          <QuotaList value={layer.quotas} onChange={(quotas) => change({ quotas })} />
        </Part>
        <section className="policy-preview" aria-label={t('preview.title')}>
          <h3>{t('preview.title')}</h3>
          <Sentences
            layer={layer}
            level={institutionId === null ? 'city' : 'institution'}
            none={t('template.saysNone')}
          />
        </section>
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
