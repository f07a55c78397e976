/** One request of the group: a tick, who wants what when and what for, until when it waits, and the two answers. */

import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { momentText, spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { DemoTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import type { ApprovalRowFragment } from '../gql/graphql.ts'

type ApprovalRowProps = {
  readonly request: ApprovalRowFragment
  readonly current: boolean
  readonly ticked: boolean
  readonly pending: boolean
  readonly onTick: () => void
  readonly onApprove: () => void
  readonly onReject: () => void
}

export function ApprovalRow(props: ApprovalRowProps) {
  const { request, current, ticked, pending, onTick, onApprove, onReject } = props
  const { t } = useTranslation('approvals')
  const name = useName()
  const { booking, person } = request
  const { instrument, startsAt, endsAt } = booking
  const zone = instrument.timeZone
  const who = name(person)
  return (
    <li
      id={`approval-${booking.id}`}
      className={current ? 'approval-row approval-current' : 'approval-row'}
      aria-label={`${who} ${name(instrument)}`}
    >
      <Checkbox
        checked={ticked}
        onChange={onTick}
        aria-label={t('tick', { who, when: spanText(startsAt, endsAt, zone) })}
      />
      <div className="stack-tight">
        <strong>
          <When startsAt={startsAt} endsAt={endsAt} zone={zone} />
        </strong>
        <span>
          {name(instrument)} <DemoTag demo={instrument.isDemo} />
          <span className="secondary"> · {name(instrument.institution)}</span>
        </span>
        <span>
          {who} <DemoTag demo={person.isDemo} />
        </span>
        <span>
          <span className="secondary">{t('purpose')}</span> {request.purpose}
        </span>
        <span className="small secondary">
          {t('until', { when: momentText(request.expiresAt, zone) })} ·{' '}
          {t(request.thenKeeper ? 'thenKeeper' : 'last')}
        </span>
      </div>
      <div className="row approval-actions">
        <Button type="primary" loading={pending} onClick={onApprove}>
          {t('approve')}
        </Button>
        <Button danger onClick={onReject}>
          {t('reject')}
        </Button>
      </div>
    </li>
  )
}
