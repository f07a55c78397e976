/** The days to look at, at most fourteen; fetched only when somebody picks them himself. */

import { useTranslation } from 'react-i18next'
import { DayRangePicker } from '../design/day-picker.tsx'
import { KitProvider } from '../design/kit-provider.tsx'

const DAY_MS = 86_400_000

type FindDatesProps = {
  readonly range: readonly [string, string]
  readonly today: string
  readonly onChange: (change: { readonly since: string; readonly until: string }) => void
}

export function FindDates({ range, today, onChange }: FindDatesProps) {
  const { t } = useTranslation('catalog')
  return (
    <KitProvider>
      <DayRangePicker
        label={t('find.dates')}
        value={range}
        onChange={([first, last]) => {
          const since = first < today ? today : first
          const latest = new Date(Date.parse(since) + 13 * DAY_MS).toISOString().slice(0, 10)
          onChange({ since, until: last > latest ? latest : last < since ? since : last })
        }}
      />
    </KitProvider>
  )
}
