/** What the viewer is qualified for, and his trainings. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { dateText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { When } from '../design/values.tsx'
import type { MyStandingQuery } from '../gql/graphql.ts'
import { EnrolmentTag, QualificationTag, Validity } from './words.tsx'

type Standing = MyStandingQuery['standing']
type Qualification = Standing['qualifications']['edges'][number]['node']
type Enrolment = Standing['enrolments']['edges'][number]['node']

type Props = { readonly qualifications: readonly Qualification[]; readonly enrolments: readonly Enrolment[] }

export function MyQualifications({ qualifications, enrolments }: Props) {
  const { t } = useTranslation('standing')
  return (
    <Panel title={t('mine.qualifications')}>
      <div className="stack">
        {qualifications.length === 0 ? <p className="secondary">{t('mine.noQualifications')}</p> : null}
        <ul className="standing-list" aria-label={t('mine.qualifications')}>
          {qualifications.map((it) => (
            <Held key={it.id} qualification={it} />
          ))}
        </ul>
        {enrolments.length === 0 ? null : (
          <>
            <h3>{t('mine.trainings')}</h3>
            <ul className="standing-list" aria-label={t('mine.trainings')}>
              {enrolments.map((it) => (
                <Training key={it.id} enrolment={it} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  )
}

function Held({ qualification }: { readonly qualification: Qualification }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const { instrument, state, grantedAt, expiresAt, lastUsedAt, endReason } = qualification
  return (
    <li>
      <div className="stack-tight">
        <Link to="/instruments/$id" params={{ id: instrument.id }}>
          {name(instrument)}
        </Link>
        <span className="small secondary">
          {t('mine.granted', { when: dateText(grantedAt) })}
          {lastUsedAt === null ? '' : ` · ${t('mine.used', { when: dateText(lastUsedAt) })}`}
          {endReason === null ? '' : ` · ${endReason}`}
        </span>
        <Validity state={state} expiresAt={expiresAt} />
      </div>
      <QualificationTag state={state} />
    </li>
  )
}

function Training({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const { session, state, score } = enrolment
  return (
    <li>
      <div className="stack-tight">
        <Link to="/instruments/$id" params={{ id: session.instrument.id }}>
          {name(session.instrument)}
        </Link>
        <span className="small secondary">
          <When startsAt={session.startsAt} endsAt={session.endsAt} /> · {session.place}
          {score === null ? '' : ` · ${t('mine.score', { score })}`}
        </span>
        {session.cancelledAt === null ? null : (
          <span className="small">{t('mine.cancelled', { reason: session.cancelReason ?? '' })}</span>
        )}
      </div>
      <EnrolmentTag state={state} />
    </li>
  )
}
