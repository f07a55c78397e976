/** One row for each institution, district, category or instrument, with bars; a row leads to its instruments. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { countText, hoursFigure, percentText } from '../design/format.ts'
import { useLabel } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { EmptyState } from '../design/states.tsx'
import { usePhone } from '../design/use-media.ts'
import type { StatisticsQuery } from '../gql/graphql.ts'
import { type Row, sorted } from './rows.ts'
import type { Change } from './change.ts'
import type { Cut, Sort, StatisticsSearch } from './statistics-search.ts'

type RowTableProps = {
  readonly found: StatisticsQuery['utilisation']
  readonly by: Cut
  readonly search: StatisticsSearch
  readonly onChange: (change: Change) => void
}

export function RowTable({ found, by, search, onChange }: RowTableProps) {
  const { t } = useTranslation('statistics')
  const phone = usePhone()
  const rows = sorted(found.rows, search.sort)
  const most = Math.max(1, ...rows.map((row) => row.figures.effectiveHours))
  const shared = { rows, most, by, search }
  return (
    <Panel title={t(`table.${by}`)} actions={<Legend />} flush>
      {rows.length === 0 ? <EmptyState title={t('table.empty')} text={t('table.emptyText')} /> : null}
      {rows.length > 0 && phone ? <Cards {...shared} /> : null}
      {rows.length > 0 && !phone ? <Wide {...shared} found={found} onChange={onChange} /> : null}
      {found.rowCount > rows.length ? (
        <p className="statistics-note secondary small">
          {t('table.more', { shown: rows.length, count: found.rowCount })}
        </p>
      ) : null}
    </Panel>
  )
}

function Legend() {
  const { t } = useTranslation('statistics')
  return (
    <span className="statistics-legend small secondary">
      <span className="statistics-swatch statistics-bar-external" aria-hidden="true" />
      {t('column.external')}
      <span className="statistics-swatch statistics-bar-internal" aria-hidden="true" />
      {t('table.internal')}
    </span>
  )
}

type RowsProps = {
  readonly rows: readonly Row[]
  /** The effective hours of the longest bar. */
  readonly most: number
  readonly by: Cut
  readonly search: StatisticsSearch
}

/** Where a row leads: an instrument to its page, all else to its instruments. */
function RowName({ row, by, search }: { readonly row: Row } & Pick<RowsProps, 'by' | 'search'>) {
  const label = useLabel()
  if (by === 'INSTRUMENT') {
    return (
      <Link to="/instruments/$id" params={{ id: row.key }}>
        {label(row)}
      </Link>
    )
  }
  const field = { INSTITUTION: 'institution', DISTRICT: 'district', CATEGORY: 'category' } as const
  return (
    <Link to="/statistics" search={{ ...search, by: 'INSTRUMENT', [field[by]]: row.key }}>
      {label(row)}
    </Link>
  )
}

/** Hours as a bar, the external part first; the figures stand beside it. */
function HoursBar({ row, most }: { readonly row: Row; readonly most: number }) {
  const { effectiveHours, externalHours } = row.figures
  return (
    <span className="statistics-track" aria-hidden="true">
      <span className="statistics-bar-external" style={{ width: `${(externalHours / most) * 100}%` }} />
      <span
        className="statistics-bar-internal"
        style={{ width: `${((effectiveHours - externalHours) / most) * 100}%` }}
      />
    </span>
  )
}

function RatioBar({ ratio }: { readonly ratio: number }) {
  return (
    <span className="statistics-track statistics-ratio" aria-hidden="true">
      <span className="statistics-bar-external" style={{ width: `${Math.min(1, ratio) * 100}%` }} />
    </span>
  )
}

type HeadingProps = {
  readonly label: string
  /** What the column sorts by; `undefined` is effective hours. */
  readonly sort: Sort | undefined
  readonly search: StatisticsSearch
  readonly onChange: (change: Change) => void
}

