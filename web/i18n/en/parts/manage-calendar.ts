/** Sentences about the private calendar of an instrument. */

import type { Translation } from '../../areas.ts'
import type { calendar as zhCN } from '../../zh-CN/parts/manage-calendar.ts'

export const calendar: Translation<typeof zhCN> = {
  title: 'Calendar for keepers',
  text: 'Shows all bookings of this instrument with names, and its maintenance, in your calendar program. The address is for you alone; the public calendar tells busy and free only.',
  create: 'Make an address',
  renew: 'Replace the address',
  renewQuestion: 'The address before stops working at once. Replace it?',
  stop: 'Stop',
  stopQuestion: 'Calendars that subscribed are updated no more.',
  exists: 'There is an address. It is shown only when it is made: replace it when it is lost.',
  once: 'The address is shown this once: copy it into your calendar program now.',
  label: 'Address',
}
