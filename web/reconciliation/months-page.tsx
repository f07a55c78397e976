/** `/finance/reconciliation`: the months of an institution and how they stand; `/city/reconciliation`: those of all. */

import '../city/city.css'
import './reconciliation.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CityNav } from '../city/city-nav.tsx'
import { usePages } from '../data/query.ts'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import { FinanceTabs } from '../finance/finance-frame.tsx'
import type { ReconciledRunFragment, Role } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { ImportLedger } from './import-ledger.tsx'
import { ReconciliationsDocument } from './operations.ts'
import { STAGE_TONES, stageOf, sumsOf, unresolvedCount } from './stage.ts'

const PROVIDER_ROLES: readonly Role[] = ['FINANCE', 'MANAGER']
const CITY_ROLES: readonly Role[] = ['REVIEWER', 'ADMINISTRATOR', 'AUDITOR']

export function MonthsPage() {
  return <Guard roles={PROVIDER_ROLES}>{(viewer) => <OwnMonths viewer={viewer} />}</Guard>
}

function OwnMonths({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('reconciliation')
  const [importing, setImporting] = useState(false)
  const [own] = institutionsOf(viewer, PROVIDER_ROLES)
  const mayImport = institutionsOf(viewer, ['FINANCE']).some((it) => it.id === own?.id)
  const action = mayImport ? (
    <Button type="primary" onClick={() => setImporting(true)}>
      {t('import.action')}
    </Button>
  ) : null
  return (
    <Page title={t('title')} lead={t('lead')} actions={action} wide>
      <FinanceTabs search={{}} />
      <Months providerId={own?.id ?? null} />
      {importing && own ? <ImportLedger institutionId={own.id} onClose={() => setImporting(false)} /> : null}
    </Page>
  )
}

export function CityMonthsPage() {
  const { t } = useTranslation('reconciliation')
  return (
    <Guard roles={CITY_ROLES}>
      {(viewer) => (
        <Page title={t('cityTitle')} lead={t('cityLead')} wide>
          <CityNav viewer={viewer} page="reconciliation" />
          <Months providerId={null} isCity />
        </Page>
      )}
    </Guard>
  )
}

function Months({
  providerId,
  isCity = false,
}: {
  readonly providerId: string | null
  readonly isCity?: boolean
}) {
  const { t } = useTranslation('reconciliation')
  const list = usePages(
    ReconciliationsDocument,
    { providerId, first: 50 },
    { connection: (data) => data.reconciliations, enabled: isCity || providerId !== null },
  )
  return (
    <>
      {list.pending ? <Loading rows={6} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? (
        <EmptyState title={t('empty')} text={t(isCity ? 'emptyCityText' : 'emptyText')} />
      ) : null}
      {list.nodes.length > 0 ? (
        <ul className="reconciliation-months">
          {list.nodes.map((run) => (
            <Month key={run.id} run={run} isCity={isCity} />
          ))}
        </ul>
      ) : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </>
  )
}

function Month({ run, isCity }: { readonly run: ReconciledRunFragment; readonly isCity: boolean }) {
  const { t } = useTranslation('reconciliation')
  const name = useName()
  const stage = stageOf(run)
  const { all } = sumsOf(run.totals)
  const left = unresolvedCount(run.totals)
  return (
    <li className="reconciliation-month">
      <div className="row">
        <Link to="/finance/reconciliation/$id" params={{ id: run.id }} className="strong figures">
          {run.month}
        </Link>
        {isCity ? <span>{name(run.provider)}</span> : null}
        <StateTag tone={STAGE_TONES[stage]}>{t(`stage.${stage}`, { count: left })}</StateTag>
        <DemoTag demo={run.provider.isDemo} />
      </div>
      <div className="row small secondary">
        <span>{t('lines', { count: all.count })}</span>
        <span>
          {t('column.ours')} <Money fen={all.oursFen} />
        </span>
        <span>
          {t('column.theirs')} <Money fen={all.theirsFen} />
        </span>
        <span>{t(run.providerSignedAt ? 'sign.providerDone' : 'sign.providerOpen')}</span>
        <span>{t(run.citySignedAt ? 'sign.cityDone' : 'sign.cityOpen')}</span>
      </div>
    </li>
  )
}
