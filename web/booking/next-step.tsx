/** The next step beside a reason: the corrected span, a field to fill in, the institution's office, or one's own bookings. */

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import type { Problem } from '../data/action.ts'
import { spanText } from '../design/format.ts'
import { answerId } from '../policies/answer-fields.tsx'
import { type Limits, officeHelps, ownBookingsHelp, repairedSpan, staffHelp } from './repairs.ts'

type NextStepProps = {
  readonly problem: Problem
  readonly span: Interval
  readonly limits: Limits
  readonly zone: string
  readonly onPick: (span: Interval) => void
}

export function NextStep({ problem, span, limits, zone, onPick }: NextStepProps) {
  const { t } = useTranslation('booking')
  const { t: tp } = useTranslation('policies')
  const { code, refs } = problem
  const [ref] = refs
  const repaired = repairedSpan(code, span, limits)
  if (repaired) {
    return (
      <Button type="link" size="small" className="inline-link" onClick={() => onPick(repaired)}>
        {t('next.repair', { when: spanText(repaired.startsAt, repaired.endsAt, zone).slice(5) })}
      </Button>
    )
  }
  if (code.startsWith('QUALIFICATION_')) return <a href="#training">{t('next.training')}</a>
  if (code.startsWith('RESTRICTED_')) return <Link to="/me">{t('next.standing')}</Link>
  if (code.startsWith('ANSWER_') && ref !== undefined) {
    const fill = () => document.getElementById(answerId(ref))?.focus()
    return (
      <Button type="link" size="small" className="inline-link" onClick={fill}>
        {tp('form.fill')}
      </Button>
    )
  }
  if (ownBookingsHelp(code)) {
    return (
      <>
        <Link to="/bookings">{t('panel.mine')}</Link>
        {problem.overridable ? null : (
          <>
            {' · '}
            <a href="#office">{tp('override.byStaff')}</a>
          </>
        )}
      </>
    )
  }
  if (officeHelps(code)) return <a href="#office">{t('next.office')}</a>
  return staffHelp(code) && !problem.overridable ? <a href="#office">{tp('override.byStaff')}</a> : null
}
