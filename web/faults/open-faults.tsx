/** Faults on the keeper's desk: those to look into, and those that are not repaired yet. */

import './faults.css'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { usePages } from '../data/query.ts'
import { momentText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { LoadMore, ProblemList } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import { say } from '../shell/toasts.tsx'
import { ConfirmDialog, type OpenFault } from './confirm-dialog.tsx'
import { DismissFaultDocument, OpenFaultsDocument, ResolveFaultDocument } from './operations.ts'

/** Nothing where there is none. */
export function OpenFaults({ institutionId }: { readonly institutionId: string }) {
  const { t } = useTranslation('faults')
  const list = usePages(
    OpenFaultsDocument,
    { institutionId, first: 20 },
    { connection: (data) => data.faultReports },
  )
  if (list.nodes.length === 0) return null
  return (
    <div className="fault-panel">
      <Panel title={t('desk.title')}>
        <ul className="fault-list">
          {list.nodes.map((it) => (
            <Fault key={it.id} fault={it} />
          ))}
        </ul>
        <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
      </Panel>
    </div>
  )
}

function Fault({ fault }: { readonly fault: OpenFault }) {
  const { t } = useTranslation('faults')
  const name = useName()
  const { instrument, reporter, expectedUntil } = fault
  return (
    <li className="stack-tight" aria-label={name(instrument)}>
      <div className="row">
        <strong>{name(instrument)}</strong>
        <StateTag tone={fault.severity === 'UNUSABLE' ? 'red' : 'amber'}>
          {t(`severities.${fault.severity}`)}
        </StateTag>
        <StateTag tone={fault.state === 'CONFIRMED' ? 'plain' : 'blue'}>
          {t(`states.${fault.state}`)}
        </StateTag>
      </div>
      <div>{fault.text}</div>
      <div className="small secondary">
        {t('desk.reported', {
          who: reporter ? name(reporter) : t('rows.hidden'),
          when: momentText(fault.reportedAt, instrument.timeZone),
        })}
        {expectedUntil ? ` · ${t('until', { when: momentText(expectedUntil, instrument.timeZone) })}` : ''}
      </div>
      {fault.mayDecide ? <Decide fault={fault} /> : null}
      {fault.mayResolve ? <Resolve fault={fault} /> : null}
    </li>
  )
}

function Decide({ fault }: { readonly fault: OpenFault }) {
  const { t } = useTranslation('faults')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const dismiss = useAction(DismissFaultDocument)
  async function drop() {
    if (await dismiss.run({ input: { faultId: fault.id, reason: reason.trim() } })) say(t('desk.dismissed'))
  }
  return (
    <>
      <div className="row">
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('desk.confirm')}
        </Button>
        <Input
          className="fault-reason"
          aria-label={t('desk.reason')}
          placeholder={t('desk.reasonHint')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button loading={dismiss.pending} onClick={() => void drop()}>
          {t('desk.dismiss')}
        </Button>
      </div>
      <ProblemList problems={dismiss.problems} failure={dismiss.failure} />
      {open ? <ConfirmDialog fault={fault} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Resolve({ fault }: { readonly fault: OpenFault }) {
  const { t } = useTranslation('faults')
  const resolve = useAction(ResolveFaultDocument)
  async function repaired() {
    if (await resolve.run({ input: { faultId: fault.id } })) say(t('desk.resolved'))
  }
  return (
    <>
      <div className="row">
        <Popconfirm title={t('desk.resolveAsk')} okText={t('desk.resolve')} onConfirm={() => void repaired()}>
          <Button loading={resolve.pending}>{t('desk.resolve')}</Button>
        </Popconfirm>
      </div>
      <ProblemList problems={resolve.problems} failure={resolve.failure} />
    </>
  )
}