function Heading({ label, sort, search, onChange }: HeadingProps) {
  const active = search.sort === sort
  return (
    <th scope="col" className="right" aria-sort={active ? 'descending' : 'none'}>
      <button type="button" className="statistics-sort" onClick={() => onChange({ sort })}>
        {label}
        <span aria-hidden="true">{active ? ' ↓' : ''}</span>
      </button>
    </th>
  )
}

type WideProps = RowsProps & Pick<RowTableProps, 'found' | 'onChange'>

function Wide({ rows, most, by, search, found, onChange }: WideProps) {
  const { t } = useTranslation('statistics')
  return (
    <div className="table-scroll statistics-scroll" tabIndex={0} role="group" aria-label={t(`table.${by}`)}>
      <table className="table statistics-table">
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {by === 'INSTRUMENT' ? null : (
              <Heading
                label={t('column.instruments')}
                sort="instruments"
                search={search}
                onChange={onChange}
              />
            )}
            <th scope="col" className="statistics-wide">
              <span className="visually-hidden">{t('table.bars')}</span>
            </th>
            <Heading label={t('column.effective')} sort={undefined} search={search} onChange={onChange} />
            <Heading label={t('column.external')} sort="external" search={search} onChange={onChange} />
            <Heading label={t('column.utilisation')} sort="utilisation" search={search} onChange={onChange} />
            <Mean by={by}>{t('column.meanUtilisation')}</Mean>
            <Heading label={t('column.sharing')} sort="sharing" search={search} onChange={onChange} />
            <Mean by={by}>{t('column.meanSharing')}</Mean>
            <th scope="col" className="right">
              {t('column.bookings')}
            </th>
            <th scope="col" className="right">
              {t('column.samples')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>
                <RowName row={row} by={by} search={search} />
              </td>
              {by === 'INSTRUMENT' ? null : (
                <td className="right">{countText(row.figures.instrumentCount)}</td>
              )}
              <td className="statistics-wide">
                <HoursBar row={row} most={most} />
              </td>
              <FigureCells figures={row.figures} by={by} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            {by === 'INSTRUMENT' ? null : <td className="right">{countText(found.total.instrumentCount)}</td>}
            <td className="statistics-wide" />
            <FigureCells figures={found.total} by={by} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** A heading or cell for a mean of ratios, which says nothing about one instrument. */
function Mean({ by, children }: { readonly by: Cut; readonly children: React.ReactNode }) {
  return by === 'INSTRUMENT' ? null : (
    <th scope="col" className="right">
      {children}
    </th>
  )
}

function FigureCells({ figures, by }: { readonly figures: Row['figures']; readonly by: Cut }) {
  return (
    <>
      <td className="right">{hoursFigure(figures.effectiveHours)}</td>
      <td className="right">{hoursFigure(figures.externalHours)}</td>
      <td className="right nowrap">
        {percentText(figures.utilisation)} <RatioBar ratio={figures.utilisation} />
      </td>
      {by === 'INSTRUMENT' ? null : <td className="right nowrap">{percentText(figures.meanUtilisation)}</td>}
      <td className="right nowrap">
        {percentText(figures.sharingRate)} <RatioBar ratio={figures.sharingRate} />
      </td>
      {by === 'INSTRUMENT' ? null : <td className="right nowrap">{percentText(figures.meanSharingRate)}</td>}
      <td className="right">{countText(figures.bookingCount)}</td>
      <td className="right">{countText(figures.sampleCount)}</td>
    </>
  )
}

function Cards({ rows, most, by, search }: RowsProps) {
  const { t } = useTranslation('statistics')
  return (
    <ul className="statistics-cards">
      {rows.map((row) => (
        <li key={row.key}>
          <div className="statistics-card-head">
            <RowName row={row} by={by} search={search} />
            <span className="strong figures nowrap">{hoursFigure(row.figures.effectiveHours)} h</span>
          </div>
          <HoursBar row={row} most={most} />
          <div className="small secondary">
            {t('table.card', {
              external: hoursFigure(row.figures.externalHours),
              utilisation: percentText(row.figures.utilisation),
              sharing: percentText(row.figures.sharingRate),
            })}
          </div>
        </li>
      ))}
    </ul>
  )
}
