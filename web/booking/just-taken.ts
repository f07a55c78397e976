/** Noticing that somebody took the wanted span while it stood in the form. */

import { useEffect, useState } from 'react'
import { contains, type Interval } from '../../server/kernel/interval.ts'
import { clashes, type Week, weekInterval } from './week.ts'

/** True when the span was free while it was wanted and is taken now; `day` says which week is on screen. */
export function useJustTaken(span: Interval | undefined, week: Week | undefined, day: string): boolean {
  const [seenFree, setSeenFree] = useState<string>()
  const isShown = span && week && contains(weekInterval(day, week.zone), span)
  const key = isShown ? `${span.startsAt} ${span.endsAt}` : undefined
  const isTaken = isShown ? clashes(span, week).busy.some((it) => !it.mine) : false
  useEffect(() => {
    if (key !== undefined && !isTaken) setSeenFree(key)
  }, [key, isTaken])
  return isTaken && key === seenFree
}
