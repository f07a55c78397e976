/** Planning a span of time by form: from and to on the wall clock of a zone, and what is planned with a way to take it back. */

import { Button, Form, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, instantOf } from '../../server/kernel/calendar.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { When } from '../design/values.tsx'
import { ClockItem } from './clock-item.tsx'

export type PlannedSpan = { fromDay: string; fromTime: string; toDay: string; toTime: string }

/** The working day of tomorrow in the zone: what a form begins with. */
export function tomorrowIn(zone: string): PlannedSpan {
  const tomorrow = addDays(wallTime(Date.now(), zone).date, 1)
  return { fromDay: tomorrow, fromTime: '08:30', toDay: tomorrow, toTime: '17:30' }
}

/** The span as the API takes it. */
export function spanSent({ fromDay, fromTime, toDay, toTime }: PlannedSpan, zone: string) {
  const instant = (day: string, time: string) => new Date(instantOf(day, time, zone)).toISOString()
  return { startsAt: instant(fromDay, fromTime), endsAt: instant(toDay, toTime) }
}

/** The end where a new first day leaves it: never before that day. */
export function toDayAfter({ fromDay }: Partial<PlannedSpan>, toDay: string): string {
  return fromDay !== undefined && toDay < fromDay ? fromDay : toDay
}

/** The four fields of a span. */
export function SpanItems({ zone }: { readonly zone: string }) {
  const { t } = useTranslation('manage')
  const today = wallTime(Date.now(), zone).date
  return (['from', 'to'] as const).map((end) => [
    <Form.Item key={`${end}Day`} name={`${end}Day`} label={t(`maintenance.${end}Day`)}>
      <DayPicker disabled={(day) => day < today} />
    </Form.Item>,
    <Form.Item key={`${end}Time`} name={`${end}Time`} label={t(`maintenance.${end}Time`)}>
      <ClockItem />
    </Form.Item>,
  ])
}

type PlannedListProps<T> = {
  readonly label: string
  readonly zone: string
  readonly items: readonly T[]
  /** What stands before the time. */
  readonly lead?: (item: T) => React.ReactNode
  readonly takeBack: {
    readonly ask: string
    readonly text: string
    readonly onConfirm: (id: string) => void
  }
}

type Planned = {
  readonly id: string
  readonly startsAt: string
  readonly endsAt: string
  readonly reason: string | null
}

/** What is planned, each with a button that takes it back. */
export function PlannedList<T extends Planned>({ label, zone, items, lead, takeBack }: PlannedListProps<T>) {
  return (
    <ul className="manage-versions" aria-label={label}>
      {items.map((it) => (
        <li key={it.id} className="row">
          {lead?.(it)}
          <When startsAt={it.startsAt} endsAt={it.endsAt} zone={zone} />
          <span>{it.reason}</span>
          <Popconfirm title={takeBack.ask} okText={takeBack.text} onConfirm={() => takeBack.onConfirm(it.id)}>
            <Button size="small" type="link">
              {takeBack.text}
            </Button>
          </Popconfirm>
        </li>
      ))}
    </ul>
  )
}
