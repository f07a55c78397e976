/** Weekdays and opening hours in words. */

import { useTranslation } from 'react-i18next'
import { weekdayText } from '../design/format.ts'
import { type OpeningWeek, weekRuns } from './opening-week.ts'
import { weekdayRuns } from './tariff-values.ts'

/** 周一 … 周日 of a weekday 1 to 7. The first of January 2024 was a Monday. */
export function weekdayName(weekday: number): string {
  return weekdayText(`2024-01-0${weekday}`)
}

/** `周一至周五`, or one day alone. */
export function useRunWords() {
  const { t } = useTranslation('manage')
  return ({ from, to }: { readonly from: number; readonly to: number }): string =>
    from === to ? weekdayName(from) : t('hours.run', { from: weekdayName(from), to: weekdayName(to) })
}

/** `周一至周五 08:30–17:30；周六 09:00–12:00`. */
export function useWeekWords() {
  const { t } = useTranslation('manage')
  const runWords = useRunWords()
  return (week: OpeningWeek): string => {
    const runs = weekRuns(week)
    if (runs.length === 0) return t('hours.never')
    return runs
      .map((run) => `${runWords(run)} ${run.openings.map((it) => `${it.opensAt}–${it.closesAt}`).join(' ')}`)
      .join(t('hours.between'))
  }
}

/** `周一至周五、周日` of a set of weekdays. */
export function useWeekdaysWords() {
  const { t } = useTranslation('manage')
  const runWords = useRunWords()
  return (weekdays: readonly number[]): string =>
    weekdays.length === 7 ? t('hours.everyDay') : weekdayRuns(weekdays).map(runWords).join(t('hours.and'))
}
