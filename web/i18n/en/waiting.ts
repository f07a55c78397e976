/** Sentences of waiting for time. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/waiting.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Waiting list',
  action: 'Wait for it',
  tellMe: 'Tell me when something is free',
  accept: 'Accept the offer',
  count_one: '{{count}} person waits',
  count_other: '{{count}} people wait',
  hours: '{{value}} h',
  dialog: { title: 'Wait for time', join: 'Join the waiting list', notify: 'Tell me when it is free' },
  mode: { exact: 'This very span', window: 'Any time in a window', notice: 'Only tell me' },
  form: {
    fromDay: 'From day',
    untilDay: 'Until day',
    dayFrom: 'Not earlier than',
    dayUntil: 'Not later than',
    length: 'Length',
    weekdays: 'Weekdays',
    purpose: 'Purpose',
    purposeMissing: 'Please enter the purpose: an accepted offer is booked with it.',
  },
  rule: {
    offer:
      'When time becomes free it is offered first come, first served, and held for you for 30 minutes (less shortly before its start); one press books it. Who let his last offer lapse stands behind the others.',
    notice: 'You are told when time becomes free that nobody waits for. It is not held for you.',
  },
  state: { place: 'Place {{place}} in the queue', notice: 'Will be told' },
  wish: { length: 'any {{hours}} h' },
  offer: { left: 'Held for you · {{left}} left', over: 'Lapsed', accept: 'Accept', decline: 'No, thanks' },
  leave: {
    action: 'Leave the list',
    question: 'If you join again you stand at the end. Leave the list?',
    confirm: 'Leave',
  },
  done: {
    waiting: 'You are on the waiting list, at place {{place}}',
    notice: 'You will be told when something is free',
    accepted: 'Booked {{when}}',
    requested: 'Requested {{when}}; it waits for approval',
    declined: 'Declined; the next one gets it',
    left: 'You left the waiting list',
  },
}
