/** Sentences of the booking pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/booking.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'My bookings',
}
