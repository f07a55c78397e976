/** Confirming a fault: until when, which bookings it hits, and what becomes of each. */

import { useQuery } from '@tanstack/react-query'
import './faults.css'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HOUR_MS } from '../../server/kernel/interval.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import type { FaultSeverity, OpenFaultsQuery } from '../gql/graphql.ts'
import { instantOfInput, wallInput } from '../records/wall-input.ts'
import { say } from '../shell/toasts.tsx'
import { rowsOf } from './choices.ts'
import { MomentField } from './moment-field.tsx'
import { ConfirmFaultDocument, DowntimeProposalsDocument } from './operations.ts'
import { ProposalRows } from './proposal-rows.tsx'
import { SeverityChoice } from './severity-choice.tsx'
import { problemsByRow, useRows } from './use-rows.ts'

export type OpenFault = OpenFaultsQuery['faultReports']['edges'][number]['node']

type ConfirmDialogProps = { readonly fault: OpenFault; readonly onClose: () => void }

/** So long an instrument is expected to be out of order unless somebody says otherwise. */
const EXPECTED_MS = 4 * HOUR_MS

export function ConfirmDialog({ fault, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation('faults')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const { instrument } = fault
  const [severity, setSeverity] = useState<FaultSeverity>(fault.severity)
  const [local, setLocal] = useState(() => wallInput(Date.now() + EXPECTED_MS, instrument.timeZone))
  const until = instantOfInput(local, instrument.timeZone)
  const isDown = severity === 'UNUSABLE'
  const rows = useRows()
  const confirm = useAction(ConfirmFaultDocument)
  const { data, error, refetch } = useQuery({
    ...queryOf(DowntimeProposalsDocument, { instrumentId: instrument.id, until: until ?? '' }),
    enabled: isDown && until !== undefined,
    staleTime: 0,
  })
  const proposals = isDown ? (data?.downtimeProposals ?? []) : []
  const byRow = problemsByRow(confirm.problems, proposals)
  const isReady = !isDown || (until !== undefined && data !== undefined)

  async function submit() {
    const { skipsRefused, choices } = rows
    const input = { faultId: fault.id, severity, skipsRefused, rows: rowsOf(proposals, choices) }
    const done = await confirm.run({ input: { ...input, until: isDown ? until : null } })
    if (!done) return
    const refused = done.outcomes.filter((it) => it.problems.length > 0).length
    say(refused > 0 ? t('confirm.doneBut', { count: refused }) : t('confirm.done'))
    onClose()
  }

  return (
    <Modal
      open
      width={760}
      title={t('confirm.title')}
      okText={t('confirm.ok')}
      okButtonProps={{ loading: confirm.pending, disabled: !isReady }}
      cancelText={ts('actions.cancel')}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          <strong>{name(instrument)}</strong> · {fault.text}
        </p>
        <SeverityChoice value={severity} onChange={setSeverity} />
        {isDown ? <MomentField label={t('confirm.until')} value={local} onChange={setLocal} /> : null}
        {isDown && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {isDown && until !== undefined && !data && !error ? <Loading rows={3} /> : null}
        {isDown && data ? (
          <p className="small secondary">{t(proposals.length === 0 ? 'confirm.none' : 'confirm.rule')}</p>
        ) : null}
        <ProposalRows proposals={proposals} rows={rows} refused={byRow} />
        <ProblemList problems={byRow.get('') ?? []} failure={confirm.failure} />
      </div>
    </Modal>
  )
}
