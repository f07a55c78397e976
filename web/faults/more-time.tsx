/** More time for a booking: how far it can be extended while it goes on, and beginning before its start. */

import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { wallTime } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { DeskCheckInDocument } from '../desk/operations.ts'
import { say } from '../shell/toasts.tsx'
import { ExtendBookingDocument } from './operations.ts'
import { laterEnds } from './later-ends.ts'

type MoreTimeProps = {
  readonly booking: {
    readonly id: string
    readonly endsAt: string
    readonly may: { readonly extendUntil: string | null; readonly startEarly: boolean }
  }
  readonly instrument: { readonly timeZone: string; readonly policy: { readonly stepMinutes: number } }
}

/** Nothing where there is none to be had. */
export function MoreTime({ booking, instrument }: MoreTimeProps) {
  const { extendUntil, startEarly } = booking.may
  if (extendUntil) return <Extend booking={booking} instrument={instrument} until={extendUntil} />
  return startEarly ? <StartEarly bookingId={booking.id} /> : null
}

function Extend({ booking, instrument, until }: MoreTimeProps & { readonly until: string }) {
  const { t } = useTranslation('faults')
  const ends = laterEnds(booking.endsAt, until, instrument.policy.stepMinutes)
  const [chosen, setChosen] = useState<string>()
  const endsAt = chosen !== undefined && ends.includes(chosen) ? chosen : ends[0]
  const extend = useAction(ExtendBookingDocument)
  const time = (it: string) => wallTime(it, instrument.timeZone).time
  if (endsAt === undefined) return null
  async function run(to: string) {
    if (await extend.run({ input: { bookingId: booking.id, endsAt: to } })) {
      say(t('extend.done', { time: time(to) }))
    }
  }
  return (
    <div className="stack-tight">
      <div className="row">
        <span className="small secondary">{t('extend.limit', { time: time(until) })}</span>
        <Select
          aria-label={t('extend.to')}
          value={endsAt}
          onChange={setChosen}
          options={ends.map((value) => ({ value, label: time(value) }))}
        />
        <Button loading={extend.pending} onClick={() => void run(endsAt)}>
          {t('extend.run')}
        </Button>
      </div>
      <ProblemList problems={extend.problems} failure={extend.failure} />
    </div>
  )
}

function StartEarly({ bookingId }: { readonly bookingId: string }) {
  const { t } = useTranslation('faults')
  const checkIn = useAction(DeskCheckInDocument)
  async function begin() {
    if (await checkIn.run({ input: { bookingId, startsEarly: true } })) say(t('early.done'))
  }
  return (
    <div className="stack-tight">
      <div className="row">
        <span className="small secondary">{t('early.rule')}</span>
        <Button loading={checkIn.pending} onClick={() => void begin()}>
          {t('early.run')}
        </Button>
      </div>
      <ProblemList problems={checkIn.problems} failure={checkIn.failure} />
    </div>
  )
}
