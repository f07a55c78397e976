/** What a board of the day is given, in either of its layouts. */

import type { DeskBookingFragment } from '../gql/graphql.ts'

export type DeskRow = DeskBookingFragment

export type Board = {
  readonly groups: readonly {
    readonly instrument: DeskRow['instrument']
    readonly bookings: readonly DeskRow[]
  }[]
  /** The day, epoch ms. */
  readonly span: { readonly startsAt: number; readonly endsAt: number }
  readonly now: number
  /** While bookings are being chosen to be moved: which, and how. */
  readonly picking: Picking | undefined
}

export type Picking = {
  readonly ids: ReadonlySet<string>
  readonly toggle: (bookingId: string) => void
}
