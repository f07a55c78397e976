/** Moving the bookings that were ticked on the day board: a proposal for each, and one word for all. */

import { useQuery } from '@tanstack/react-query'
import './faults.css'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import { instantOfInput, wallInput } from '../records/wall-input.ts'
import { say } from '../shell/toasts.tsx'
import { rowsOf } from './choices.ts'
import { MomentField } from './moment-field.tsx'
import { RescheduleBookingsDocument, RescheduleProposalsDocument } from './operations.ts'
import { ProposalRows } from './proposal-rows.tsx'
import { problemsByRow, useRows } from './use-rows.ts'

type RescheduleDialogProps = {
  readonly bookingIds: readonly string[]
  readonly onClose: () => void
  readonly onDone: () => void
}

export function RescheduleDialog({ bookingIds, onClose, onDone }: RescheduleDialogProps) {
  const { t } = useTranslation('faults')
  const { t: ts } = useTranslation('shell')
  const [local, setLocal] = useState(() => wallInput(Date.now(), DEFAULT_ZONE))
  const [reason, setReason] = useState('')
  const notBefore = instantOfInput(local, DEFAULT_ZONE)
  const rows = useRows()
  const reschedule = useAction(RescheduleBookingsDocument)
  const { data, error, refetch } = useQuery({
    ...queryOf(RescheduleProposalsDocument, { bookingIds: [...bookingIds], notBefore: notBefore ?? '' }),
    enabled: notBefore !== undefined,
    staleTime: 0,
  })
  const proposals = data?.rescheduleProposals ?? []
  const byRow = problemsByRow(reschedule.problems, proposals)

  async function submit() {
    const { skipsRefused, choices } = rows
    const input = { rows: rowsOf(proposals, choices), reason: reason.trim(), skipsRefused }
    const done = await reschedule.run({ input })
    if (!done) return
    const refused = done.outcomes.filter((it) => it.problems.length > 0).length
    say(refused > 0 ? t('reschedule.doneBut', { count: refused }) : t('reschedule.done'))
    if (!rows.keep(done.outcomes)) onDone()
  }

  return (
    <Modal
      open
      width={760}
      title={t('reschedule.title')}
      okText={t('reschedule.ok')}
      okButtonProps={{ loading: reschedule.pending, disabled: !data }}
      cancelText={ts('actions.cancel')}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <MomentField label={t('reschedule.notBefore')} value={local} onChange={setLocal} />
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {notBefore !== undefined && !data && !error ? <Loading rows={3} /> : null}
        <ProposalRows proposals={proposals} rows={rows} refused={rows.left.size > 0 ? rows.left : byRow} />
        <label className="stack-tight">
          <span>{t('reschedule.reason')}</span>
          <Input
            maxLength={500}
            placeholder={t('reschedule.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <ProblemList problems={byRow.get('') ?? []} failure={reschedule.failure} />
      </div>
    </Modal>
  )
}
