/** The next step beside a reason: the corrected span, the institution's office, or one's own bookings. */

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { spanText } from '../design/format.ts'
import { type Limits, officeHelps, repairedSpan } from './repairs.ts'

type NextStepProps = {
  readonly code: string
  readonly span: Interval
  readonly limits: Limits
  readonly zone: string
  readonly onPick: (span: Interval) => void
}

export function NextStep({ code, span, limits, zone, onPick }: NextStepProps) {
  const { t } = useTranslation('booking')
  const repaired = repairedSpan(code, span, limits)
  if (repaired) {
    return (
      <Button type="link" size="small" className="inline-link" onClick={() => onPick(repaired)}>
        {t('next.repair', { when: spanText(repaired.startsAt, repaired.endsAt, zone).slice(5) })}
      </Button>
    )
  }
  if (officeHelps(code)) return <a href="#office">{t('next.office')}</a>
  return code === 'CLIENT_KEY_REUSED' ? <Link to="/bookings">{t('panel.mine')}</Link> : null
}
