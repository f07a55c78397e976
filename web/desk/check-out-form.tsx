/** Checking out in one line: how many samples, and a note. */

import { Button, Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { hoursText, moneyText } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import type { DeskRow } from './day-board-shape.ts'
import { DeskCheckOutDocument } from './operations.ts'

type Answers = { samples: number | null; note?: string }

export function CheckOutForm({
  booking,
  onDone,
}: {
  readonly booking: DeskRow
  readonly onDone: () => void
}) {
  const { t } = useTranslation('desk')
  const { t: ts } = useTranslation('shell')
  const checkOut = useAction(DeskCheckOutDocument)

  async function submit({ samples, note = '' }: Answers) {
    const input = {
      bookingId: booking.id,
      ...(samples === null ? {} : { samples }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    }
    const record = await checkOut.run({ input })
    if (!record) return
    const hours = hoursText((record.effectiveMinutes ?? 0) / 60)
    say(
      record.charge
        ? t('checkedOutFor', { hours, amount: moneyText(record.charge.amountFen) })
        : t('checkedOut', { hours }),
    )
    onDone()
  }

  return (
    <Form
      name={`check-out-${booking.id}`}
      layout="inline"
      className="desk-check-out"
      requiredMark={false}
      initialValues={{ samples: booking.usage?.samples || 1 }}
      onFinish={(answers: Answers) => void submit(answers)}
    >
      <Form.Item name="samples" label={t('samples')}>
        <InputNumber min={0} max={100_000} precision={0} autoFocus />
      </Form.Item>
      <Form.Item name="note" label={t('note')} className="desk-note">
        <Input maxLength={500} placeholder={t('noteHint')} />
      </Form.Item>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={checkOut.pending}>
          {t('confirmCheckOut')}
        </Button>
        <Button onClick={onDone}>{ts('actions.cancel')}</Button>
      </div>
      <ProblemList problems={checkOut.problems} failure={checkOut.failure} />
    </Form>
  )
}
