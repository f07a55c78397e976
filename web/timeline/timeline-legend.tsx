/** What the fills of the timeline mean, in words: those of every calendar, and open time that cannot be booked. */

import { useTranslation } from 'react-i18next'

const KINDS = ['mine', 'other', 'request', 'hold', 'maintenance', 'closed'] as const

export function TimelineLegend() {
  const { t } = useTranslation('timeline')
  const { t: tb } = useTranslation('booking')
  return (
    <ul className="legend small" aria-label={t('legend.label')}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className={`legend-box cal-${kind}`} aria-hidden="true" />
          {tb(`legend.${kind}`)}
        </li>
      ))}
      <li>
        <span className="legend-box timeline-unbookable" aria-hidden="true" />
        {t('legend.unbookable')}
      </li>
      <li>
        <span className="legend-now" aria-hidden="true" />
        {tb('legend.now')}
      </li>
    </ul>
  )
}
