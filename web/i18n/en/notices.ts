/** Sentences of notices. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/notices.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Notices',
  unread: 'Unread',
  open: 'Open',
  openNamed: 'Open: {{title}}',
  markOne: 'Mark as read',
  markAll: 'Mark all as read',
  toSettings: 'Settings',
  filter: { label: 'Filter', all: 'All', unread: 'Unread' },
  empty: {
    all: 'No notices yet',
    unread: 'No unread notices',
    text: 'Decisions, offers of time, moved bookings and reminders appear here.',
  },
  settings: {
    title: 'Notices',
    saved: 'Saved',
    reminders: 'Remind me before my bookings',
    before: '{{hours}} h before',
    kind: 'About',
    inApp: 'Here',
    byMail: 'By mail',
  },
}
