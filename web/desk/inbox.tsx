/** Requests that wait for a word: a list, the chosen one in full beside it, keys and a batch for many. */

import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, ErrorState, Loading, LoadMore, ProblemList } from '../design/states.tsx'
import { usePhone } from '../design/use-media.ts'
import { OverrideBox } from '../policies/override-box.tsx'
import { say } from '../shell/toasts.tsx'
import { rowAfter } from './day-board.ts'
import type { DeskRow } from './day-board-shape.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { RequestDetail } from './request-detail.tsx'
import { RequestRow } from './request-row.tsx'
import { useApproval } from './use-approval.ts'
import { useKeys } from './use-keys.ts'

type InboxProps = {
  readonly requests: {
    readonly nodes: readonly DeskRow[]
    readonly pending: boolean
    readonly error: unknown
    readonly retry: () => void
    readonly hasMore: boolean
    readonly loadingMore: boolean
    readonly more: () => void
  }
}

export function Inbox({ requests }: InboxProps) {
  const { t } = useTranslation('desk')
  if (requests.pending) return <Loading rows={8} />
  if (requests.error) return <ErrorState error={requests.error} onRetry={requests.retry} />
  if (requests.nodes.length === 0) {
    return (
      <div className="panel">
        <EmptyState title={t('inbox.emptyTitle')} text={t('inbox.emptyText')} />
      </div>
    )
  }
  return (
    <>
      <Requests rows={requests.nodes} />
      <LoadMore hasMore={requests.hasMore} loading={requests.loadingMore} onMore={requests.more} />
    </>
  )
}

/** Which request is looked at, which are ticked, and what the keys do. */
function useInbox(rows: readonly DeskRow[]) {
  const { t } = useTranslation('desk')
  const phone = usePhone()
  const ids = rows.map((it) => it.id)
  const [looked, setLooked] = useState<string | undefined>()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [rejecting, setRejecting] = useState<DeskRow | undefined>()
  const approval = useApproval()
  const known = looked !== undefined && ids.includes(looked) ? looked : undefined
  const current = known ?? (phone ? undefined : ids[0])
  const chosen = ticked.filter((id) => ids.includes(id))

  function decided(done: readonly string[], was: string | undefined) {
    // On a phone the next request does not open by itself: the list would jump under the thumb.
    if (was !== undefined) setLooked(phone ? undefined : rowAfter(ids, was, done))
    setTicked(chosen.filter((id) => !done.includes(id)))
  }
  async function approve(wanted: readonly string[], reason?: string) {
    const done = await approval.approve(wanted, reason)
    decided(done, current)
    if (done.length > 0) say(t('inbox.approved', { count: done.length }))
  }
  function step(by: number) {
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(current ?? '') + by))]
    setLooked(next)
    if (next !== undefined) document.getElementById(`request-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    a: () => (current === undefined || approval.pending ? undefined : void approve([current])),
    r: () => setRejecting(rows.find((it) => it.id === current)),
    j: () => step(1),
    k: () => step(-1),
    x: () => (current === undefined ? undefined : tick(current)),
  })
  function tick(id: string) {
    setTicked(chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id])
  }
  return {
    phone,
    ids,
    current,
    setLooked,
    chosen,
    setTicked,
    tick,
    rejecting,
    setRejecting,
    approval,
    approve,
    decided,
  }
}

function Requests({ rows }: { readonly rows: readonly DeskRow[] }) {
  const { t } = useTranslation('desk')
  const inbox = useInbox(rows)
  const { phone, current, chosen, approval, rejecting } = inbox
  const looked = rows.find((it) => it.id === current)
  const detail = (row: DeskRow) => (
    <RequestDetail
      key={row.id}
      booking={row}
      pending={approval.pending}
      onApprove={() => void inbox.approve([row.id])}
      onReject={() => inbox.setRejecting(row)}
    />
  )
  return (
    <div className="stack">
      <BatchBar inbox={inbox} />
      <ProblemList problems={approval.problems} failure={approval.failure} />
      <OverrideBox
        problems={approval.problems}
        pending={approval.pending}
        what="approve"
        onOverride={(reason) => void inbox.approve(approval.refusedIds, reason)}
      />
      <div className="desk-inbox">
        <ul className="desk-requests" aria-label={t('inbox.list')}>
          {rows.map((row) => (
            <RequestRow
              key={row.id}
              booking={row}
              current={row.id === current}
              ticked={chosen.includes(row.id)}
              onLook={() => inbox.setLooked(phone && row.id === current ? undefined : row.id)}
              onTick={() => inbox.tick(row.id)}
            >
              {phone && row.id === current ? detail(row) : null}
            </RequestRow>
          ))}
        </ul>
        {phone || !looked ? null : <aside className="desk-beside">{detail(looked)}</aside>}
      </div>
      {rejecting ? (
        <RejectDialog
          booking={rejecting}
          onClose={() => inbox.setRejecting(undefined)}
          onDone={() => {
            inbox.setRejecting(undefined)
            inbox.decided([rejecting.id], current)
          }}
        />
      ) : null}
    </div>
  )
}

function BatchBar({ inbox }: { readonly inbox: ReturnType<typeof useInbox> }) {
  const { t } = useTranslation('desk')
  const { ids, chosen, approval } = inbox
  const all = chosen.length === ids.length
  return (
    <div className="spread">
      <div className="row">
        <Button onClick={() => inbox.setTicked(all ? [] : ids)}>
          {t(all ? 'inbox.tickNone' : 'inbox.tickAll')}
        </Button>
        <Button
          type="primary"
          disabled={chosen.length === 0}
          loading={approval.pending}
          onClick={() => void inbox.approve(chosen)}
        >
          {t('inbox.approveTicked', { count: chosen.length })}
        </Button>
      </div>
      <span className="small secondary desk-hints">
        <kbd>j</kbd> <kbd>k</kbd> {t('inbox.keyMove')} <kbd>x</kbd> {t('inbox.keyTick')} <kbd>a</kbd>{' '}
        {t('approve')} <kbd>r</kbd> {t('reject')}
      </span>
    </div>
  )
}
