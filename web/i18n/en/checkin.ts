/** Sentences of checking in with one's own phone. */

import type { Translation } from '../areas.ts'
import type { messages as chinese } from '../zh-CN/checkin.ts'

export const messages: Translation<typeof chinese> = {
  yours: 'Your booking',
  unknownTitle: 'This code leads nowhere',
  unknownText:
    'It does not exist or was renewed. Scan the code that hangs on the instrument now, or ask its keeper.',
  myBookings: 'My bookings',
  noneTitle: 'You have no booking within 24 hours',
  noneText: 'There is no booking of yours to check in for. See when the instrument is free and book it.',
  doneTitle: 'Your use has ended',
  doneText: 'Thank you. What it costs is under My bookings.',
  book: 'See free time',
  inUse: 'Somebody else is using the instrument, so you cannot check in yet. Ask its keeper.',
  using: 'In use',
  confirmed: 'Confirmed',
  since: 'Checked in at {{time}}. Please check out when you have finished.',
  rule: 'You can check in from {{from}}. If you have not by {{until}}, the booking counts as missed and the time is given to others.',
  opensIn_one: 'You can check in in {{count}} minute',
  opensIn_other: 'You can check in in {{count}} minutes',
  lapsesIn_one: 'Please check in within {{count}} minute',
  lapsesIn_other: 'Please check in within {{count}} minutes',
  away: 'You are away: the rest of your time is kept.',
  again: 'Go on',
  begin: 'Check in and begin',
  begun: 'Checked in',
}
