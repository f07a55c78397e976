/** `/bookings`: what I have booked: upcoming and past, to move, cancel, look back at, and carry in a calendar. */

import '../approvals/approvals.css'
import './booking.css'
import './bookings.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApprovalsWaiting } from '../approvals/approvals-waiting.tsx'
import { useLive } from '../data/live.ts'
import { usePages } from '../data/query.ts'
import { LiveNote } from '../design/live-note.tsx'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { ZoneNote } from '../design/values.tsx'
import { Duties } from '../operators/duties.tsx'
import { Guard } from '../shell/guard.tsx'
import { WaitingPanel } from '../waiting/waiting-panel.tsx'
import { BookingCard } from './booking-card.tsx'
import { CalendarDialog } from './calendar-dialog.tsx'
import { MyBookingsDocument } from './operations.ts'

const PAGE = 20

export function BookingsPage() {
  return <Guard>{() => <Mine />}</Guard>
}

function Mine() {
  const { t } = useTranslation('booking')
  const { show, booking } = useSearch({ from: '/bookings' })
  const navigate = useNavigate({ from: '/bookings' })
  const [subscribing, setSubscribing] = useState(false)
  const past = show === 'past'
  const pages = usePages(
    MyBookingsDocument,
    { scope: past ? 'PAST' : 'UPCOMING', first: PAGE },
    { connection: (data) => data.myBookings },
  )
  useLive({ mine: true }, [MyBookingsDocument])
  return (
    <Page
      title={t('title')}
      lead={
        <>
          <ZoneNote /> <LiveNote />
        </>
      }
      actions={<Button onClick={() => setSubscribing(true)}>{t('mine.calendar')}</Button>}
    >
      <ApprovalsWaiting />
      <WaitingPanel />
      <Duties />
      <Segmented
        className="bookings-scope"
        value={past ? 'past' : 'upcoming'}
        onChange={(value) => void navigate({ search: value === 'past' ? { show: 'past' } : {} })}
        options={[
          { value: 'upcoming', label: t('mine.upcoming') },
          { value: 'past', label: t('mine.past') },
        ]}
      />
      {pages.pending ? <Loading rows={8} /> : null}
      {pages.error ? <ErrorState error={pages.error} onRetry={pages.retry} /> : null}
      {!pages.pending && !pages.error && pages.nodes.length === 0 ? <Nothing past={past} /> : null}
      <ul className="bookings" aria-busy={pages.refreshing}>
        {pages.nodes.map((it) => (
          <BookingCard key={it.id} booking={it} pointedAt={it.id === booking} />
        ))}
      </ul>
      <LoadMore hasMore={pages.hasMore} loading={pages.loadingMore} onMore={pages.more} />
      {subscribing ? <CalendarDialog onClose={() => setSubscribing(false)} /> : null}
    </Page>
  )
}

function Nothing({ past }: { readonly past: boolean }) {
  const { t } = useTranslation('booking')
  return past ? (
    <EmptyState title={t('mine.emptyPast')} />
  ) : (
    <EmptyState title={t('mine.emptyUpcoming')} text={t('mine.emptyUpcomingText')}>
      <Link to="/instruments">{t('mine.find')}</Link>
    </EmptyState>
  )
}
