/** A booking with its series, as the dialog of a series shows it. */

import type { SeriesOfBookingQuery } from '../gql/graphql.ts'

export type SeriesBooking = NonNullable<SeriesOfBookingQuery['booking']>
