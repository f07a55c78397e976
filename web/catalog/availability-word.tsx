/** Free now or not, as a dot and a word, and from when. */

import { useTranslation } from 'react-i18next'
import { wallTime, weekdayText } from '../design/format.ts'
import type { CatalogResultFragment } from '../gql/graphql.ts'
import { isRunning } from './running.ts'

const SOON_MS = 2 * 3_600_000

type AvailabilityWordProps = {
  readonly instrument: Pick<
    CatalogResultFragment,
    'freeNow' | 'nextFreeAt' | 'runStatus' | 'shareMode' | 'timeZone'
  >
}

/** A moment in the words of the week: 今天 14:30, 明天 09:00, 周四 09:00, 12-03 09:00. */
function useNearMoment() {
  const { t } = useTranslation('catalog')
  return (instant: string, zone: string): string => {
    const now = Date.now()
    const { date, time } = wallTime(instant, zone)
    const days = Math.round((Date.parse(date) - Date.parse(wallTime(now, zone).date)) / 86_400_000)
    if (days === 0) return t('when.today', { time })
    if (days === 1) return t('when.tomorrow', { time })
    return days < 7 ? `${weekdayText(date)} ${time}` : `${date.slice(5)} ${time}`
  }
}

/** What is free is not always to be had at once: the notice that counts for the viewer may be long. */
function isLater(nextFreeAt: string | null | undefined): boolean {
  return Boolean(nextFreeAt) && Date.parse(nextFreeAt ?? '') - Date.now() > SOON_MS
}

export function AvailabilityWord({ instrument }: AvailabilityWordProps) {
  const { t } = useTranslation('catalog')
  const near = useNearMoment()
  const { freeNow, nextFreeAt, runStatus, timeZone } = instrument
  if (!isRunning(runStatus)) {
    return (
      <span className="tag tag-red">
        <span className="dot dot-hollow" />
        {t(`runStatus.${runStatus}`)}
      </span>
    )
  }
  return (
    <span className="availability">
      <span className={`tag ${freeNow ? 'tag-green' : 'tag-plain'}`}>
        <span className={freeNow ? 'dot' : 'dot dot-hollow'} />
        {t(freeNow ? 'free.now' : 'free.busy')}
      </span>
      {freeNow && !isLater(nextFreeAt) ? null : (
        <span className="small secondary nowrap">
          {nextFreeAt
            ? t(freeNow ? 'free.earliest' : 'free.next', { when: near(nextFreeAt, timeZone) })
            : t('free.none')}
        </span>
      )}
    </span>
  )
}
