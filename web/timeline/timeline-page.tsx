/** `/timeline`: a day or a week of many instruments at once; a free span leads to booking it. */

import '../booking/booking.css'
import './timeline.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ShortcutHelp, useShortcuts } from '../booking/shortcuts.tsx'
import { useFallback, useLive } from '../data/live.ts'
import { queryOf } from '../data/query.ts'
import { wallTime, ZONE } from '../design/format.ts'
import { LiveNote } from '../design/live-note.tsx'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { usePhone } from '../design/use-media.ts'
import { ZoneNote } from '../design/values.tsx'
import { useNow } from '../desk/use-now.ts'
import { axisOf, stepped } from './lanes.ts'
import { TimelineDocument, TimelineFacetsDocument } from './operations.ts'
import { rowsOf } from './rows.ts'
import { DayBar, FilterBar } from './timeline-bar.tsx'
import { TimelineGrid } from './timeline-grid.tsx'
import { TimelineList } from './timeline-list.tsx'
import { TimelineLegend } from './timeline-legend.tsx'
import { conditionCount, timelineFilter, timelineSearch } from './timeline-search.ts'
import type { Change } from './change.ts'

const ROWS = 200
const REMEMBERED = 'timeline view'
const REFRESH_MS = 60_000
/** A timeline is large: it is read again at most so often, however much happens. */
const READ_MS = 3_000

/** What is in the URL, and how to change it; a phone has one day only. */
function useTimeline() {
  const search = useSearch({ from: '/timeline' })
  const navigate = useNavigate({ from: '/timeline' })
  const phone = usePhone()
  const today = wallTime(Date.now()).date
  const day = search.day ?? today
  const chosen = search.view ?? localStorage.getItem(REMEMBERED)
  const view: 'day' | 'week' = chosen === 'week' && !phone ? 'week' : 'day'
  const change = (next: Change) => {
    if (next.view !== undefined) localStorage.setItem(REMEMBERED, next.view)
    void navigate({ search: timelineSearch({ ...search, ...next }), resetScroll: false })
  }
  const setDay = (next: string) => change({ day: next === today ? undefined : next })
  return { search, phone, day, today, view, change, setDay }
}

export function TimelinePage() {
  const { t } = useTranslation('timeline')
  const { search, phone, day, today, view, change, setDay } = useTimeline()
  const now = useNow()
  const [helping, setHelping] = useState(false)
  const hours = search.hours ?? 'work'
  const axis = useMemo(() => axisOf(day, view, hours, ZONE), [day, view, hours])
  const filter = timelineFilter(search)
  const during = {
    startsAt: new Date(axis.whole.startsAt).toISOString(),
    endsAt: new Date(axis.whole.endsAt).toISOString(),
  }
  const fallbackMs = useFallback(REFRESH_MS)
  const found = useQuery({
    ...queryOf(TimelineDocument, { filter, during, first: ROWS }),
    placeholderData: keepPreviousData,
    refetchInterval: fallbackMs,
  })
  const facets = useQuery({
    ...queryOf(TimelineFacetsDocument, { filter }),
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => rowsOf(found.data?.timeline ?? [], now), [found.data, now])
  const instruments = rows.map((it) => it.instrument.id)
  useLive({ instruments }, [TimelineDocument], { everyMs: READ_MS })
  useShortcuts((key) => {
    if (key === 't') change({ day: undefined })
    if (key === 'j') setDay(stepped(day, view, 1))
    if (key === 'k') setDay(stepped(day, view, -1))
    if (key === 'd') change({ view: 'day' })
    if (key === 'w') change({ view: 'week' })
    if (key === 'n') document.querySelector<HTMLElement>('.timeline-free, .timeline-chip')?.focus()
    if (key === '?') setHelping(true)
  })
  const total = facets.data?.instrumentFacets.total ?? rows.length
  return (
    <Page title={t('title')} lead={<Clock />} wide>
      <div className="timeline-bar">
        <DayBar day={day} today={today} view={view} search={search} onDay={setDay} onChange={change} />
        <FilterBar facets={facets.data?.instrumentFacets} search={search} onChange={change} />
      </div>
      {found.isPending ? <Loading rows={14} /> : null}
      {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')}>
          {conditionCount(search) > 0 ? (
            <Button onClick={() => change(NO_CONDITIONS)}>{t('empty.clear')}</Button>
          ) : null}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <div aria-busy={found.isPlaceholderData} className="timeline-body">
          <p className="small secondary" role="status">
            {total > rows.length
              ? t('foundMore', { count: total, shown: rows.length })
              : t('found', { count: rows.length })}
            {phone ? null : ` ${t('hint')}`}
          </p>
          {phone ? (
            <TimelineList rows={rows} axis={axis} now={now} />
          ) : (
            <TimelineGrid rows={rows} axis={axis} now={now} />
          )}
          <TimelineLegend />
        </div>
      ) : null}
      {helping ? <ShortcutHelp onClose={() => setHelping(false)} /> : null}
    </Page>
  )
}

/** Whose clock counts, and whether the page is told of changes. */
function Clock() {
  return (
    <>
      <ZoneNote /> <LiveNote />
    </>
  )
}

const NO_CONDITIONS: Change = {
  q: undefined,
  category: undefined,
  district: undefined,
  institution: undefined,
  mine: undefined,
}
