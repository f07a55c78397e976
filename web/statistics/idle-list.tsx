/** Instruments that nobody used in the period, or that served nobody outside their institution. */

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { hoursFigure } from '../design/format.ts'
import { useLabel } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import type { StatisticsQueryVariables } from '../gql/graphql.ts'
import { StatisticsDocument } from './operations.ts'

type IdleListProps = {
  readonly question: Omit<StatisticsQueryVariables, 'by'>
  readonly list: 'external' | undefined
  readonly onList: (list: 'external' | undefined) => void
}

export function IdleList({ question, list, onList }: IdleListProps) {
  const { t } = useTranslation('statistics')
  const label = useLabel()
  const { data, isPending, error, refetch } = useQuery(
    queryOf(StatisticsDocument, { ...question, by: 'INSTRUMENT' }),
  )
  const rows = data?.utilisation.rows ?? []
  const unused = rows.filter((row) => row.figures.effectiveHours === 0)
  const unshared = rows.filter((row) => row.figures.effectiveHours > 0 && row.figures.externalHours === 0)
  const shown = list === 'external' ? unshared : unused
  return (
    <Panel
      title={t('idle.title')}
      actions={
        <Segmented
          aria-label={t('idle.title')}
          size="small"
          value={list ?? 'any'}
          onChange={(picked) => onList(picked === 'external' ? 'external' : undefined)}
          options={[
            { value: 'any', label: t('idle.unused', { count: unused.length }) },
            { value: 'external', label: t('idle.unshared', { count: unshared.length }) },
          ]}
        />
      }
    >
      {isPending ? <Loading rows={4} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <p className="secondary small">{t(list === 'external' ? 'idle.unsharedNote' : 'idle.unusedNote')}</p>
      ) : null}
      {data && data.utilisation.rowCount > rows.length ? <p className="notice">{t('idle.tooMany')}</p> : null}
      {data && shown.length === 0 ? <p>{t('idle.none')}</p> : null}
      <ul className="statistics-idle">
        {shown.map((row) => (
          <li key={row.key}>
            <Link to="/instruments/$id" params={{ id: row.key }}>
              {label(row)}
            </Link>
            {list === 'external' ? (
              <span className="small secondary nowrap">{hoursFigure(row.figures.effectiveHours)} h</span>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
