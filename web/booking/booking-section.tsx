/** The booking part of an instrument's page: its week, and the panel that books a span of it. */

import './booking.css'
import { LeftOutlined, QuestionCircleOutlined, RightOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../server/kernel/calendar.ts'
import { type Interval, MINUTE_MS, subtractIntervals } from '../../server/kernel/interval.ts'
import { useFallback, useLive } from '../data/live.ts'
import { queryOf } from '../data/query.ts'
import { wallTime } from '../design/format.ts'
import { LiveNote } from '../design/live-note.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { usePhone } from '../design/use-media.ts'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { wantsOperator } from '../operators/help-choice.tsx'
import { Agenda } from './agenda.tsx'
import { BookingPanel } from './booking-panel.tsx'
import { askedSpan, useDraft } from './draft.ts'
import { useKeptWord } from './kept-word.ts'
import { Legend } from './legend.tsx'
import { BookingQuoteDocument, WeekDocument } from './operations.ts'
import { ShortcutHelp, type ShortcutKey, useShortcuts } from './shortcuts.tsx'
import { daysOfWeek, intervalInput, type View, type Week, weekInterval, weekOf, without } from './week.ts'

/** The grid is large: it is on its way as soon as this page is, beside the data that it will show. */
const grid = import('./week-grid.tsx')
const WeekGrid = lazy(() => grid.then((it) => ({ default: it.WeekGrid })))
const REMEMBERED = 'calendar view'
const REFRESH_MS = 30_000

function rememberedView(): View | undefined {
  const view = localStorage.getItem(REMEMBERED)
  return view === 'week' || view === 'day' || view === 'agenda' ? view : undefined
}

/** Which day and view the calendar shows: the day is in the URL, the view is remembered. */
function useCalendar(zone: string) {
  const search = useSearch({ from: '/instruments/$id' })
  const navigate = useNavigate({ from: '/instruments/$id' })
  const phone = usePhone()
  const [chosen, setChosen] = useState(rememberedView)
  const today = wallTime(Date.now(), zone).date
  const day = search.day ?? today
  const view = chosen ?? (phone ? 'agenda' : 'week')
  const setDay = (next: string) =>
    void navigate({ search: next === today ? {} : { day: next }, replace: true, resetScroll: false })
  return {
    day,
    today,
    view: phone && view === 'week' ? 'day' : view,
    setDay,
    setView: (next: View) => {
      localStorage.setItem(REMEMBERED, next)
      setChosen(next)
    },
    step: (by: 1 | -1) => setDay(addDays(day, view === 'week' ? by * 7 : by)),
  }
}

/** The span under the pointer while dragging, at most once a frame. */
function useDragged() {
  const [dragged, setDragged] = useState<Interval>()
  const drag = useCallback((span: Interval | undefined) => {
    requestAnimationFrame(() => setDragged(span))
  }, [])
  return [dragged, drag] as const
}

export function BookingSection({
  instrument,
}: {
  readonly instrument: NonNullable<InstrumentQuery['instrument']>
}) {
  const { t } = useTranslation('booking')
  const { t: to } = useTranslation('operators')
  const { policy, timeZone: zone } = instrument
  const calendar = useCalendar(zone)
  const { start, end } = useSearch({ from: '/instruments/$id' })
  const { draft, change, clear } = useDraft(instrument.id, askedSpan(start, end))
  const [dragged, drag] = useDragged()
  const pick = useCallback((span: Interval) => change({ span }), [change])
  const during = intervalInput(weekInterval(calendar.day, zone))
  const fallbackMs = useFallback(REFRESH_MS)
  const { data, error, refetch } = useQuery({
    ...queryOf(WeekDocument, { instrumentId: instrument.id, during }),
    placeholderData: keepPreviousData,
    refetchInterval: dragged ? false : fallbackMs,
  })
  useLive({ instruments: [instrument.id] }, [WeekDocument, BookingQuoteDocument], {
    held: dragged !== undefined,
  })
  const { turnaroundMinutes } = policy
  const known = useMemo(
    () => (data?.availability ? weekOf(data.availability, turnaroundMinutes) : undefined),
    [data, turnaroundMinutes],
  )
  const { demand } = instrument.operation
  const isHelped = wantsOperator(demand, policy.mayOverride, draft.withOperator)
  const word = to('help.unattended')
  const keptWord = useKeptWord(zone)
  const week = useMemo(() => {
    if (!known) return undefined
    const unattended = isHelped ? subtractIntervals(known.unattended, known.reserved) : []
    const reserved = known.reserved.map((it) => ({ ...it, word: keptWord(it) }))
    return without(known, [...unattended.map((it) => ({ ...it, word })), ...reserved])
  }, [known, isHelped, word, keptWord])
  return (
    <div className="booking-columns">
      <section className="panel calendar-panel" aria-label={t('view.calendar')}>
        <CalendarBar calendar={calendar} />
        {error && !week ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {week ? (
          <CalendarBody
            week={week}
            calendar={calendar}
            draft={draft.span}
            policy={policy}
            onPick={pick}
            onDrag={drag}
          />
        ) : null}
        {!week && !error ? <Loading rows={12} /> : null}
        <Legend />
        <LiveNote />
      </section>
      <BookingPanel
        instrument={instrument}
        draft={draft}
        onDraft={change}
        onBooked={clear}
        dragged={dragged}
        week={week}
        day={calendar.day}
      />
    </div>
  )
}

type CalendarProps = { readonly calendar: ReturnType<typeof useCalendar> }

function CalendarBar({ calendar }: CalendarProps) {
  const { t } = useTranslation('booking')
  const [helping, setHelping] = useState(false)
  const { day, today, view, setDay, setView, step } = calendar
  const phone = usePhone()
  const days = daysOfWeek(day)
  useShortcuts((key: ShortcutKey) => {
    const act: Record<ShortcutKey, () => void> = {
      t: () => setDay(today),
      j: () => step(1),
      k: () => step(-1),
      d: () => setView('day'),
      w: () => setView('week'),
      n: () => document.getElementById('book-date')?.focus(),
      '?': () => setHelping(true),
    }
    act[key]()
  })
  return (
    <div className="calendar-bar">
      <div className="row">
        <Button onClick={() => setDay(today)}>{t('view.today')}</Button>
        <Button icon={<LeftOutlined />} aria-label={t('view.previous')} onClick={() => step(-1)} />
        <Button icon={<RightOutlined />} aria-label={t('view.next')} onClick={() => step(1)} />
        <h2 className="figures" aria-live="polite">
          {view === 'week' ? `${days[0]} – ${days[6]?.slice(5)}` : day}
        </h2>
      </div>
      <div className="row">
        <Segmented<View>
          aria-label={t('view.label')}
          value={view}
          onChange={setView}
          options={[
            ...(phone ? [] : [{ value: 'week' as const, label: t('view.week') }]),
            { value: 'day', label: t('view.day') },
            { value: 'agenda', label: t('view.agenda') },
          ]}
        />
        {phone ? null : (
          <Button
            type="text"
            icon={<QuestionCircleOutlined />}
            aria-label={t('keys.title')}
            onClick={() => setHelping(true)}
          />
        )}
      </div>
      {helping ? <ShortcutHelp onClose={() => setHelping(false)} /> : null}
    </div>
  )
}

type CalendarBodyProps = CalendarProps & {
  readonly week: Week
  readonly draft: Interval | undefined
  readonly policy: NonNullable<InstrumentQuery['instrument']>['policy']
  readonly onPick: (span: Interval) => void
  readonly onDrag: (span: Interval | undefined) => void
}

function CalendarBody({ week, calendar, draft, policy, onPick, onDrag }: CalendarBodyProps) {
  const navigate = useNavigate()
  const { day, view, setDay } = calendar
  const openBooking = useCallback(
    (booking: string) => void navigate({ to: '/bookings', search: { booking } }),
    [navigate],
  )
  if (view === 'agenda') {
    const lengthMs = Math.max(60, policy.durationMinutesMin) * MINUTE_MS
    return (
      <Agenda
        week={week}
        day={day}
        onDay={setDay}
        onPick={onPick}
        onOpenBooking={openBooking}
        lengthMs={draft ? draft.endsAt - draft.startsAt : lengthMs}
      />
    )
  }
  return (
    <Suspense fallback={<Loading rows={12} />}>
      <WeekGrid
        week={week}
        day={day}
        view={view}
        draft={draft}
        stepMinutes={policy.stepMinutes}
        onPick={onPick}
        onDrag={onDrag}
        onOpenBooking={openBooking}
      />
    </Suspense>
  )
}
