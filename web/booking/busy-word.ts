/** What taken time is called: what it is, or how many of the units it is. */

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusyWords } from './week.ts'

export function useBusyWord() {
  const { t } = useTranslation('booking')
  return useCallback(
    ({ kind, mine, count, barred }: BusyWords): string => {
      if (barred) return ''
      return count ? t('units.taken', count) : t(mine ? `kindMine.${kind}` : `kind.${kind}`)
    },
    [t],
  )
}
