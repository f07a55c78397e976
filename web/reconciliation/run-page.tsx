/** `/finance/reconciliation/$id`: a month as a workbench: totals that balance, lines, decisions, signatures, the close. */

import './reconciliation.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportPath, journalPath } from '../../server/reconciliation/rules/export-path.ts'
import { queryOf, usePages } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { Role } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { languageNow } from '../i18n/i18n.ts'
import { Ending } from './ending.tsx'
import { ReconciliationDocument, ReconciliationLinesDocument } from './operations.ts'
import { type Run, STAGE_TONES, stageOf, sumsOf, unresolvedCount } from './stage.ts'
import { Workbench } from './workbench.tsx'

const ROLES: readonly Role[] = ['FINANCE', 'MANAGER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR']
const PAGE = 250

export function RunPage() {
  return <Guard roles={ROLES}>{() => <Found />}</Guard>
}

function Found() {
  const { t } = useTranslation('reconciliation')
  const { id } = useParams({ from: '/finance/reconciliation/$id' })
  const { data, isPending, error, refetch } = useQuery(queryOf(ReconciliationDocument, { id }))
  if (data?.reconciliation) return <Month run={data.reconciliation} />
  return (
    <Page title={t('title')}>
      {isPending ? <Loading rows={10} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <EmptyState title={t('missing')} text={t('missingText')}>
          <Link to="/finance/reconciliation">{t('title')}</Link>
        </EmptyState>
      ) : null}
    </Page>
  )
}

function Month({ run }: { readonly run: Run }) {
  const { t } = useTranslation('reconciliation')
  const name = useName()
  const [differing, setDiffering] = useState(true)
  const list = usePages(
    ReconciliationLinesDocument,
    { id: run.id, differing, first: PAGE },
    { connection: (data) => data.reconciliation?.lines ?? NOTHING },
  )
  const stage = stageOf(run)
  const isOpen = run.providerSignedAt === null && run.citySignedAt === null && !run.isReplaced
  return (
    <Page
      title={t('runTitle', { month: run.month })}
      wide
      lead={
        <span className="row">
          <span>{name(run.provider)}</span>
          <StateTag tone={STAGE_TONES[stage]}>
            {t(`stage.${stage}`, { count: unresolvedCount(run.totals) })}
          </StateTag>
          {run.isReplaced ? <StateTag tone="red">{t('replaced')}</StateTag> : null}
          <DemoTag demo={run.provider.isDemo} />
          <span className="small" title={run.fileSha256}>
            {run.fileName} · SHA-256 {run.fileSha256.slice(0, 12)}
          </span>
        </span>
      }
    >
      <Totals run={run} />
      <Ending run={run} />
      <div className="reconciliation-bar">
        <label className="row">
          <Switch checked={differing} onChange={setDiffering} aria-label={t('onlyDifferences')} />
          {t('onlyDifferences')}
        </label>
        {run.mayResolve && isOpen ? <span className="small secondary">{t('keys')}</span> : null}
        <span className="row">
          <a href={exportPath(run.id, differing, languageNow())} download>
            {t('export')}
          </a>
          <a href={journalPath(run.id)} download>
            {t('journal')}
          </a>
        </span>
      </div>
      {list.pending ? <Loading rows={10} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? (
        <EmptyState title={t('allMatched')} text={t('allMatchedText')} />
      ) : null}
      {list.nodes.length > 0 ? (
        <Workbench
          key={run.id}
          runId={run.id}
          lines={list.nodes}
          mayResolve={run.mayResolve && isOpen}
          onEnd={() => {
            if (list.hasMore && !list.loadingMore) list.more()
          }}
        />
      ) : null}
    </Page>
  )
}

const NOTHING = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } }

/** Both sides are the sums of their outcomes: the table always balances. */
function Totals({ run }: { readonly run: Run }) {
  const { t } = useTranslation('reconciliation')
  const { rows, all } = sumsOf(run.totals)
  return (
    <div className="reconciliation-totals" role="region" aria-label={t('totals')} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('column.outcome')}</th>
            <th scope="col" className="right">
              {t('column.count')}
            </th>
            <th scope="col" className="right">
              {t('column.ours')}
            </th>
            <th scope="col" className="right">
              {t('column.theirs')}
            </th>
            <th scope="col" className="right">
              {t('column.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((it) => (
            <tr key={it.outcome}>
              <td>{t(`outcome.${it.outcome}`)}</td>
              <td className="right figures">{it.count}</td>
              <td className="right">
                <Money fen={it.oursFen} />
              </td>
              <td className="right">
                <Money fen={it.theirsFen} />
              </td>
              <td className="right">
                <Money fen={it.theirsFen - it.oursFen} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="strong">
            <td>{t('sum')}</td>
            <td className="right figures">{all.count}</td>
            <td className="right">
              <Money fen={all.oursFen} />
            </td>
            <td className="right">
              <Money fen={all.theirsFen} />
            </td>
            <td className="right">
              <Money fen={all.theirsFen - all.oursFen} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
