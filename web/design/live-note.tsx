/** Says that changes by others do not appear at once, while that is so; nothing otherwise. */

import { useTranslation } from 'react-i18next'
import { useLineState } from '../data/live.ts'

export function LiveNote() {
  const { t } = useTranslation('shell')
  const isBroken = useLineState() === 'broken'
  return (
    <span role="status" className="small secondary">
      {isBroken ? t('live.broken') : ''}
    </span>
  )
}
