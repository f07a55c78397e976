/** Booking: when, what for, what it costs line by line, every reason against it, and the button. */

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { useViewer } from '../data/viewer.ts'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { countsOf } from '../series/repeat.ts'
import { Repetition } from '../series/repetition.tsx'
import { SeriesSummary } from '../series/series-summary.tsx'
import { useSeriesPreview } from '../series/use-series.ts'
import type { Draft } from './draft.ts'
import { useJustTaken } from './just-taken.ts'
import { LiveQuote, Missing, OtherTimes, PanelHead, Submit } from './panel-parts.tsx'
import { PanelQuestions } from './panel-questions.tsx'
import { PanelReasons } from './panel-reasons.tsx'
import { SpanForm } from './span-form.tsx'
import { Together, useNamedProblems } from './together.tsx'
import { useBooking } from './use-booking.ts'
import { useQuote } from './use-quote.ts'
import { TellMe } from '../waiting/wait-step.tsx'
import type { Week } from './week.ts'

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

export function BookingPanel(props: BookingPanelProps) {
  const { instrument, draft, onDraft, dragged, week, day } = props
  const { t } = useTranslation('booking')
  const { viewer } = useViewer()
  const { id: instrumentId, policy, timeZone: zone } = instrument
  const { repeat, purpose, forPersonId, withOperator } = draft
  const [chosen, setChosen] = useState<readonly string[]>([])
  const together = repeat ? [] : chosen
  const { booking, series, submit, redraft, missing } = useBooking(props, together)
  const pick = (next: Interval) => redraft({ span: next })
  const span = dragged ?? draft.span
  const justTaken = useJustTaken(draft.span, week, day)
  const enabled = Boolean(viewer) && !repeat
  const { quote, waiting } = useQuote({ instrumentId, span, forPersonId, withOperator, enabled })
  const preview = useSeriesPreview({ instrumentId, zone, ...draft })
  const named = useNamedProblems(instrument, together)
  const problems = booking.problems.length > 0 ? named(booking.problems) : span ? (quote?.problems ?? []) : []

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
      <PanelHead />
      <SpanForm {...{ span, zone, day }} onChange={pick} stepMinutes={policy.stepMinutes} idPrefix="book" />
      {missing.span ? <Missing text={t('form.spanMissing')} /> : null}
      <Repetition
        {...{ preview, repeat, span, zone, day }}
        onRepeat={(next) => redraft({ repeat: next })}
        stepMinutes={policy.stepMinutes}
      />
      {repeat ? null : (
        <>
          <OtherTimes {...{ span, week, justTaken }} codes={problems.map((it) => it.code)} onPick={pick} />
          <LiveQuote {...{ quote, waiting, span, draft, together, redraft }} signedIn={Boolean(viewer)} />
          <Together
            {...{ instrument, chosen, span }}
            onChange={setChosen}
            signedIn={Boolean(viewer)}
            ownFen={quote?.totalFen}
          />
        </>
      )}
      <PanelQuestions
        {...{ instrument, draft, together, onDraft }}
        onRedraft={redraft}
        lacksPurpose={missing.purpose}
      />
      <PanelReasons
        {...{ instrument, span, week, purpose, withOperator }}
        problems={repeat ? series.problems : problems}
        failure={repeat ? series.failure : booking.failure}
        onPick={pick}
        override={repeat || together.length > 0 ? undefined : { pending: booking.pending, submit }}
      />
      <Submit
        {...{ policy, forPersonId }}
        pending={booking.pending || series.pending}
        count={repeat && preview.data ? countsOf(preview.data.occurrences).free : undefined}
      />
      {repeat ? null : <TellMe {...{ instrument, purpose, withOperator }} />}
      {series.made ? <SeriesSummary series={series.made} onClose={series.close} /> : null}
    </form>
  )
}
