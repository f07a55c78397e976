/** Cancelling bookings of a series: which of them, and what each costs now. */

import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import { Outcomes, type Reach, ReachChoice, useChangePreview } from './change-parts.tsx'
import { CancelSeriesDocument } from './operations.ts'
import type { SeriesBooking } from './series-booking.ts'

type SeriesCancelProps = { readonly booking: SeriesBooking; readonly onDone: () => void }

export function SeriesCancel({ booking, onDone }: SeriesCancelProps) {
  const { t } = useTranslation('series')
  const [reach, setReach] = useState<Reach>({ scope: 'THIS', withExceptions: false })
  const [reason, setReason] = useState('')
  const cancel = useAction(CancelSeriesDocument)
  const change = { bookingId: booking.id, ...reach }
  const preview = useChangePreview(change, true)
  const count = preview.outcomes?.filter((it) => it.problems.length === 0).length ?? 0

  async function submit() {
    const text = reason.trim()
    const cancelled = await cancel.run({ input: { ...change, ...(text === '' ? {} : { reason: text }) } })
    if (!cancelled) return
    const done = cancelled.outcomes.filter((it) => it.problems.length === 0)
    say(t('cancel.done', { count: done.length }))
    onDone()
  }

  return (
    <div className="stack">
      <ReachChoice reach={reach} onChange={setReach} />
      <Outcomes preview={preview} zone={booking.instrument.timeZone} />
      <div className="span-field">
        <label htmlFor="series-cancel-reason">{t('cancel.reason')}</label>
        <Input
          id="series-cancel-reason"
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <ProblemList problems={cancel.problems} failure={cancel.failure} />
      <Button
        danger
        type="primary"
        disabled={count === 0}
        loading={cancel.pending}
        onClick={() => void submit()}
      >
        {t('cancel.confirm', { count })}
      </Button>
    </div>
  )
}
