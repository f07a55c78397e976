/** Sentences of the timeline. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/timeline.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Instrument timeline',
  instrument: 'Instrument',
  found_one: '{{count}} instrument.',
  found_other: '{{count}} instruments.',
  foundMore: 'The first {{shown}} of {{count}} instruments; narrow them with the filters.',
  hint: 'Click or drag free time to book it (on touch screens hold, then drag); on the keyboard, arrow keys move and Enter books.',
  day: 'Day',
  today: 'Today',
  previous: { day: 'Previous day', week: 'Previous week' },
  next: { day: 'Next day', week: 'Next week' },
  view: { label: 'Range', day: 'Day', week: 'Week' },
  hours: { label: 'Hours', work: '8–20 h', all: '24 h' },
  filter: {
    open: 'Filters',
    openCount_one: 'Filters ({{count}})',
    openCount_other: 'Filters ({{count}})',
    show_one: 'Show {{count}} instrument',
    show_other: 'Show {{count}} instruments',
    words: 'Name, model, purpose',
    category: 'All categories',
    district: 'All districts',
    institution: 'All institutions',
    mine: 'Only those I keep',
  },
  empty: {
    title: 'No instrument matches',
    text: 'Widen the filters, or try another word.',
    clear: 'Clear filters',
  },
  free: '{{instrument}}, free {{when}}, can be booked',
  freeShort: '{{from}}–{{to}} free',
  none: {
    mode: 'Not for booking by oneself; see its page for samples and tests',
    closed: 'Closed on this day',
    full: 'Taken or over on this day',
    notice: 'Must be booked {{hours}} h ahead',
    horizon: 'This day cannot be booked yet',
  },
  legend: { label: 'Legend', unbookable: 'Open, not bookable now' },
}
