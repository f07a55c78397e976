/** Corrections that wait for a keeper: what was recorded, what it should be, why, and the decision. */

import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { usePages } from '../data/query.ts'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts, Panel } from '../design/page.tsx'
import { LoadMore, ProblemList } from '../design/states.tsx'
import type { UsageKind, WaitingAdjustmentsQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { DecideAdjustmentDocument, WaitingAdjustmentsDocument } from './operations.ts'

type Waiting = WaitingAdjustmentsQuery['adjustmentRequests']['edges'][number]['node']

/** Nothing where none waits. */
export function WaitingAdjustments({ institutionId }: { readonly institutionId: string }) {
  const { t } = useTranslation('records')
  const list = usePages(
    WaitingAdjustmentsDocument,
    { institutionId, first: 20 },
    { connection: (data) => data.adjustmentRequests },
  )
  if (list.nodes.length === 0) return null
  return (
    <Panel title={t('adjustment.waiting')}>
      <ul className="records-waiting">
        {list.nodes.map((it) => (
          <Request key={it.id} request={it} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Panel>
  )
}

function Request({ request }: { readonly request: Waiting }) {
  const { t } = useTranslation('records')
  const name = useName()
  const [note, setNote] = useState('')
  const decide = useAction(DecideAdjustmentDocument)
  const { session, requestedBy } = request
  const values = (it: {
    readonly startsAt: string
    readonly endsAt: string | null
    readonly kind: UsageKind
    readonly samples: number
  }) =>
    [
      spanText(it.startsAt, it.endsAt ?? it.startsAt, session.instrument.timeZone),
      t(`kinds.${it.kind}`),
      t('sampleCount', { count: it.samples }),
    ].join(' · ')

  async function answer(approve: boolean) {
    const input = { adjustmentId: request.id, approve, note: note.trim() }
    if (await decide.run({ input })) say(t(approve ? 'adjustment.approved' : 'adjustment.rejected'))
  }

  return (
    <li className="stack-tight" aria-label={name(session.instrument)}>
      <strong>{name(session.instrument)}</strong>
      <Facts
        pairs={[
          [t('adjustment.from'), values(session)],
          [t('adjustment.to'), <strong key="to">{values(request)}</strong>],
          [t('adjustment.asks', { name: requestedBy ? name(requestedBy) : t('hidden') }), request.reason],
        ]}
      />
      {request.mayDecide ? (
        <div className="row">
          <Input
            className="records-note"
            aria-label={t('adjustment.note')}
            placeholder={t('adjustment.noteHint')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" loading={decide.pending} onClick={() => void answer(true)}>
            {t('adjustment.approve')}
          </Button>
          <Button danger disabled={decide.pending} onClick={() => void answer(false)}>
            {t('adjustment.reject')}
          </Button>
        </div>
      ) : null}
      <ProblemList problems={decide.problems} failure={decide.failure} />
    </li>
  )
}
