/** The bookings that stand in the way of something, by their ids: when, and whose. */

import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { BookingStateTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import { ManageInTheWayDocument } from './operations/rules.ts'

const SHOWN_MAX = 20

export function InTheWay({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('manage')
  const name = useName()
  const answers = useQueries({
    queries: ids.slice(0, SHOWN_MAX).map((id) => queryOf(ManageInTheWayDocument, { id })),
  })
  const bookings = answers.flatMap((it) => (it.data?.booking ? [it.data.booking] : []))
  if (bookings.length === 0) return null
  return (
    <ul className="manage-in-the-way" aria-label={t('inTheWay.label')}>
      {bookings.map(({ id, startsAt, endsAt, state, person, instrument }) => (
        <li key={id}>
          <Link to="/desk" search={{ day: wallTime(startsAt, instrument.timeZone).date }}>
            <When startsAt={startsAt} endsAt={endsAt} zone={instrument.timeZone} />
          </Link>{' '}
          {person ? name(person) : ''}
          {person?.institution ? ` · ${name(person.institution)}` : ''} <BookingStateTag state={state} />
        </li>
      ))}
      {ids.length > SHOWN_MAX ? <li>{t('inTheWay.more', { count: ids.length - SHOWN_MAX })}</li> : null}
    </ul>
  )
}
