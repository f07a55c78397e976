/** A request in full: the applicant, what for, how earlier bookings went, and the instrument's day around it. */

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, dayInterval } from '../../server/kernel/calendar.ts'
import { RequestSteps } from '../approvals/decided-steps.tsx'
import { queryOf } from '../data/query.ts'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts } from '../design/page.tsx'
import { ErrorState } from '../design/states.tsx'
import { BookingStateTag, DemoTag, StateTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import type { DeskRequestContextQuery } from '../gql/graphql.ts'
import { AssignOperator } from '../operators/assign-operator.tsx'
import { SeriesTag } from '../series/series-tag.tsx'
import { answerText } from '../policies/answer-facts.tsx'
import { fieldLabel } from '../policies/rule-sentences.ts'
import { historyOf, standing } from './day-board.ts'
import type { DeskRow } from './day-board-shape.ts'
import { DayStrip } from './day-strip.tsx'
import { DeskRequestContextDocument } from './operations.ts'
import { useNow } from './use-now.ts'

/** How far back earlier bookings of the applicant are counted. */
const PAST_DAYS = 60

type RequestDetailProps = {
  readonly booking: DeskRow
  readonly pending: boolean
  readonly onApprove: () => void
  readonly onReject: () => void
}

function instants({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }) {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
}

export function RequestDetail({ booking, pending, onApprove, onReject }: RequestDetailProps) {
  const { t } = useTranslation('desk')
  const { t: tp } = useTranslation('policies')
  const name = useName()
  const { person, instrument } = booking
  return (
    <section className="panel stack desk-detail" aria-label={t('detail.title')}>
      <h2>
        <Link to="/instruments/$id" params={{ id: instrument.id }}>
          {name(instrument)}
        </Link>
      </h2>
      <Facts
        pairs={[
          [
            t('detail.when'),
            <When
              key="when"
              startsAt={booking.startsAt}
              endsAt={booking.endsAt}
              zone={instrument.timeZone}
            />,
          ],
          [
            t('detail.who'),
            person ? (
              <span key="who">
                {name(person)} <DemoTag demo={person.isDemo} />
              </span>
            ) : (
              t('hidden')
            ),
          ],
          [t('detail.from'), person?.institution ? name(person.institution) : null],
          [t('detail.purpose'), booking.purpose],
          ...booking.answers.map((it) => [fieldLabel(it.field), answerText(tp, it)] as const),
          [
            t('detail.approval'),
            <RequestSteps key="approval" bookingId={booking.id} zone={instrument.timeZone} />,
          ],
        ]}
      />
      <AssignOperator bookingId={booking.id} />
      <Surroundings booking={booking} />
      <div className="row">
        <Button type="primary" loading={pending} onClick={onApprove}>
          {t('approve')}
        </Button>
        <Button danger onClick={onReject}>
          {t('reject')}
        </Button>
        <SeriesTag bookingId={booking.id} membership={booking.membership} />
      </div>
    </section>
  )
}

function Surroundings({ booking }: { readonly booking: DeskRow }) {
  const { t } = useTranslation('desk')
  const now = useNow()
  const { instrument } = booking
  const day = wallTime(booking.startsAt, instrument.timeZone).date
  const span = dayInterval(day, instrument.timeZone)
  const today = wallTime(now, instrument.timeZone).date
  const past = {
    startsAt: dayInterval(addDays(today, -PAST_DAYS), instrument.timeZone).startsAt,
    endsAt: dayInterval(today, instrument.timeZone).endsAt,
  }
  const { data, error, refetch } = useQuery(
    queryOf(DeskRequestContextDocument, {
      instrumentId: instrument.id,
      day: instants(span),
      past: instants(past),
    }),
  )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <p className="secondary">{t('detail.loading')}</p>
  const history = historyOf(data.past, booking.person?.id)
  const isNew = Object.values(history).every((it) => it === 0)
  return (
    <>
      <div className="stack-tight">
        <h3>{t('detail.history', { count: PAST_DAYS })}</h3>
        <div className="row">
          <span>{isNew ? t('detail.first') : t('detail.completed', { count: history.completed })}</span>
          {(['late', 'overtime', 'cancelled', 'missed'] as const).map((key) =>
            history[key] > 0 ? (
              <StateTag key={key} tone={key === 'missed' ? 'red' : 'amber'}>
                {t(`detail.${key}`, { count: history[key] })}
              </StateTag>
            ) : null,
          )}
        </div>
      </div>
      <div className="stack-tight">
        <h3>{t('detail.day', { day })}</h3>
        <DayStrip bookings={data.day.filter(standing)} span={span} now={now} />
        <DayList data={data} booking={booking} />
      </div>
    </>
  )
}

type DayListProps = { readonly data: DeskRequestContextQuery; readonly booking: DeskRow }

/** What else the instrument does that day, and that it does nothing else. */
function DayList({ data, booking }: DayListProps) {
  const { t } = useTranslation('desk')
  const name = useName()
  const zone = booking.instrument.timeZone
  const others = data.day.filter((it) => standing(it) && it.id !== booking.id)
  const clock = (startsAt: string, endsAt: string) =>
    `${wallTime(startsAt, zone).time}–${wallTime(endsAt, zone).time}`
  if (others.length === 0 && data.maintenance.length === 0) {
    return <p className="secondary">{t('detail.alone')}</p>
  }
  return (
    <ul className="desk-others">
      {others.map((it) => (
        <li key={it.id} className="row">
          <span className="figures">{clock(it.startsAt, it.endsAt)}</span>
          <span>{it.person ? name(it.person) : t('hidden')}</span>
          <BookingStateTag state={it.state} />
        </li>
      ))}
      {data.maintenance.map((it) => (
        <li key={it.id} className="row">
          <span className="figures">{clock(it.startsAt, it.endsAt)}</span>
          <span>{it.reason}</span>
          <StateTag>{t('detail.maintenance')}</StateTag>
        </li>
      ))}
    </ul>
  )
}
