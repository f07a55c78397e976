/** For whom time is kept, and from when on everybody may book it. */

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { upper } from '../policies/layers.ts'
import { classesText } from '../policies/rule-sentences.ts'
import { USER_CLASSES } from '../../server/institutions/rules.ts'
import { momentText } from '../design/format.ts'
import type { Week } from './week.ts'

export function useKeptWord(zone: string) {
  const { t } = useTranslation('policies')
  return useCallback(
    ({ userClasses, opensAt }: Week['reserved'][number]): string => {
      const named = USER_CLASSES.filter((it) => userClasses.includes(upper(it)))
      const who = classesText(t, named)
      return opensAt === null
        ? t('priority.kept', { who })
        : t('priority.keptUntil', { who, at: momentText(opensAt, zone) })
    },
    [t, zone],
  )
}
