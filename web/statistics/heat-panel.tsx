/** When the instruments are in use: weekday by hour, as a picture or as a table. */

import { Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { percentText, weekdayText } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'
import { dayOn, type HeatCell, HOURS, peakOf, sharesOfWeek, WEEKDAYS } from './heat.ts'

const HeatChart = lazy(() => import('./heat-chart.tsx').then((it) => ({ default: it.HeatChart })))

type HeatPanelProps = {
  readonly cells: readonly HeatCell[]
  readonly view: 'table' | undefined
  readonly onView: (view: 'table' | undefined) => void
}

export function HeatPanel({ cells, view, onView }: HeatPanelProps) {
  const { t } = useTranslation('statistics')
  const peak = peakOf(cells)
  const summary = peak
    ? t('heat.summary', {
        weekday: weekdayText(dayOn(peak.weekday)),
        hour: `${peak.hour}:00–${peak.hour + 1}:00`,
        share: percentText(peak.share),
      })
    : t('heat.nothing')
  return (
    <Panel
      title={t('heat.title')}
      actions={
        <Segmented
          aria-label={t('heat.view')}
          size="small"
          value={view ?? 'chart'}
          onChange={(picked) => onView(picked === 'table' ? 'table' : undefined)}
          options={[
            { value: 'chart', label: t('heat.chart') },
            { value: 'table', label: t('heat.table') },
          ]}
        />
      }
    >
      <p className="secondary small">
        {t('heat.note')} {summary}
      </p>
      {view === 'table' ? (
        <HeatTable cells={cells} />
      ) : (
        <Suspense fallback={<Loading rows={7} />}>
          <HeatChart cells={cells} label={`${t('heat.title')} ${summary}`} />
        </Suspense>
      )}
    </Panel>
  )
}

function HeatTable({ cells }: { readonly cells: readonly HeatCell[] }) {
  const { t } = useTranslation('statistics')
  const shares = sharesOfWeek(cells)
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('heat.title')}>
      <table className="table statistics-heat">
        <thead>
          <tr>
            <th scope="col">{t('heat.weekday')}</th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col" className="right">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{weekdayText(dayOn(weekday))}</th>
              {HOURS.map((hour) => (
                <td key={hour} className="right">
                  {((shares[weekday - 1]?.[hour] ?? 0) * 100).toFixed(1)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
