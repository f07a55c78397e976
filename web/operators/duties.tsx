/** What I operate for others in the next four weeks; nothing where there is none. */

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS } from '../../server/kernel/interval.ts'
import { intervalInput } from '../booking/week.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { BookingStateTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import { OperatorDutiesDocument } from './operations.ts'
import './operators.css'

const AHEAD_MS = 28 * DAY_MS

export function Duties() {
  const { t } = useTranslation('operators')
  const name = useName()
  const [now] = useState(() => Date.now())
  const during = intervalInput({ startsAt: now, endsAt: now + AHEAD_MS })
  const { data } = useQuery(queryOf(OperatorDutiesDocument, { during }))
  const duties = data?.operatorDuties ?? []
  if (duties.length === 0) return null
  return (
    <Panel title={t('duties.title')}>
      <ul className="operators-duties">
        {duties.map(({ id, startsAt, endsAt, state, purpose, person, instrument }) => (
          <li key={id} className="row">
            <strong>
              <When startsAt={startsAt} endsAt={endsAt} zone={instrument.timeZone} />
            </strong>
            <Link to="/instruments/$id" params={{ id: instrument.id }}>
              {name(instrument)}
            </Link>
            <span className="secondary">{instrument.locationZh}</span>
            <span>{person ? name(person) : ''}</span>
            <span className="secondary">{purpose}</span>
            <BookingStateTag state={state} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
