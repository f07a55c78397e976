/** Checking out in one line: how many samples, and a note. */

import { Button, Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { needsExplaining } from '../../server/usage/rules/attendance.ts'
import { useAction } from '../data/action.ts'
import type { UsageOrigin } from '../gql/graphql.ts'
import { hoursText, moneyText } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import { DeskCheckOutDocument } from './operations.ts'
import { useNow } from './use-now.ts'

type Answers = { samples: number | null; note?: string }

type CheckOutFormProps = {
  readonly booking: {
    readonly id: string
    readonly startsAt: string
    readonly endsAt: string
    readonly usage: {
      readonly samples: number
      readonly startedAt: string
      readonly origin?: UsageOrigin
    } | null
    /** Whether the person has gone for a while already. */
    readonly isPaused: boolean
  }
  /** Whether it is a keeper who checks somebody out: he says why a use was much longer or shorter than booked. */
  readonly byKeeper?: boolean
  readonly onDone: () => void
}

/** Ends the use, or only the session where the person comes back. */
function useCheckOut(bookingId: string, onDone: () => void) {
  const { t } = useTranslation('desk')
  const checkOut = useAction(DeskCheckOutDocument)

  async function send({ samples, note = '' }: Answers, comesBack: boolean) {
    const record = await checkOut.run({ input: { bookingId, samples, note: note.trim() || null, comesBack } })
    if (!record) return
    const hours = hoursText((record.effectiveMinutes ?? 0) / 60)
    if (comesBack) say(t('paused'))
    else if (record.charge) say(t('checkedOutFor', { hours, amount: moneyText(record.charge.amountFen) }))
    else say(t('checkedOut', { hours }))
    onDone()
  }

  return { ...checkOut, send }
}

/** Whether the use so far differs so much from the booking that a keeper says why. */
function useExplaining({ startsAt, endsAt, usage }: CheckOutFormProps['booking']): boolean {
  const now = useNow()
  if (!usage || usage.origin === 'WALK_IN') return false
  const booked = { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }
  return needsExplaining(booked, now - Date.parse(usage.startedAt))
}

export function CheckOutForm({ booking, byKeeper = false, onDone }: CheckOutFormProps) {
  const { t } = useTranslation('desk')
  const { t: ts } = useTranslation('shell')
  const { isPaused } = booking
  const [form] = Form.useForm<Answers>()
  const checkOut = useCheckOut(booking.id, onDone)
  const explains = useExplaining(booking) && byKeeper
  return (
    <Form
      name={`check-out-${booking.id}`}
      form={form}
      layout="inline"
      className="desk-check-out"
      requiredMark={false}
      initialValues={{ samples: isPaused ? 0 : booking.usage?.samples || 1 }}
      onFinish={(answers: Answers) => void checkOut.send(answers, false)}
    >
      <Form.Item name="samples" label={t('samples')}>
        <InputNumber min={0} max={100_000} precision={0} autoFocus />
      </Form.Item>
      <Form.Item name="note" label={t(explains ? 'noteWhy' : 'note')} className="desk-note">
        <Input maxLength={500} placeholder={t(explains ? 'noteWhyHint' : 'noteHint')} />
      </Form.Item>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={checkOut.pending}>
          {t('confirmCheckOut')}
        </Button>
        {isPaused ? null : (
          <Button
            title={t('pauseHint')}
            disabled={checkOut.pending}
            onClick={() => void checkOut.send(form.getFieldsValue(), true)}
          >
            {t('pause')}
          </Button>
        )}
        <Button onClick={onDone}>{ts('actions.cancel')}</Button>
      </div>
      <ProblemList problems={checkOut.problems} failure={checkOut.failure} />
    </Form>
  )
}
