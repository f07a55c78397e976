/** `/desk/records`: what happened on the instruments of an institution, to look through, put right and bring in. */

import './records.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DEFAULT_ZONE, instantOf } from '../../server/kernel/calendar.ts'
import { usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { PhoneFilters } from '../design/phone-filters.tsx'
import { EmptyState, ErrorState, ForbiddenState, Loading, LoadMore } from '../design/states.tsx'
import { ZoneNote } from '../design/values.tsx'
import type { Role, UsageKind } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { useInstrumentChoice } from './instrument-choice.ts'
import { KINDS } from './kinds.ts'
import { monthAfter, monthsBefore } from './months.ts'
import { RecordsDocument } from './operations.ts'
import { PastUseDialog } from './past-use-dialog.tsx'
import { RunTimePanel } from './run-time-panel.tsx'
import { SessionList } from './session-list.tsx'
import { WaitingAdjustments } from './waiting-adjustments.tsx'
import { WalkInDialog } from './walk-in-dialog.tsx'

const STAFF: readonly Role[] = ['KEEPER', 'MANAGER']
const PAGE = 50

export function RecordsPage() {
  return <Guard roles={STAFF}>{(viewer) => <Records viewer={viewer} />}</Guard>
}

function Records({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('records')
  const search = useSearch({ from: '/desk/records' })
  const places = institutionsOf(viewer, STAFF)
  const place = places.find((it) => it.id === search.institution) ?? places[0]
  const [open, setOpen] = useState<'walkIn' | 'past' | 'import'>()
  if (!place) return <ForbiddenState />
  const close = () => setOpen(undefined)
  return (
    <Page
      title={t('title')}
      lead={
        <>
          <Link to="/desk">{t('desk')}</Link> · <ZoneNote />
        </>
      }
      actions={
        <>
          <Button onClick={() => setOpen('import')}>{t('import.open')}</Button>
          <Button onClick={() => setOpen('past')}>{t('past.open')}</Button>
          <Button type="primary" onClick={() => setOpen('walkIn')}>
            {t('walkIn.open')}
          </Button>
        </>
      }
      wide
    >
      <div className="stack">
        <WaitingAdjustments institutionId={place.id} />
        <Month places={places} institutionId={place.id} />
      </div>
      {open === 'walkIn' ? <WalkInDialog institutionId={place.id} onClose={close} /> : null}
      {open === 'past' ? <PastUseDialog institutionId={place.id} onClose={close} /> : null}
      {open === 'import' ? <ImportDialog institutionId={place.id} onClose={close} /> : null}
    </Page>
  )
}

type MonthProps = { readonly places: ReturnType<typeof institutionsOf>; readonly institutionId: string }

function Month({ places, institutionId }: MonthProps) {
  const { t } = useTranslation('records')
  const thisMonth = wallTime(Date.now()).date.slice(0, 7)
  const { month = thisMonth, instrument, kind } = useSearch({ from: '/desk/records' })
  const choice = useInstrumentChoice(institutionId)
  const midnight = (it: string) => new Date(instantOf(`${it}-01`, '00:00', DEFAULT_ZONE)).toISOString()
  const during = { startsAt: midnight(month), endsAt: midnight(monthAfter(month)) }
  const filter = {
    institutionId,
    during,
    ...(instrument === undefined ? {} : { instrumentId: instrument }),
    ...(kind === undefined ? {} : { kind }),
  }
  const list = usePages(
    RecordsDocument,
    { filter, first: PAGE },
    { connection: (data) => data.usageSessions },
  )
  return (
    <>
      <PhoneFilters label={t('filters')} done={t('filtersDone')}>
        <Filters places={places} institutionId={institutionId} month={month} options={choice.options} />
      </PhoneFilters>
      {list.pending ? <Loading rows={10} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {!list.pending && !list.error && list.nodes.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
        </div>
      ) : null}
      {list.nodes.length > 0 ? (
        <div aria-busy={list.refreshing}>
          <SessionList sessions={list.nodes} />
        </div>
      ) : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
      <RunTimePanel instrument={choice.instruments.find((it) => it.id === instrument)} during={during} />
    </>
  )
}

type FiltersProps = MonthProps & {
  readonly month: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

function Filters({ places, institutionId, month, options }: FiltersProps) {
  const { t } = useTranslation('records')
  const name = useName()
  const { instrument, kind } = useSearch({ from: '/desk/records' })
  const navigate = useNavigate({ from: '/desk/records' })
  const thisMonth = wallTime(Date.now()).date.slice(0, 7)
  return (
    <div className="row records-filters">
      {places.length > 1 ? (
        <Select
          aria-label={t('institution')}
          value={institutionId}
          onChange={(id) =>
            void navigate({ search: (was) => chosen({ ...was, institution: id, instrument: undefined }) })
          }
          options={places.map((it) => ({ value: it.id, label: name(it) }))}
        />
      ) : null}
      <Select
        aria-label={t('month')}
        value={month}
        onChange={(it) =>
          void navigate({ search: (was) => chosen({ ...was, month: it === thisMonth ? undefined : it }) })
        }
        options={monthsBefore(thisMonth, month).map((it) => ({ value: it, label: it }))}
      />
      <Select
        aria-label={t('instrument')}
        className="records-instrument"
        value={instrument ?? ''}
        onChange={(id) =>
          void navigate({ search: (was) => chosen({ ...was, instrument: id === '' ? undefined : id }) })
        }
        showSearch={{ optionFilterProp: 'label' }}
        options={[{ value: '', label: t('anyInstrument') }, ...options]}
      />
      <Select<UsageKind | ''>
        aria-label={t('kind')}
        value={kind ?? ''}
        onChange={(it) =>
          void navigate({ search: (was) => chosen({ ...was, kind: it === '' ? undefined : it }) })
        }
        options={[
          { value: '', label: t('anyKind') },
          ...KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
        ]}
      />
    </div>
  )
}
