/** Refusals of the usage room, in both languages. */

export const usageProblemTexts = {
  BOOKING_NOT_CONFIRMED: {
    zh: '该预约未确认、已取消或已失约，不能签到。',
    en: 'This booking is not confirmed: nobody can be checked in.',
  },
  BOOKING_NOT_IN_USE: { zh: '该预约尚未签到或已签退。', en: 'This booking is not in use.' },
  CHECK_IN_TOO_EARLY: {
    zh: '最早可在开始前 {limit} 签到。',
    en: 'Check-in opens {limit} before the start.',
  },
  CHECK_IN_TOO_LATE: { zh: '预约时段已过，不能签到。', en: 'The time of the booking has passed.' },
  INSTRUMENT_IN_USE: { zh: '仪器仍在他人使用中。', en: 'Somebody else is still using the instrument.' },
  SAMPLES_INVALID: {
    zh: '样品数须为 0 至 1000000 的整数。',
    en: 'Samples must be a whole number from 0 to 1,000,000.',
  },
} as const
