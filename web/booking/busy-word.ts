/** What taken time is called: what it is, or how many of the units it is. */

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Busy } from './week.ts'

export function useBusyWord() {
  const { t } = useTranslation('booking')
  return useCallback(
    ({ kind, mine, count }: Pick<Busy, 'kind' | 'mine' | 'count'>): string =>
      count ? t('units.taken', count) : t(mine ? `kindMine.${kind}` : `kind.${kind}`),
    [t],
  )
}
