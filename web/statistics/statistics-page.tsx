/** `/statistics`: how much the instruments are used and shared, by the published formulas. */

import './statistics.css'
import { DownloadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { hasRole, institutionsOf, type Viewer } from '../data/viewer.ts'
import { wallTime, ZONE } from '../design/format.ts'
import { Page } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import { IS_DEMO } from '../design/style-nonce.ts'
import { DemoTag } from '../design/tags.tsx'
import type { Role } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { Definitions } from './definitions.tsx'
import { FilterBar } from './filter-bar.tsx'
import { HeadFigures } from './head-figures.tsx'
import { HeatPanel } from './heat-panel.tsx'
import { IdleList } from './idle-list.tsx'
import { StatisticsDocument } from './operations.ts'
import { periodDays, periodInput } from './period.ts'
import { RowTable } from './row-table.tsx'
import { type Cut, statisticsSearch } from './statistics-search.ts'
import type { Change } from './change.ts'

const CITY: readonly Role[] = ['REVIEWER', 'ADMINISTRATOR', 'AUDITOR']
/** As many as the server gives; the workbook has them all. */
const ROWS = 500

export function StatisticsPage() {
  return <Guard roles={[...CITY, 'MANAGER']}>{(viewer) => <Statistics viewer={viewer} />}</Guard>
}

/** Managers see their own institution; the city sees all, or the one it picked. */
function institutionShown(viewer: Viewer, picked: string | undefined): string | undefined {
  if (hasRole(viewer, CITY)) return picked
  const own = institutionsOf(viewer, ['MANAGER'])
  return (own.find((it) => it.id === picked) ?? own[0])?.id
}

function Statistics({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('statistics')
  const search = useSearch({ from: '/statistics' })
  const navigate = useNavigate({ from: '/statistics' })
  const citywide = hasRole(viewer, CITY)
  const institution = institutionShown(viewer, search.institution)
  const days = periodDays(search, wallTime(Date.now()).date)
  const by: Cut = search.by ?? (citywide && search.institution === undefined ? 'INSTITUTION' : 'INSTRUMENT')
  const question = {
    period: periodInput(days, ZONE),
    filter: {
      ...(institution === undefined ? {} : { institutionId: institution }),
      ...(search.district === undefined ? {} : { district: search.district }),
      ...(search.category === undefined ? {} : { categoryCode: search.category }),
    },
    first: ROWS,
  }
  const { data, isPending, isPlaceholderData, error, refetch } = useQuery({
    ...queryOf(StatisticsDocument, { ...question, by }),
    placeholderData: keepPreviousData,
  })
  const found = data?.utilisation
  const change = (next: Change) =>
    void navigate({ search: statisticsSearch({ ...search, ...next }), resetScroll: false })
  return (
    <Page
      title={t('title')}
      lead={
        <span className="row">
          {t('lead', { from: days[0], to: days[1] })} <DemoTag demo={IS_DEMO} />
        </span>
      }
      actions={
        found ? (
          <Button icon={<DownloadOutlined aria-hidden="true" />} href={found.exportUrl} download>
            {t('export')}
          </Button>
        ) : null
      }
      wide
    >
      <FilterBar
        search={search}
        days={days}
        by={by}
        own={citywide ? undefined : institutionsOf(viewer, ['MANAGER'])}
        institution={institution}
        onChange={change}
      />
      {isPending ? <Loading rows={12} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {found ? (
        <div className="stack statistics" aria-busy={isPlaceholderData}>
          <HeadFigures total={found.total} previous={found.previous} />
          <RowTable found={found} by={by} search={search} onChange={change} />
          <HeatPanel cells={found.heat} view={search.heat} onView={(heat) => change({ heat })} />
          <IdleList question={question} list={search.list} onList={(list) => change({ list })} />
          <Definitions version={found.formulaVersion} />
        </div>
      ) : null}
    </Page>
  )
}
