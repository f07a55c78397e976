/** Booking: when, what for, what it costs line by line, every reason against it, and the button. */

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { useAction } from '../data/action.ts'
import { useViewer } from '../data/viewer.ts'
import { spanText } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { ZoneNote } from '../design/values.tsx'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import type { Draft } from './draft.ts'
import { NextStep } from './next-step.tsx'
import { BookInstrumentDocument } from './operations.ts'
import { LiveQuote, Missing, OtherTimes, Purpose, Submit } from './panel-parts.tsx'
import { SpanForm } from './span-form.tsx'
import { useQuote } from './use-quote.ts'
import { intervalInput, type Week } from './week.ts'

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

/** Sends the draft when it is whole; says what is missing, or what came of it. */
function useBooking({ instrument, draft, onBooked }: BookingPanelProps) {
  const { t } = useTranslation('booking')
  const booking = useAction(BookInstrumentDocument)
  const [tried, setTried] = useState(false)
  const { span, purpose, clientKey } = draft
  const lacksSpan = span === undefined || span.endsAt <= span.startsAt
  const lacksPurpose = purpose.trim() === ''

  async function send() {
    if (!span) return
    const input = { instrumentId: instrument.id, ...intervalInput(span), purpose: purpose.trim(), clientKey }
    const booked = await booking.run({ input })
    if (!booked) return
    const when = spanText(booked.startsAt, booked.endsAt, instrument.timeZone)
    say(t(booked.state === 'REQUESTED' ? 'done.requested' : 'done.confirmed', { when }))
    setTried(false)
    onBooked()
  }

  function submit() {
    setTried(true)
    if (lacksSpan) document.getElementById('book-date')?.focus()
    else if (lacksPurpose) document.getElementById('book-purpose')?.focus()
    else void send()
  }
  return { booking, submit, missing: { span: tried && lacksSpan, purpose: tried && lacksPurpose } }
}

export function BookingPanel(props: BookingPanelProps) {
  const { instrument, draft, onDraft, dragged, week, day } = props
  const { t } = useTranslation('booking')
  const { viewer } = useViewer()
  const { booking, submit, missing } = useBooking(props)
  const { policy, timeZone: zone } = instrument
  const span = dragged ?? draft.span
  const { quote, waiting } = useQuote({ instrumentId: instrument.id, span, enabled: Boolean(viewer) })
  const problems = booking.problems.length > 0 ? booking.problems : span ? (quote?.problems ?? []) : []

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
        submit()
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
      {missing.span ? <Missing text={t('form.spanMissing')} /> : null}
      <OtherTimes span={span} week={week} codes={problems.map((it) => it.code)} onPick={pick} />
      <LiveQuote quote={quote} waiting={waiting} span={span} signedIn={Boolean(viewer)} />
      <Purpose value={draft.purpose} onChange={(purpose) => onDraft({ purpose })} />
      {missing.purpose ? <Missing text={t('form.purposeMissing')} /> : null}
      <ProblemList
        problems={problems}
        failure={booking.failure}
        nextStep={({ code }) =>
          span ? <NextStep code={code} span={span} limits={policy} zone={zone} onPick={pick} /> : null
        }
      />
      <Submit needsApproval={policy.approval === 'KEEPER'} pending={booking.pending} />
    </form>
  )
}
