/** Who is told of a change on a calendar, and how little: which instrument, and whether the viewer's own lists changed. */

import { may, type Viewer } from '../../identity/rules.ts'

/** Something changed on the calendar of an instrument. */
export type CalendarChange = {
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  /** Whether anybody may see the instrument's calendar. */
  readonly isPublic: boolean
  /** Whose booking it was; null for maintenance and for the instrument itself. */
  readonly personId: string | null
}

/** What is sent: ids of instruments and no more. Who looks at one of them reads it again, as himself. */
export type News =
  | {
      readonly instruments: readonly string[]
      /** Whether bookings of the viewer changed. */
      readonly mine: boolean
      /** Whether bookings changed on a desk that the viewer may see. */
      readonly desk: boolean
    }
  /** Too much to name: everything may have changed. */
  | { readonly all: true }

/** More instruments than a timeline shows are not named one by one. */
const NAMED_MAX = 200

/** What the viewer is told; null where nothing of it is for him. */
export function newsFor(viewer: Viewer | null, changes: readonly CalendarChange[]): News | null {
  const seen = changes.filter(
    ({ isPublic, institutionId, personId }) =>
      isPublic ||
      may(viewer, 'seeUnpublished', { institutionId }) ||
      may(viewer, 'seeBookings', { institutionId, personId }),
  )
  if (seen.length === 0) return null
  const instruments = [...new Set(seen.map((it) => it.instrumentId))]
  if (instruments.length > NAMED_MAX) return { all: true }
  return {
    instruments,
    mine: seen.some(
      ({ personId }) =>
        personId !== null && personId === viewer?.personId && may(viewer, 'seeBookings', { personId }),
    ),
    desk: seen.some(({ institutionId }) => may(viewer, 'seeBookings', { institutionId })),
  }
}
