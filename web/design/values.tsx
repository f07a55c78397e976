/** Amounts, hours and times as they stand in a sentence or a table cell. */

import { useTranslation } from 'react-i18next'
import { momentText, moneyText, spanText, ZONE } from './format.ts'

/** An amount; null is no amount, never a zero. */
export function Money({ fen }: { readonly fen: number | null | undefined }) {
  const { t } = useTranslation('shell')
  return (
    <span className="figures nowrap">
      {fen === null || fen === undefined ? t('units.noPrice') : moneyText(fen)}
    </span>
  )
}

type WhenProps = {
  readonly startsAt: string
  readonly endsAt?: string | null | undefined
  readonly zone?: string
}

/** A moment or a span in the instrument's zone. */
export function When({ startsAt, endsAt, zone = ZONE }: WhenProps) {
  return (
    <time className="figures" dateTime={startsAt}>
      {endsAt ? spanText(startsAt, endsAt, zone) : momentText(startsAt, zone)}
    </time>
  )
}

/** Whose clock the page shows, and that the reader's own differs where it does. */
export function ZoneNote() {
  const { t } = useTranslation('shell')
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const same = new Date().getTimezoneOffset() === -480
  return <span className="small secondary">{same ? t('zone.note') : t('zone.differs', { zone: own })}</span>
}
