/** Booking: when, what for, what it costs line by line, every reason against it, and the button. */

import { Button, Input } from 'antd'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { useAction } from '../data/action.ts'
import { askToSignIn } from '../data/sign-in-prompt.ts'
import { useViewer } from '../data/viewer.ts'
import { spanText } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { ZoneNote } from '../design/values.tsx'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import type { Draft } from './draft.ts'
import { BookInstrumentDocument } from './operations.ts'
import { QuoteLines } from './quote-lines.tsx'
import { SpanForm } from './span-form.tsx'
import { useQuote } from './use-quote.ts'
import { clashes, intervalInput, nearestFree, type Week } from './week.ts'

const PURPOSE_MAX = 500
const OFFERS = 3

type BookingPanelProps = {
  readonly instrument: NonNullable<InstrumentQuery['instrument']>
  readonly draft: Draft
  readonly onDraft: (change: Partial<Draft>) => void
  readonly onBooked: () => void
  /** The span under the pointer during a drag; shown instead of the draft's. */
  readonly dragged: Interval | undefined
  readonly week: Week | undefined
  readonly day: string
}

/** Sends the draft; says what came of it. */
function useBooking(instrument: BookingPanelProps['instrument'], draft: Draft, onBooked: () => void) {
  const { t } = useTranslation('booking')
  const booking = useAction(BookInstrumentDocument)
  async function submit() {
    if (!draft.span) return
    const { purpose, clientKey } = draft
    const input = {
      instrumentId: instrument.id,
      ...intervalInput(draft.span),
      purpose: purpose.trim(),
      clientKey,
    }
    const booked = await booking.run({ input })
    if (!booked) return
    const when = spanText(booked.startsAt, booked.endsAt, instrument.timeZone)
    say(t(booked.state === 'REQUESTED' ? 'done.requested' : 'done.confirmed', { when }))
    onBooked()
  }
  return { booking, submit }
}

export function BookingPanel({
  instrument,
  draft,
  onDraft,
  onBooked,
  dragged,
  week,
  day,
}: BookingPanelProps) {
  const { t } = useTranslation('booking')
  const { viewer } = useViewer()
  const { booking, submit } = useBooking(instrument, draft, onBooked)
  const { policy, timeZone: zone } = instrument
  const span = dragged ?? draft.span
  const { quote, waiting } = useQuote({ instrumentId: instrument.id, span, enabled: Boolean(viewer) })
  const missing = {
    span: draft.span === undefined || draft.span.endsAt <= draft.span.startsAt,
    purpose: draft.purpose.trim() === '',
  }
  const [tried, setTried] = useState(false)

  function pick(next: Interval) {
    booking.clear()
    onDraft({ span: next })
  }

  return (
    <form
      id="book"
      className="panel booking-panel"
      aria-label={t('panel.title')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (missing.span) document.getElementById('book-date')?.focus()
        else if (missing.purpose) document.getElementById('book-purpose')?.focus()
        else void submit().then(() => setTried(false))
      }}
    >
      <div className="spread">
        <h2>{t('panel.title')}</h2>
        <ZoneNote />
      </div>
      <SpanForm
        span={span}
        onChange={pick}
        zone={zone}
        stepMinutes={policy.stepMinutes}
        day={day}
        idPrefix="book"
      />
      {tried && missing.span ? <Missing text={t('form.spanMissing')} /> : null}
      <LocalHint span={span} week={week} onPick={pick} />
      <LiveQuote quote={quote} waiting={waiting} span={span} signedIn={Boolean(viewer)} />
      <Purpose value={draft.purpose} onChange={(purpose) => onDraft({ purpose })} />
      {tried && missing.purpose ? <Missing text={t('form.purposeMissing')} /> : null}
      <ProblemList
        problems={booking.problems.length > 0 ? booking.problems : span ? (quote?.problems ?? []) : []}
        failure={booking.failure}
      />
      <Submit needsApproval={policy.approval === 'KEEPER'} pending={booking.pending} />
    </form>
  )
}

/** What has still to be filled in. */
function Missing({ text }: { readonly text: string }) {
  return (
    <p className="small clash-word" role="alert">
      {text}
    </p>
  )
}

type SubmitProps = { readonly needsApproval: boolean; readonly pending: boolean }

function Submit({ needsApproval, pending }: SubmitProps) {
  const { t } = useTranslation('booking')
  return (
    <>
      <Button type="primary" size="large" block htmlType="submit" loading={pending}>
        {t(needsApproval ? 'panel.request' : 'panel.book')}
      </Button>
      <p className="small secondary">
        {t(needsApproval ? 'panel.requestNote' : 'panel.bookNote')}{' '}
        <Link to="/bookings">{t('panel.mine')}</Link>
      </p>
    </>
  )
}

type PurposeProps = { readonly value: string; readonly onChange: (purpose: string) => void }

function Purpose({ value, onChange }: PurposeProps) {
  const { t } = useTranslation('booking')
  return (
    <div className="span-field">
      <label htmlFor="book-purpose">{t('form.purpose')}</label>
      <Input.TextArea
        id="book-purpose"
        value={value}
        maxLength={PURPOSE_MAX}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={t('form.purposeHint')}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

type LiveQuoteProps = {
  readonly quote: ReturnType<typeof useQuote>['quote']
  readonly waiting: boolean
  readonly span: Interval | undefined
  readonly signedIn: boolean
}

/** What the span costs, line by line; who is not signed in is told how to see it. */
function LiveQuote({ quote, waiting, span, signedIn }: LiveQuoteProps) {
  const { t } = useTranslation('booking')
  if (!signedIn) {
    return (
      <p className="small secondary">
        {t('quote.signIn')}{' '}
        <Button type="link" size="small" className="inline-link" onClick={() => void askToSignIn()}>
          {t('quote.signInAction')}
        </Button>
      </p>
    )
  }
  return (
    <div className="quote" aria-live="polite">
      {quote && span ? <QuoteLines quote={quote} waiting={waiting} /> : null}
      {span === undefined ? <p className="small secondary">{t('quote.pick')}</p> : null}
    </div>
  )
}

type LocalHintProps = {
  readonly span: Interval | undefined
  readonly week: Week | undefined
  readonly onPick: (span: Interval) => void
}

/** Where the wanted span is taken: what is in the way, and the nearest times of the same length. */
function LocalHint({ span, week, onPick }: LocalHintProps) {
  const { t } = useTranslation('booking')
  if (!span || !week) return null
  const { busy, closed } = clashes(span, week)
  if (busy.length === 0 && !closed) return null
  const offers = nearestFree(week, span, OFFERS)
  return (
    <div className="offers" aria-live="polite">
      {busy.map((it) => (
        <p key={it.startsAt} className="small clash-word">
          {t('clash.taken', {
            when: spanText(it.startsAt, it.endsAt, week.zone),
            what: t(`kind.${it.kind}`),
          })}
        </p>
      ))}
      {closed ? <p className="small clash-word">{t('clash.closed')}</p> : null}
      {offers.length > 0 ? (
        <div className="row">
          <span className="small secondary">{t('clash.nearest')}</span>
          {offers.map((it) => (
            <Button key={it.startsAt} size="small" onClick={() => onPick(it)}>
              {spanText(it.startsAt, it.endsAt, week.zone).slice(5)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
