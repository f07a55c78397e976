/** What places may say of booking, for tests of the search for time: each kind of rule that decides about a span. */

import { quota, type Said } from './policies.ts'

const EVERY_DAY = { firstDay: null, lastDay: null }
const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7]
const byTheHour = { ...EVERY_DAY, stepMinutes: 60, alignMinutes: 60 }

/** Hours that are kept for some. */
export const KEPT_SAYS: readonly Said[] = [
  {
    priorityWindows: [
      { weekdays: ALL_WEEK, startsAt: '06:00', endsAt: '11:00', userClasses: ['OWN'], releaseHours: 1 },
      { weekdays: ALL_WEEK, startsAt: '10:15', endsAt: '15:00', userClasses: ['ACADEMIC'] },
    ],
  },
  {
    alignMinutes: 45,
    priorityWindows: [
      { weekdays: [1, 3, 5, 7], startsAt: '22:00', endsAt: '13:00', userClasses: ['ENTERPRISE', 'OWN'] },
    ],
  },
]

export const INSTRUMENT_SAYS: readonly Said[] = [
  {},
  ...KEPT_SAYS,
  { classes: [{ userClass: 'ACADEMIC', terms: { noticeMinutesMin: 180 } }] },
  { all: { cutOff: { daysBefore: 1, time: '09:00' } } },
  { classes: [{ userClass: 'ENTERPRISE', terms: { durationMinutesMax: 120 } }], alignMinutes: 60 },
  { classes: [{ userClass: 'OWN', terms: { noticeMinutesMin: 300 } }], alignMinutes: 45 },
  { blocks: [{ ...byTheHour, startsAt: '08:00', endsAt: '12:00' }] },
  {
    blocks: [
      { ...byTheHour, startsAt: '22:00', endsAt: '09:00' },
      { ...EVERY_DAY, startsAt: '10:00', endsAt: '18:00', stepMinutes: 20, alignMinutes: 25 },
    ],
  },
  {
    blocks: [
      { ...byTheHour, startsAt: '08:00', endsAt: '18:00' },
      {
        firstDay: '2026-01-01',
        lastDay: '2026-12-31',
        startsAt: '12:00',
        endsAt: '14:00',
        stepMinutes: 40,
        alignMinutes: 40,
      },
    ],
  },
  { quotas: [quota('ONE_AT_A_TIME', 1)] },
  { quotas: [quota('BOOKINGS', 1, { period: 'DAY' })] },
  { quotas: [quota('MINUTES', 240, { period: 'DAY' })] },
  {
    quotas: [quota('MINUTES', 90, { period: 'DAY', enforced: { startsAt: '09:00', endsAt: '13:00' } })],
  },
]

export const LAB_SAYS: readonly Said[] = [
  {},
  { classes: [{ userClass: 'ACADEMIC', terms: { durationMinutesMin: 60 } }] },
  { quotas: [quota('GAP_MINUTES', 90)] },
  { quotas: [quota('FUTURE_BOOKINGS', 3)] },
  { quotas: [quota('MINUTES', 600, { period: 'WEEK', per: 'INSTITUTION' })] },
]

export const CITY_SAYS: readonly Said[] = [
  {},
  { all: { noticeMinutesMin: 60 } },
  { all: { horizonDays: 1 } },
  { classes: [{ userClass: 'INDIVIDUAL', terms: { cutOff: { daysBefore: 0, time: '07:00' } } }] },
  { quotas: [quota('ONE_AT_A_TIME', 1)] },
]
