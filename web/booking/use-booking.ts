/** Sending what the booking panel holds: alone, together with others, or as a series. */

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { spanText } from '../design/format.ts'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { answersSent } from '../policies/answer-fields.tsx'
import { useSeriesBooking } from '../series/use-series.ts'
import { say } from '../shell/toasts.tsx'
import { answersTogether } from './companions.ts'
import type { Draft } from './draft.ts'
import { BookInstrumentsDocument } from './group-operations.ts'
import { BookInstrumentDocument } from './operations.ts'
import { intervalInput } from './week.ts'

type Panel = {
  readonly instrument: NonNullable<InstrumentQuery['instrument']>
  readonly draft: Draft
  readonly onDraft: (change: Partial<Draft>) => void
  readonly onBooked: () => void
}

/** Sends the draft when it is whole; says what is missing, or what came of it. */
export function useBooking({ instrument, draft, onDraft, onBooked }: Panel, together: readonly string[]) {
  const { t } = useTranslation('booking')
  const alone = useAction(BookInstrumentDocument)
  const all = useAction(BookInstrumentsDocument)
  const booking = together.length > 0 ? all : alone
  const { span, purpose, clientKey, repeat, forPersonId, withOperator } = draft
  const help = withOperator === undefined ? {} : { withOperator }
  const whom = forPersonId === undefined ? {} : { forPersonId }
  const { id: instrumentId, timeZone: zone } = instrument
  const answers = answersSent(instrument.policy.form, draft.answers)
  const series = useSeriesBooking({ instrumentId, zone, purpose, clientKey, answers, ...help, ...whom })
  const [tried, setTried] = useState(false)
  const lacksSpan = span === undefined || span.endsAt <= span.startsAt
  const lacksPurpose = purpose.trim() === ''

  async function send(reason?: string) {
    if (!span) return
    if (repeat) {
      if (!(await series.book(span, repeat))) return
      setTried(false)
      return onBooked()
    }
    const what = { purpose: purpose.trim(), clientKey }
    const own = { instrumentId, ...intervalInput(span), answers, ...help }
    const others = together.map((id) => ({
      instrumentId: id,
      ...intervalInput(span),
      answers: answersTogether(instrument, id, draft.answers),
    }))
    const made =
      others.length > 0
        ? (await all.run({ input: { ...what, items: [own, ...others] } }))?.bookings
        : await alone.run({
            input: {
              ...what,
              ...own,
              ...whom,
              ...(draft.useVoucher ? { useVoucher: true } : {}),
              ...(reason === undefined ? {} : { override: { reason } }),
            },
          })
    const booked = Array.isArray(made) ? made[0] : made
    if (!booked) return
    const when = spanText(booked.startsAt, booked.endsAt, zone)
    say(t(booked.state === 'REQUESTED' ? 'done.requested' : 'done.confirmed', { when }))
    setTried(false)
    onBooked()
  }

  function submit(reason?: string) {
    setTried(true)
    if (lacksSpan) document.getElementById('book-date')?.focus()
    else if (lacksPurpose) document.getElementById('book-purpose')?.focus()
    else void send(reason)
  }
  /** What was wrong with the draft is not wrong with another one. */
  function redraft(change: Partial<Draft>) {
    booking.clear()
    series.clear()
    onDraft(change)
  }
  const missing = { span: tried && lacksSpan, purpose: tried && lacksPurpose }
  return { booking, series, submit, redraft, missing }
}
