/** The week or day of one instrument as a grid: drag to choose a span, drag the chosen one to move it. */

import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import '@fullcalendar/react/themes/classic/palette.css'
import './week-grid.css'
import { Calendar, type CalendarOptions, type CalendarRef, type EventInput } from '@fullcalendar/react'
import interactionPlugin from '@fullcalendar/react/interaction'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import { memo, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { wallTime, weekdayText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { useBusyWord } from './busy-word.ts'
import { busyClass, clashes, closedDuring, hoursShown, type View, type Week, weekInterval } from './week.ts'

const PLUGINS = [timeGridPlugin, interactionPlugin, classicTheme]
const LONG_DAY_HOURS = 14
const HEAD_PX = 48
const ROW_PX = 26
const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const
const VIEW = { week: 'timeGridWeek', day: 'timeGridDay' } as const

type WeekGridProps = {
  readonly week: Week
  readonly day: string
  readonly view: Exclude<View, 'agenda'>
  readonly draft: Interval | undefined
  readonly stepMinutes: number
  readonly onPick: (span: Interval) => void
  /** While dragging: the span under the pointer; undefined when the drag ends. */
  readonly onDrag: (span: Interval | undefined) => void
  readonly onOpenBooking: (bookingId: string) => void
}

/** A span with both ends, from what the calendar hands over. */
function spanOf({
  start,
  end,
}: {
  readonly start: Date | null
  readonly end: Date | null
}): Interval | undefined {
  return start && end ? { startsAt: start.getTime(), endsAt: end.getTime() } : undefined
}

/** Red where something is in the way. */
function draftClass(span: Interval, week: Week): string {
  const { busy, closed } = clashes(span, week)
  return busy.length > 0 || closed ? 'cal-draft cal-clash' : 'cal-draft'
}

/** Closed time and the past, as grounds. */
function groundEvents(week: Week, day: string): EventInput[] {
  const whole = weekInterval(day, week.zone)
  const closed = closedDuring(whole, week.open).map((it) => ({
    id: `closed ${it.startsAt}`,
    start: it.startsAt,
    end: it.endsAt,
    display: 'background',
    className: 'cal-closed',
  }))
  const until = Math.min(Date.now(), whole.endsAt)
  if (until <= whole.startsAt) return closed
  return [
    ...closed,
    { id: 'past', start: whole.startsAt, end: until, display: 'background', className: 'cal-gone' },
  ]
}

type EventsOf = { readonly week: Week; readonly day: string; readonly draft: Interval | undefined }

/** Everything on the grid, each with its word. */
function useEvents({ week, day, draft }: EventsOf): EventInput[] {
  const { t } = useTranslation('booking')
  const busyWord = useBusyWord()
  const ground = useMemo(() => {
    const taken = week.shown.map((it) => ({
      id: `busy ${it.startsAt} ${it.kind} ${it.bookingId ?? it.seats}`,
      start: it.startsAt,
      end: it.endsAt,
      title: [busyWord(it), it.label].filter(Boolean).join(' · '),
      className: `cal-busy ${busyClass(it)} ${it.endsAt < Date.now() ? 'cal-past' : ''}`,
      interactive: it.mine && it.bookingId !== null,
      extendedProps: { bookingId: it.mine ? it.bookingId : null },
    }))
    return [...groundEvents(week, day), ...taken]
  }, [week, day, busyWord])
  return useMemo(() => {
    if (!draft) return ground
    const className = draftClass(draft, week)
    const title = t(className.includes('cal-clash') ? 'draftClash' : 'draft')
    return [
      ...ground,
      {
        id: 'draft',
        start: draft.startsAt,
        end: draft.endsAt,
        title,
        className,
        editable: true,
        interactive: true,
      },
    ]
  }, [ground, draft, week, t])
}

/** Options of the grid that never change. */
const FIXED = {
  plugins: PLUGINS,
  firstDay: 1,
  expandRows: true,
  headerToolbar: false,
  allDaySlot: false,
  slotHeaderFormat: CLOCK,
  eventTimeFormat: CLOCK,
  nowIndicator: true,
  selectable: true,
  selectMirror: true,
  unselectAuto: false,
  selectMinDistance: 4,
  selectLongPressDelay: 350,
  eventLongPressDelay: 350,
  slotEventOverlap: false,
} satisfies CalendarOptions

/** Long days have a row an hour; the grid is as high as its rows, so that the page scrolls and not a part of it. */
function rowsOf({ from, until }: ReturnType<typeof hoursShown>): { slotDuration: string; height: number } {
  const hours = Number(until.slice(0, 2)) - Number(from.slice(0, 2))
  const rows = hours > LONG_DAY_HOURS ? hours : hours * 2
  return { slotDuration: hours > LONG_DAY_HOURS ? '01:00:00' : '00:30:00', height: HEAD_PX + rows * ROW_PX }
}

/** Memoised: a calendar that is drawn again in the middle of a drag forgets the drop. Its handlers must be stable. */
export const WeekGrid = memo(function WeekGrid({
  week,
  day,
  view,
  draft,
  stepMinutes,
  onPick,
  onDrag,
  onOpenBooking,
}: WeekGridProps) {
  const { t, i18n } = useTranslation('booking')
  const calendar = useRef<CalendarRef>(null)
  const events = useEvents({ week, day, draft })
  const shown = hoursShown(week)

  // After the frame: the calendar must not redraw itself while it is being drawn.
  useEffect(() => {
    const frame = requestAnimationFrame(() => calendar.current?.getApi().changeView(VIEW[view], day))
    return () => cancelAnimationFrame(frame)
  }, [view, day])

  function hover(span: Interval | undefined): boolean {
    onDrag(span)
    return true
  }

  function drop(span: Interval | undefined): void {
    onDrag(undefined)
    calendar.current?.getApi().unselect()
    if (span) onPick(span)
  }

  return (
    <Calendar
      {...FIXED}
      ref={calendar}
      initialView={VIEW[view]}
      initialDate={day}
      timeZone={week.zone}
      locale={i18n.language === 'en' ? 'en' : 'zh-cn'}
      timedText={t('view.times')}
      {...rowsOf(shown)}
      slotMinTime={shown.from}
      slotMaxTime={shown.until}
      snapDuration={{ minutes: stepMinutes }}
      events={events}
      dayHeaderContent={({ date }) => <DayHead date={date} week={week} />}
      selectAllow={(span) => hover(spanOf(span))}
      eventAllow={(span) => hover(spanOf(span))}
      select={(info) => drop(spanOf(info))}
      eventDrop={(info) => drop(spanOf(info.event))}
      eventResize={(info) => drop(spanOf(info.event))}
      eventDragStop={() => onDrag(undefined)}
      eventResizeStop={() => onDrag(undefined)}
      eventClass={(info) => {
        const span = info.isMirror ? spanOf(info.event) : undefined
        return span ? draftClass(span, week) : undefined
      }}
      eventClick={(info) => {
        const { bookingId } = info.event.extendedProps
        if (typeof bookingId === 'string') onOpenBooking(bookingId)
      }}
    />
  )
})

/** The head of a day: number, weekday, and the holiday it is. */
function DayHead({ date, week }: { readonly date: Date; readonly week: Week }) {
  const name = useName()
  const wall = wallTime(date, week.zone).date
  const holiday = week.holidays.find((it) => it.date === wall)
  return (
    <span className="cal-day">
      <span>
        {Number(wall.slice(8))} {weekdayText(wall)}
      </span>
      {holiday ? <span className={`cal-holiday cal-${holiday.kind}`}>{name(holiday)}</span> : null}
    </span>
  )
}
