/** On an instrument's page: what it requires, how the viewer stands there, and the next step. Nothing where neither concerns him. */

import './standing.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useViewer, type Viewer } from '../data/viewer.ts'
import { momentText } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { StateTag } from '../design/tags.tsx'
import type { InstrumentTrainingQuery } from '../gql/graphql.ts'
import { OfferedTraining } from './offered-training.tsx'
import { InstrumentTrainingDocument, MyRestrictionsDocument } from './operations.ts'
import { QualificationTag, useRequirementText, Validity } from './words.tsx'

type Shown = NonNullable<InstrumentTrainingQuery['instrument']>

export function TrainingPanel({ instrumentId }: { readonly instrumentId: string }) {
  const { viewer } = useViewer()
  const { data } = useQuery(queryOf(InstrumentTrainingDocument, { id: instrumentId }))
  const instrument = data?.instrument
  if (!instrument) return null
  return (
    <div className="standing-here">
      {viewer ? <RestrictedHere instrument={instrument} /> : null}
      {instrument.trainingRequirement ? (
        <Requirement
          instrument={instrument}
          viewer={viewer}
          trainings={data.trainingSessions.edges.map((it) => it.node)}
        />
      ) : null}
    </div>
  )
}

/** Restrictions of the viewer that count on this instrument now. */
function RestrictedHere({ instrument }: { readonly instrument: Shown }) {
  const { t } = useTranslation('standing')
  const { data } = useQuery(queryOf(MyRestrictionsDocument, {}))
  const here = (data?.standing.restrictions.edges ?? [])
    .map((it) => it.node)
    .filter(
      (it) =>
        it.state === 'IN_FORCE' &&
        (it.scope === 'PLATFORM' ||
          (it.scope === 'INSTRUMENT'
            ? it.instrument?.id === instrument.id
            : it.institution?.id === instrument.institution.id)),
    )
  return here.map((it) => (
    <div key={it.id} className="notice spread" role="note">
      <span>
        {t('mine.restrictedHere', { when: momentText(it.endsAt, instrument.timeZone), reason: it.reason })}
      </span>
      <Link to="/me">{t('mine.appealLink')}</Link>
    </div>
  ))
}

type RequirementProps = {
  readonly instrument: Shown
  readonly viewer: Viewer | null | undefined
  readonly trainings: readonly InstrumentTrainingQuery['trainingSessions']['edges'][number]['node'][]
}

function Requirement({ instrument, viewer, trainings }: RequirementProps) {
  const { t } = useTranslation('standing')
  const requirementText = useRequirementText()
  const { trainingRequirement, myQualification, timeZone } = instrument
  const isGood = myQualification?.state === 'VALID'
  return (
    <Panel id="training" title={t('training.title')}>
      <div className="stack">
        <p>{trainingRequirement ? requirementText(trainingRequirement) : null}</p>
        <Mine instrument={instrument} viewer={viewer} />
        {isGood ? null : (
          <div className="stack-tight">
            <h3>{t('training.sessions')}</h3>
            {trainings.length === 0 ? (
              <p className="secondary">
                {t('training.noSessions')} <a href="#office">{t('training.office')}</a>
              </p>
            ) : (
              <ul className="standing-list standing-offers" aria-label={t('training.sessions')}>
                {trainings.map((it) => (
                  <OfferedTraining key={it.id} training={it} zone={timeZone} />
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </Panel>
  )
}

/** The viewer's own qualification, and what to do about it. */
function Mine({ instrument, viewer }: Omit<RequirementProps, 'trainings'>) {
  const { t } = useTranslation('standing')
  const held = instrument.myQualification
  if (viewer === undefined) return null
  if (viewer === null) return <p className="secondary">{t('training.signIn')}</p>
  const isStaff = viewer.grants.some(
    ({ role, institution }) =>
      (role === 'KEEPER' || role === 'MANAGER') && institution?.id === instrument.institution.id,
  )
  if (isStaff && !held) return <p className="secondary">{t('training.staff')}</p>
  return (
    <div className="stack-tight">
      <div className="row">
        <span className="secondary">{t('training.mine')}</span>
        {held ? (
          <QualificationTag state={held.state} />
        ) : (
          <StateTag tone="amber">{t('training.none')}</StateTag>
        )}
        {held ? <Validity state={held.state} expiresAt={held.expiresAt} /> : null}
      </div>
      {!held || held.state === 'EXPIRED' ? <p>{t('training.next')}</p> : null}
      {held?.state === 'EXPIRING' ? <p>{t('training.renew')}</p> : null}
    </div>
  )
}
