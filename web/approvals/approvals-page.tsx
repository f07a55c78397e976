/** `/approvals`: requests of people in a group that I lead, with keys and a batch for many. */

import './approvals.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore, ProblemList } from '../design/states.tsx'
import type { ApprovalRowFragment } from '../gql/graphql.ts'
import { useKeys } from '../desk/use-keys.ts'
import { Guard } from '../shell/guard.tsx'
import { say } from '../shell/toasts.tsx'
import { ApprovalRow } from './approval-row.tsx'
import { ApprovalsDocument } from './operations.ts'
import { RefuseDialog } from './refuse-dialog.tsx'
import { useDecide } from './use-decide.ts'

export function ApprovalsPage() {
  return <Guard>{() => <Approvals />}</Guard>
}

function Approvals() {
  const { t } = useTranslation('approvals')
  const list = usePages(ApprovalsDocument, { first: 50 }, { connection: (data) => data.approvalRequests })
  return (
    <Page title={t('title')} lead={t('lead')}>
      {list.pending ? <Loading rows={6} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {!list.pending && !list.error && list.nodes.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
        </div>
      ) : null}
      {list.nodes.length > 0 ? <Requests rows={list.nodes} /> : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Page>
  )
}

/** Which request the keys are about, which are ticked, and what is done with them. */
function useInbox(ids: readonly string[]) {
  const { t } = useTranslation('approvals')
  const [looked, setLooked] = useState<string>()
  const [ticks, setTicks] = useState<readonly string[]>([])
  const [refusing, setRefusing] = useState<readonly string[]>([])
  const decision = useDecide()
  const current = looked !== undefined && ids.includes(looked) ? looked : ids[0]
  const ticked = ticks.filter((id) => ids.includes(id))

  async function approve(wanted: readonly string[]) {
    const done = await decision.decide({ ids: wanted, approve: true })
    if (done.length > 0) say(t('approved', { count: done.length }))
  }
  function tick(id: string) {
    setTicks(ticked.includes(id) ? ticked.filter((it) => it !== id) : [...ticked, id])
  }
  function step(by: number) {
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(current ?? '') + by))]
    setLooked(next)
    if (next !== undefined) document.getElementById(`approval-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    a: () => (current === undefined || decision.pending ? undefined : void approve([current])),
    r: () => (current === undefined ? undefined : setRefusing([current])),
    j: () => step(1),
    k: () => step(-1),
    x: () => (current === undefined ? undefined : tick(current)),
  })
  return { current, ticked, setTicks, tick, approve, refusing, setRefusing, decision }
}

function Requests({ rows }: { readonly rows: readonly ApprovalRowFragment[] }) {
  const { t } = useTranslation('approvals')
  const ids = rows.map((it) => it.booking.id)
  const inbox = useInbox(ids)
  const { ticked, decision, refusing } = inbox
  const all = ticked.length === ids.length
  return (
    <div className="stack">
      <div className="spread">
        <div className="row">
          <Button onClick={() => inbox.setTicks(all ? [] : ids)}>{t(all ? 'tickNone' : 'tickAll')}</Button>
          <Button
            type="primary"
            disabled={ticked.length === 0}
            loading={decision.pending}
            onClick={() => void inbox.approve(ticked)}
          >
            {t('approveTicked', { count: ticked.length })}
          </Button>
          <Button danger disabled={ticked.length === 0} onClick={() => inbox.setRefusing(ticked)}>
            {t('rejectTicked', { count: ticked.length })}
          </Button>
        </div>
        <span className="small secondary approval-hints">
          {t('keys')} <kbd>j</kbd> <kbd>k</kbd> {t('keyMove')} <kbd>x</kbd> {t('keyTick')} <kbd>a</kbd>{' '}
          {t('approve')} <kbd>r</kbd> {t('reject')}
        </span>
      </div>
      <ProblemList problems={decision.problems} failure={decision.failure} />
      <ul className="approval-list panel panel-flush" aria-label={t('list')}>
        {rows.map((it) => (
          <ApprovalRow
            key={it.booking.id}
            request={it}
            current={it.booking.id === inbox.current}
            ticked={ticked.includes(it.booking.id)}
            pending={decision.pending}
            onTick={() => inbox.tick(it.booking.id)}
            onApprove={() => void inbox.approve([it.booking.id])}
            onReject={() => inbox.setRefusing([it.booking.id])}
          />
        ))}
      </ul>
      {refusing.length > 0 ? (
        <RefuseDialog
          ids={refusing}
          onClose={() => inbox.setRefusing([])}
          onDone={() => inbox.setRefusing([])}
        />
      ) : null}
    </div>
  )
}
