/** The board of one day: figures, then every booking under its instrument. */

import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, DEFAULT_ZONE, dayInterval } from '../../server/kernel/calendar.ts'
import { ShortcutHelp } from '../booking/shortcuts.tsx'
import { usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { countText, wallTime, weekdayText } from '../design/format.ts'
import { Figure } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { usePhone } from '../design/use-media.ts'
import { byInstrument, dayFigures, standing } from './day-board.ts'
import { DayCards } from './day-cards.tsx'
import { DayTable } from './day-table.tsx'
import { DeskDayDocument } from './operations.ts'
import { PickBar, usePicking } from './pick-bar.tsx'
import { isMovable } from './pick-box.tsx'
import { useKeys } from './use-keys.ts'
import { useNow } from './use-now.ts'

const PAGE = 40
const KEYS = ['t', 'j', 'k', '?'] as const

/** Every booking of the day, page after page without asking: a board with half a day is none. */
function useDayBookings(day: string, institutionId: string | undefined) {
  const span = dayInterval(day, DEFAULT_ZONE)
  const during = {
    startsAt: new Date(span.startsAt).toISOString(),
    endsAt: new Date(span.endsAt).toISOString(),
  }
  const filter = { during, ...(institutionId === undefined ? {} : { institutionId }) }
  const list = usePages(DeskDayDocument, { filter, first: PAGE }, { connection: (data) => data.deskBookings })
  const { hasMore, loadingMore, more } = list
  useEffect(() => {
    if (hasMore && !loadingMore) more()
  }, [hasMore, loadingMore, more])
  return { ...list, span }
}

export function Day() {
  const { t } = useTranslation('desk')
  const phone = usePhone()
  const now = useNow()
  const today = wallTime(now).date
  const { day = today, show, institution } = useSearch({ from: '/desk' })
  const list = useDayBookings(day, institution)
  const shown = show === 'all' ? list.nodes : list.nodes.filter(standing)
  const groups = byInstrument(shown)
  const hidden = list.nodes.length - list.nodes.filter(standing).length
  const Board = phone ? DayCards : DayTable
  const pick = usePicking()
  return (
    <div className="stack">
      <DayBar day={day} today={today} hidden={hidden} />
      {list.pending ? <Loading rows={10} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.pending || list.error ? null : (
        <>
          <Figures bookings={list.nodes} />
          {shown.some(isMovable) || pick.picking ? <PickBar {...pick} /> : null}
          {groups.length === 0 ? (
            <div className="panel">
              <EmptyState title={t('empty.title')} text={t('empty.text')}>
                <Link to="/manage">{t('empty.manage')}</Link>
              </EmptyState>
            </div>
          ) : (
            <div aria-busy={list.refreshing || list.loadingMore}>
              <Board groups={groups} span={list.span} now={now} picking={pick.picking} />
            </div>
          )}
        </>
      )}
    </div>
  )
}

function Figures({ bookings }: { readonly bookings: Parameters<typeof dayFigures>[0] }) {
  const { t } = useTranslation('desk')
  const figures = dayFigures(bookings)
  return (
    <div className="figure-row desk-figures">
      {(['all', 'requested', 'expected', 'inUse', 'missed'] as const).map((key) => (
        <Figure
          key={key}
          name={t(`figures.${key}`)}
          value={countText(figures[key])}
          definition={t(`definitions.${key}`)}
        />
      ))}
    </div>
  )
}

type DayBarProps = { readonly day: string; readonly today: string; readonly hidden: number }

function DayBar({ day, today, hidden }: DayBarProps) {
  const { t } = useTranslation('desk')
  const navigate = useNavigate({ from: '/desk' })
  const { show } = useSearch({ from: '/desk' })
  const go = (next: string) =>
    void navigate({ search: (was) => chosen({ ...was, day: next === today ? undefined : next }) })
  const [helping, setHelping] = useState(false)
  useKeys({
    t: () => go(today),
    j: () => go(addDays(day, 1)),
    k: () => go(addDays(day, -1)),
    '?': () => setHelping(true),
  })
  return (
    <div className="spread">
      <div className="row">
        <Button onClick={() => go(addDays(day, -1))}>{t('day.before')}</Button>
        <Button onClick={() => go(today)} disabled={day === today}>
          {t('day.today')}
        </Button>
        <Button onClick={() => go(addDays(day, 1))}>{t('day.after')}</Button>
        <DayPicker label={t('day.pick')} value={day} onChange={(date) => go(date ?? today)} />
        <strong className="figures">{weekdayText(day)}</strong>
        <span className="small secondary desk-hints">
          <kbd>k</kbd> <kbd>t</kbd> <kbd>j</kbd> {t('day.keys')} <kbd>?</kbd>
        </span>
      </div>
      {hidden > 0 || show === 'all' ? (
        <Checkbox
          checked={show === 'all'}
          onChange={(event) =>
            void navigate({
              search: (was) => chosen({ ...was, show: event.target.checked ? ('all' as const) : undefined }),
            })
          }
        >
          {t('day.showGone', { count: hidden })}
        </Checkbox>
      ) : null}
      {helping ? <ShortcutHelp keys={KEYS} onClose={() => setHelping(false)} /> : null}
    </div>
  )
}
