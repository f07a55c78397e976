/** What I wait for, on 我的预约: offers first, each with the time left to take it and one button for that. */

import './waiting.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { dateText, hoursText, spanText, weekdayName } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ErrorState, ProblemList } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import type { MyWaitingQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import {
  AcceptOfferDocument,
  DeclineOfferDocument,
  LeaveWaitingListDocument,
  MyWaitingDocument,
} from './operations.ts'
import { isWholeWindow, timeLeft, windowDays } from './wish.ts'

type Entry = MyWaitingQuery['myWaitingEntries']['edges'][number]['node']
type Offer = NonNullable<Entry['offer']>

const REFRESH_MS = 15_000

/** Nothing is shown to who waits for nothing. */
export function WaitingPanel() {
  const { t } = useTranslation('waiting')
  const { data, error, refetch } = useQuery({
    ...queryOf(MyWaitingDocument, {}),
    refetchInterval: REFRESH_MS,
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const entries = data?.myWaitingEntries.edges.map((it) => it.node) ?? []
  if (entries.length === 0) return null
  const sorted = entries.toSorted((a, b) => Number(b.offer !== null) - Number(a.offer !== null))
  return (
    <section className="waiting-panel" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <ul className="bookings">
        {sorted.map((it) => (
          <EntryCard key={it.id} entry={it} />
        ))}
      </ul>
    </section>
  )
}

function EntryCard({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('waiting')
  const name = useName()
  const { instrument, offer } = entry
  return (
    <li className={offer ? 'booking waiting-offered' : 'booking'} aria-label={name(instrument)}>
      <div className="booking-when">
        {offer ? (
          <>
            <strong className="figures">{spanText(offer.startsAt, offer.endsAt, instrument.timeZone)}</strong>
            <TimeLeft offer={offer} />
          </>
        ) : (
          <>
            <WishText entry={entry} />
            <StateTag tone="line">
              {entry.wants === 'NOTICE' ? t('state.notice') : t('state.place', { place: entry.ahead + 1 })}
            </StateTag>
          </>
        )}
      </div>
      <div className="booking-what">
        <div className="row">
          <Link to="/instruments/$id" params={{ id: instrument.id }}>
            {name(instrument)}
          </Link>
          <DemoTag demo={instrument.isDemo} />
        </div>
        <div className="secondary small">{instrument.locationZh}</div>
      </div>
      {offer ? <Answer entry={entry} offer={offer} /> : <Leave entry={entry} />}
    </li>
  )
}

function WishText({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('waiting')
  const zone = entry.instrument.timeZone
  if (isWholeWindow(entry)) {
    return <span className="figures">{spanText(entry.startsAt, entry.endsAt, zone)}</span>
  }
  const { from, until } = windowDays(entry, zone)
  const isAllDay = entry.dayFrom === '00:00' && entry.dayUntil === '24:00'
  const facts = [
    entry.wants === 'OFFER' ? t('wish.length', { hours: hoursText(entry.lengthMinutes / 60) }) : '',
    entry.weekdays.length === 7 ? '' : entry.weekdays.map((it) => weekdayName(it)).join(' '),
    isAllDay ? '' : `${entry.dayFrom}–${entry.dayUntil}`,
  ].filter((it) => it !== '')
  return (
    <span className="figures">
      {from === until ? dateText(entry.startsAt, zone) : `${from} – ${until}`}
      <span className="secondary small waiting-facts">{facts.join(' · ')}</span>
    </span>
  )
}

/** Counts down every second; says when the time is up. */
function TimeLeft({ offer }: { readonly offer: Offer }) {
  const { t } = useTranslation('waiting')
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const left = timeLeft(offer.expiresAt, now)
  return (
    <span role="timer" aria-live="off">
      <StateTag tone={left === undefined ? 'plain' : 'green'}>
        {left === undefined ? t('offer.over') : t('offer.left', { left })}
      </StateTag>
    </span>
  )
}

function Answer({ entry, offer }: { readonly entry: Entry; readonly offer: Offer }) {
  const { t } = useTranslation('waiting')
  const accept = useAction(AcceptOfferDocument)
  const decline = useAction(DeclineOfferDocument)
  const input = { offerId: offer.id }

  async function take() {
    const booked = await accept.run({ input })
    if (!booked) return
    const when = spanText(booked.startsAt, booked.endsAt, entry.instrument.timeZone)
    say(t(booked.state === 'REQUESTED' ? 'done.requested' : 'done.accepted', { when }))
  }

  async function refuse() {
    if (await decline.run({ input })) say(t('done.declined'))
  }

  return (
    <div className="booking-actions">
      <div className="row">
        <Button type="primary" loading={accept.pending} onClick={() => void take()}>
          {t('offer.accept')}
        </Button>
        <Button loading={decline.pending} onClick={() => void refuse()}>
          {t('offer.decline')}
        </Button>
      </div>
      <ProblemList
        problems={[...accept.problems, ...decline.problems]}
        failure={accept.failure ?? decline.failure}
      />
    </div>
  )
}

function Leave({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('waiting')
  const { t: ts } = useTranslation('shell')
  const leave = useAction(LeaveWaitingListDocument)

  async function go() {
    if (await leave.run({ input: { entryId: entry.id } })) say(t('done.left'))
  }

  return (
    <div className="booking-actions">
      <Popconfirm
        title={t('leave.question')}
        okText={t('leave.confirm')}
        cancelText={ts('actions.cancel')}
        onConfirm={() => void go()}
      >
        <Button loading={leave.pending}>{t('leave.action')}</Button>
      </Popconfirm>
      <ProblemList problems={leave.problems} failure={leave.failure} />
    </div>
  )
}
