/** How complete a description is, as a bar and a number. */

import './pieces.css'
import { useTranslation } from 'react-i18next'

/** `ratio` is between 0 and 1. */
export function CompletenessBar({ ratio }: { readonly ratio: number }) {
  const { t } = useTranslation('manage')
  const percent = Math.round(ratio * 100)
  return (
    <span className="manage-completeness">
      <progress value={percent} max={100} aria-label={t('completeness.label')} />
      <span className="figures">{percent} %</span>
    </span>
  )
}
