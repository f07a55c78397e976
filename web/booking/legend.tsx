/** What the fills of the calendar mean, in words. */

import { useTranslation } from 'react-i18next'

const KINDS = [
  'mine',
  'other',
  'request',
  'offer',
  'hold',
  'barred',
  'maintenance',
  'closed',
  'gone',
] as const

export function Legend() {
  const { t } = useTranslation('booking')
  return (
    <ul className="legend small" aria-label={t('legend.label')}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className={`legend-box cal-${kind}`} aria-hidden="true" />
          {t(`legend.${kind}`)}
        </li>
      ))}
      <li>
        <span className="legend-now" aria-hidden="true" />
        {t('legend.now')}
      </li>
    </ul>
  )
}
