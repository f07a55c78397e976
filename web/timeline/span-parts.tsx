/** Parts that a day on the timeline is drawn with, wide or narrow. */

import type { CSSProperties } from 'react'
import { clip } from '../../server/kernel/interval.ts'
import { type AxisDay, placeOn } from './lanes.ts'

/** A place on a day, for the eye. */
export function percent(place: { readonly left: number; readonly width: number }): CSSProperties {
  return { left: `${place.left * 100}%`, width: `${place.width * 100}%` }
}

/** A veil over what is gone, and the red line of now at its edge. */
export function Past({ day, now }: { readonly day: AxisDay; readonly now: number }) {
  const gone = placeOn(day, { startsAt: 0, endsAt: now })
  if (!gone) return null
  const running = clip({ startsAt: now, endsAt: now + 1 }, day.span)
  return (
    <>
      <span className="timeline-past" style={percent(gone)} />
      {running ? <span className="timeline-now" style={{ left: `${gone.width * 100}%` }} /> : null}
    </>
  )
}
