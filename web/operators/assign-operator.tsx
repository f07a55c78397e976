/** Who operates for one booking, to be changed by those who keep its instrument; nothing where nobody could. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import { When } from '../design/values.tsx'
import { say } from '../shell/toasts.tsx'
import { AssignOperatorDocument, BookingOperatorDocument } from './operations.ts'
import './operators.css'

type AssignOperatorProps = {
  readonly bookingId: string
  /** Say which booking it is, where nothing around says so. */
  readonly withBooking?: boolean
}

export function AssignOperator({ bookingId, withBooking = false }: AssignOperatorProps) {
  const { t } = useTranslation('operators')
  const name = useName()
  const { data } = useQuery(queryOf(BookingOperatorDocument, { id: bookingId }))
  const assign = useAction(AssignOperatorDocument)
  const booking = data?.booking
  if (!booking) return null
  const { operator, instrument } = booking
  const named = instrument.operation.operators
  const all = [...new Map([...named, ...(operator ? [operator] : [])].map((it) => [it.id, it])).values()]
  if (all.length === 0) return null

  async function choose(id: string) {
    const done = await assign.run({ input: { bookingId, personId: id === '' ? null : id } })
    if (done) say(t('assign.done'))
  }

  return (
    <div className="stack-tight">
      <span className="row">
        {withBooking ? (
          <>
            {name(instrument)}
            <When startsAt={booking.startsAt} endsAt={booking.endsAt} zone={instrument.timeZone} />
          </>
        ) : null}
        <label className="secondary" htmlFor={`operator-${bookingId}`}>
          {t('assign.label')}
        </label>
        <Select
          id={`operator-${bookingId}`}
          size="small"
          className="operators-assign"
          loading={assign.pending}
          value={operator?.id ?? ''}
          onChange={(id: string) => void choose(id)}
          options={[
            { value: '', label: t('assign.nobody') },
            ...all.map((it) => ({ value: it.id, label: name(it) })),
          ]}
        />
      </span>
      <ProblemList problems={assign.problems} failure={assign.failure} />
    </div>
  )
}
