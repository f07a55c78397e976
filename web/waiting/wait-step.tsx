/** What can be done about taken time: take one's own offer, wait for it, or be told when something becomes free. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Interval, overlaps } from '../../server/kernel/interval.ts'
import type { Week } from '../booking/week.ts'
import { WaitButton } from './wait-button.tsx'
import type { WaitDialogProps } from './wait-dialog.tsx'

type WaitStepProps = Omit<WaitDialogProps, 'onClose'> & { readonly week: Week | undefined }

/** Beside the reason that the time is taken. */
export function WaitStep({ instrument, span, week, purpose, withOperator }: WaitStepProps) {
  const { t } = useTranslation('waiting')
  if (!span) return null
  if (isOffered(span, week)) return <Link to="/bookings">{t('accept')}</Link>
  return <WaitButton {...{ instrument, span, purpose, withOperator }}>{t('action')}</WaitButton>
}

/** Whether the time is in the way because it is offered to the viewer himself. */
function isOffered(span: Interval, week: Week | undefined): boolean {
  return week?.busy.some((it) => it.kind === 'OFFER' && it.mine && overlaps(it, span)) ?? false
}

type TellMeProps = Pick<WaitStepProps, 'instrument' | 'purpose' | 'withOperator'>

/** Under the button: for those to whom no free time is good. */
export function TellMe({ instrument, purpose, withOperator }: TellMeProps) {
  const { t } = useTranslation('waiting')
  return (
    <p className="small">
      <WaitButton {...{ instrument, span: undefined, purpose, withOperator }}>{t('tellMe')}</WaitButton>
    </p>
  )
}
