/** Sentences of the help page. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/help.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Help',
  lead: 'The rules of booking, fees, check-in and statistics. Where an instrument has rules of its own, those on its page hold.',
  contents: 'Contents',
  section: {
    book: 'How to book',
    fees: 'Fees and cancellation',
    checkIn: 'Check-in and check-out',
    devices: 'How devices report',
    institution: 'For institutions with instruments',
    statistics: 'What the statistics mean',
    access: 'Accessibility and shortcuts',
    contact: 'Whom to ask',
  },
  link: { instruments: 'Open the catalog', timeline: 'Open the timeline', bookings: 'My bookings' },
  book: {
    find: 'Search the catalog by name, model or task; narrow it by category, district, institution and free time.',
    pick: 'On the instrument’s page, drag free time in the week, or type the day and the times: both do the same. To compare many instruments, use the timeline.',
    quote:
      'The price appears line by line as soon as a time is chosen; where it cannot be booked, all reasons are listed at once, with what can be done.',
    send: 'Say what it is for and send. Instruments without approval confirm at once; with approval the time is held until the keeper decides.',
    change:
      'Under My bookings you can move and cancel, see every change, and subscribe to a private calendar link on your phone.',
  },
  fees: {
    tariff:
      'The institution that owns the instrument sets the prices, for its own people and for others, each with a date from which it holds; a booking has the price of the day on which it starts.',
    lines:
      'A quote lists instrument time, rates by time of day, the start-up fee and the minimum charge. Time is not rounded; each line is rounded to the fen, and the total is the sum of the lines.',
    cancel:
      'Cancelling before the free limit of the instrument costs nothing; later, the cancellation fee of the price list is due, but never more than the booking itself. The amount is shown before you confirm.',
    missed: 'Not coming is charged like a late cancellation.',
    owner:
      'A booking that the owner cancels costs nothing; a request that was not approved yet can always be withdrawn freely.',
    pay: 'The charge appears by itself after the use, with its calculation; the owner puts the charges of a month on a statement to the paying institution.',
  },
  checkIn: {
    how: 'Check in with the code on the instrument and your own phone, or let the keeper check you in; check out with the number of samples when you leave.',
    late: 'More than {{late}} minutes after the start counts as late; a booking without check-in by its end counts as missed, and its time is released.',
    early:
      'More than {{early}} minutes before the end counts as leaving early; more than {{over}} minutes after it as overtime. Exactly as much does not count.',
    record: 'When you finish early, the rest of the time is free for others at once.',
  },
  institution: {
    register:
      'Register the institution first (its unified social credit code is checked); a city reviewer decides. Then its manager invites people and gives them roles.',
    publish:
      'An instrument is published in three steps: a draft, its submission, the city’s review. If it is returned, the reason is given, and it can be submitted again.',
    hours:
      'Opening hours, booking rules and prices can be set ahead with a date; maintenance takes time of its own and never silently covers a booking.',
    desk: 'The desk has the bookings of the day, approvals, check-in and check-out. A rejection needs a reason, which the applicant sees.',
    settle:
      'Finance sees the charges of the month, issues statements and records payments; whether the ledger balances can be checked at any time.',
  },
  devices: {
    example: 'An example',
    token:
      'A keeper makes an API token under Me with the one scope for devices, and gives it to the device or laboratory system; it reports only for the instruments that the keeper keeps.',
    session:
      'The device chooses a sessionKey for each session: the events STARTED and ENDED both carry it; each event has an eventId of its own besides.',
    pair: 'STARTED names the booking, or the e-mail address of the person. A session belongs to the booking of the person; without one it is recorded as a walk-in once both events are there.',
    outcome:
      'Each event is answered: APPLIED it counts, DUPLICATE nothing was changed, WAITING for its other end, REFUSED not taken, with reasons; it may be sent again.',
    late: 'Events may come twice, in any order, and after days without a network (90 at most); what was charged for not coming is then taken back and charged anew.',
    power:
      'Power meters send intervals or readings by reportRunTime; choose the instrument under Records of use to compare them.',
  },
  statistics: {
    intro:
      'The page and the Excel export use the same definitions. Utilisation and sharing are given both as a ratio of sums and as a mean of ratios; they differ, so say which one you quote.',
    source: 'Source: {{source}}',
  },
  access: {
    keyboard:
      'Everything can be done with the keyboard alone; the first link skips to the content, and the focus is always visible. On the timeline, the arrow keys move between spans.',
    words:
      'States are told by word, fill and pattern, never by colour alone; every chart can be shown as a table.',
    zoom: 'Pages can be enlarged to 200 % without loss; phones get lists instead of wide tables. With reduced motion, nothing is animated.',
    zone: 'Times are always Beijing time; if your device is in another zone, the page says so.',
    language: 'The language can be switched in the header, and the choice is remembered.',
  },
  keys: {
    title: 'Shortcuts',
    search: 'Catalog: go to the search box',
    today: 'Today',
    next: 'Next day or week',
    previous: 'Previous day or week',
    day: 'Day view',
    week: 'Week view',
    new: 'Instrument: fill in a booking',
    help: 'Instrument: show the shortcuts',
  },
  contact: {
    instrument:
      'About an instrument, samples or prices: the institution that owns it; its contact stands on the instrument’s page.',
    account:
      'About accounts and roles: the manager of your institution; if it is not registered yet, the city’s administrator.',
    fault:
      'If a page fails, please give the code shown on it and the time. What you typed stays on the page.',
  },
}
