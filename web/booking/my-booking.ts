/** A booking as 我的预约 shows it. */

import type { MyBookingsQuery } from '../gql/graphql.ts'

export type MyBooking = MyBookingsQuery['myBookings']['edges'][number]['node']
