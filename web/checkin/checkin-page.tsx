/** `/checkin/$token`: begin and end one's use where the code hangs; the rule is told before it bites. */

import './checkin.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkInTimes } from '../../server/usage/rules/attendance.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { spanText, wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, ProblemList } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { ZoneNote } from '../design/values.tsx'
import { CheckOutForm } from '../desk/check-out-form.tsx'
import { DeskCheckInDocument } from '../desk/operations.ts'
import { useNow } from '../desk/use-now.ts'
import { MoreTime } from '../faults/more-time.tsx'
import { ReportFaultButton } from '../faults/report-button.tsx'
import type { CheckInPlaceQuery } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { say } from '../shell/toasts.tsx'
import { OwnWalkIn } from './own-walk-in.tsx'
import { CheckInPlaceDocument } from './operations.ts'

type Place = NonNullable<CheckInPlaceQuery['checkInPlace']>
type Booking = NonNullable<Place['booking']>

export function CheckinPage() {
  return <Guard>{() => <Standing />}</Guard>
}

function Standing() {
  const { t } = useTranslation('checkin')
  const { token } = useParams({ from: '/checkin/$token' })
  const { data, error, refetch } = useQuery(queryOf(CheckInPlaceDocument, { token }))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) {
    return (
      <div className="page checkin">
        <Loading rows={6} />
      </div>
    )
  }
  if (!data.checkInPlace) {
    return (
      <EmptyState title={t('unknownTitle')} text={t('unknownText')}>
        <Link to="/bookings">{t('myBookings')}</Link>
      </EmptyState>
    )
  }
  return <Found place={data.checkInPlace} />
}

function Found({ place }: { readonly place: Place }) {
  const { t } = useTranslation('checkin')
  const name = useName()
  const [done, setDone] = useState(false)
  const { instrument, booking, isInUse } = place
  return (
    <div className="checkin-frame">
      <Page title={name(instrument)} lead={<ZoneNote />}>
        <div className="checkin stack">
          <p className="secondary">
            {instrument.model} · {name(instrument.institution)} · {instrument.locationZh}{' '}
            <DemoTag demo={instrument.isDemo} />
          </p>
          <section className="panel checkin-panel stack" aria-label={t('yours')}>
            {booking ? (
              <Yours booking={booking} place={place} onDone={() => setDone(true)} />
            ) : (
              <EmptyState
                title={t(done ? 'doneTitle' : 'noneTitle')}
                text={t(done ? 'doneText' : 'noneText')}
              >
                <Link to="/instruments/$id" params={{ id: instrument.id }}>
                  {t('book')}
                </Link>
                <Link to="/bookings">{t('myBookings')}</Link>
              </EmptyState>
            )}
          </section>
          {place.freeUntil && !booking ? (
            <OwnWalkIn instrument={instrument} freeUntil={place.freeUntil} />
          ) : null}
          <div className="row">
            <ReportFaultButton instrument={instrument} />
          </div>
          {isInUse ? (
            <div className="notice" role="status">
              {t('inUse')}
              {instrument.institution.contactPhone ? ` ${instrument.institution.contactPhone}` : ''}
            </div>
          ) : null}
        </div>
      </Page>
    </div>
  )
}

type YoursProps = { readonly booking: Booking; readonly place: Place; readonly onDone: () => void }

function Yours({ booking, place, onDone }: YoursProps) {
  const { t } = useTranslation('checkin')
  const zone = place.instrument.timeZone
  const using = booking.state === 'IN_USE'
  return (
    <>
      <div className="spread">
        <span className="checkin-when figures">{spanText(booking.startsAt, booking.endsAt, zone)}</span>
        <StateTag tone={using ? 'green' : 'blue'}>{t(using ? 'using' : 'confirmed')}</StateTag>
      </div>
      <p className="secondary">{booking.purpose}</p>
      {using && booking.isPaused ? (
        <>
          <p>{t('away')}</p>
          <Begin booking={booking} zone={zone} />
          <CheckOutForm booking={booking} onDone={onDone} />
        </>
      ) : using ? (
        <>
          <p>{t('since', { time: wallTime(booking.usage?.startedAt ?? booking.startsAt, zone).time })}</p>
          <MoreTime booking={booking} instrument={place.instrument} />
          <CheckOutForm booking={booking} onDone={onDone} />
        </>
      ) : (
        <>
          <Begin booking={booking} zone={zone} />
          <MoreTime booking={booking} instrument={place.instrument} />
        </>
      )}
    </>
  )
}

function Begin({ booking, zone }: { readonly booking: Booking; readonly zone: string }) {
  const { t } = useTranslation('checkin')
  const now = useNow()
  const checkIn = useAction(DeskCheckInDocument)
  const times = checkInTimes({ startsAt: Date.parse(booking.startsAt), endsAt: Date.parse(booking.endsAt) })
  const early = now < times.startsAt
  const facts = { from: wallTime(times.startsAt, zone).time, until: wallTime(times.endsAt, zone).time }
  async function begin() {
    if (await checkIn.run({ input: { bookingId: booking.id } })) say(t('begun'))
  }
  return (
    <>
      {booking.isPaused ? null : (
        <>
          <p>{t('rule', facts)}</p>
          <p role="status" className={early ? 'secondary' : 'strong'}>
            {early
              ? t('opensIn', { count: Math.ceil((times.startsAt - now) / 60_000) })
              : t('lapsesIn', { count: Math.max(0, Math.floor((times.endsAt - now) / 60_000)) })}
          </p>
        </>
      )}
      <Button
        type="primary"
        size="large"
        disabled={early && !booking.isPaused}
        loading={checkIn.pending}
        onClick={() => void begin()}
      >
        {t(booking.isPaused ? 'again' : 'begin')}
      </Button>
      <ProblemList problems={checkIn.problems} failure={checkIn.failure} />
    </>
  )
}
