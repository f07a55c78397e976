/** 上机资质: what an instrument requires, its trainings, and who is qualified. */

import './standing.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { ManagedTrainingDocument } from './operations.ts'
import { QualifiedPeople } from './qualified-people.tsx'
import { RequirementForm } from './requirement-form.tsx'
import { SessionForm } from './session-form.tsx'
import { SessionItem } from './session-item.tsx'

export function TrainingStep({ instrument }: { readonly instrument: ManagedInstrumentFragment }) {
  const { t } = useTranslation('standing')
  const { id, timeZone } = instrument
  const { data, error, refetch } = useQuery(queryOf(ManagedTrainingDocument, { id }))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const [upcoming, past] = [data.upcoming, data.past].map((list) => list.edges.map((it) => it.node))
  return (
    <div className="stack">
      <RequirementForm instrumentId={id} requirement={data.instrument?.trainingRequirement ?? null} />
      <Panel title={t('manage.sessions')}>
        <div className="stack">
          {upcoming?.length === 0 ? <p className="secondary">{t('manage.none')}</p> : null}
          <ul className="standing-sessions" aria-label={t('training.sessions')}>
            {upcoming?.map((it) => (
              <SessionItem key={it.id} session={it} zone={timeZone} isPast={false} />
            ))}
          </ul>
          {past?.length === 0 ? null : (
            <>
              <h3>{t('manage.past')}</h3>
              <ul className="standing-sessions" aria-label={t('manage.past')}>
                {past?.map((it) => (
                  <SessionItem key={it.id} session={it} zone={timeZone} isPast />
                ))}
              </ul>
            </>
          )}
          <SessionForm instrument={instrument} />
        </div>
      </Panel>
      <QualifiedPeople instrumentId={id} />
    </div>
  )
}
