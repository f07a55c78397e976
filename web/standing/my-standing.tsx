/** On the viewer's own page: points with their rules and history, restrictions, qualifications, trainings. */

import './standing.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import type { MyStandingQuery, ShownRestrictionFragment } from '../gql/graphql.ts'
import { AppealButton, AppealWords } from './appeal.tsx'
import { ConductRules } from './conduct-rules.tsx'
import { MyStandingDocument } from './measure-operations.ts'
import { MyHistory } from './my-history.tsx'
import { MyQualifications } from './my-qualifications.tsx'
import { placeOf } from './points.ts'
import { RestrictionTag } from './words.tsx'

export function MyPoints() {
  const { data, error, refetch } = useQuery(queryOf(MyStandingDocument, {}))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return data ? <Points data={data} /> : <Loading rows={8} />
}

/** An error of the query they share is shown beside the points. */
export function MyTraining() {
  const { data } = useQuery(queryOf(MyStandingDocument, {}))
  if (!data) return null
  const { qualifications, enrolments } = data.standing
  return (
    <MyQualifications
      qualifications={qualifications.edges.map((it) => it.node)}
      enrolments={enrolments.edges.map((it) => it.node)}
    />
  )
}

function Points({ data }: { readonly data: MyStandingQuery }) {
  const { t } = useTranslation('standing')
  const { points, level, restrictions } = data.standing
  return (
    <Panel title={t('mine.title')} id="standing">
      <div className="stack">
        <div className="row">
          <span className="standing-points">{t('mine.points', { points })}</span>
          <span className="secondary">{t('mine.level')}</span>
          <StateTag tone={level === 'EXCELLENT' || level === 'GOOD' ? 'green' : 'amber'}>
            {t(`level.${level}`)}
          </StateTag>
        </div>
        <p className="notice">{t('mine.notice')}</p>
        <ConductRules rules={data.conductRules} />
        <h3>{t('mine.restrictions')}</h3>
        <MyRestrictions restrictions={restrictions.edges.map((it) => it.node)} />
        <h3>{t('mine.history')}</h3>
        <MyHistory />
      </div>
    </Panel>
  )
}

function MyRestrictions({ restrictions }: { readonly restrictions: readonly ShownRestrictionFragment[] }) {
  const { t } = useTranslation('standing')
  if (restrictions.length === 0) return <p className="secondary">{t('mine.noRestrictions')}</p>
  return (
    <ul className="standing-list" aria-label={t('mine.restrictions')}>
      {restrictions.map((it) => (
        <MyRestriction key={it.id} restriction={it} />
      ))}
    </ul>
  )
}

function MyRestriction({ restriction }: { readonly restriction: ShownRestrictionFragment }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const { id, state, reason, appeal, instrument, startsAt, endsAt, liftReason } = restriction
  const place = placeOf(restriction)
  const where = place ? name(place) : t(`scope.${restriction.scope}`)
  return (
    <li>
      <div className="stack-tight">
        <div className="row">
          <RestrictionTag state={state} />
          {instrument ? (
            <Link to="/instruments/$id" params={{ id: instrument.id }}>
              {where}
            </Link>
          ) : (
            <strong>{where}</strong>
          )}
        </div>
        <span>{reason}</span>
        <span className="small secondary">
          <When startsAt={startsAt} endsAt={endsAt} />
        </span>
        {liftReason === null ? null : <span className="small secondary">{liftReason}</span>}
        {appeal ? <AppealWords appeal={appeal} /> : null}
      </div>
      <AppealButton
        appeal={appeal}
        isOpen={state === 'IN_FORCE' || state === 'TO_COME'}
        subject={{ restrictionId: id }}
        what={`${where}：${reason}`}
      />
    </li>
  )
}
