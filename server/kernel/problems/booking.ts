/** Refusals of the booking room, in both languages. Limits are given with their unit: `30 min`, `8 h`, `14 d`. */

export const bookingProblemTexts = {
  BOOKING_BEYOND_HORIZON: {
    zh: '最远只能预约到 {limit} 之后。',
    en: 'Bookings can reach at most {limit} ahead.',
  },
  BOOKING_IN_PAST: { zh: '开始时间已过。', en: 'The start lies in the past.' },
  BOOKING_IN_TURNAROUND: {
    zh: '与相邻预约之间须留出 {limit} 的整备时间。',
    en: 'There must be {limit} of turnaround between this and its neighbours.',
  },
  BOOKING_NOT_FOUND: { zh: '该预约不存在。', en: 'There is no such booking.' },
  BOOKING_NOT_REQUESTED: { zh: '该预约不在待审批状态。', en: 'This booking does not wait for a decision.' },
  BOOKING_NOTICE_TOO_SHORT: {
    zh: '须至少提前 {limit} 预约。',
    en: 'Bookings must be made at least {limit} before their start.',
  },
  BOOKING_OFF_GRID: {
    zh: '开始时间须在每 {limit} 一格的时刻上。',
    en: 'Bookings start on a grid of {limit}.',
  },
  BOOKING_OFF_STEP: { zh: '时长须为 {limit} 的整数倍。', en: 'Bookings last a multiple of {limit}.' },
  BOOKING_OUTSIDE_OPENING_HOURS: { zh: '超出开放时间。', en: 'This is outside the opening hours.' },
  BOOKING_OVER: { zh: '该预约已结束或已取消。', en: 'This booking is over or was cancelled.' },
  BOOKING_OVERLAPS: { zh: '该时段已被预约。', en: 'This time is already booked.' },
  BOOKING_OVERLAPS_MAINTENANCE: {
    zh: '该时段仪器安排了维护。',
    en: 'The instrument is under maintenance at this time.',
  },
  BOOKING_SPAN_EMPTY: { zh: '结束时间须晚于开始时间。', en: 'The end must be after the start.' },
  BOOKING_STARTED: { zh: '预约已经开始，不能更改。', en: 'This booking has started and cannot be changed.' },
  BOOKING_TOO_LONG: { zh: '时长不得超过 {limit}。', en: 'A booking may last {limit} at most.' },
  BOOKING_TOO_SHORT: { zh: '时长不得少于 {limit}。', en: 'A booking must last {limit} at least.' },
  CALENDAR_SPAN_INVALID: {
    zh: '查询时段须结束晚于开始，且不超过 {limit}。',
    en: 'The span must end after it starts and last {limit} at most.',
  },
  CLIENT_KEY_REUSED: {
    zh: '该客户端键已用于另一项预约。',
    en: 'This client key was used for another booking.',
  },
  INSTRUMENT_NOT_PUBLISHED: { zh: '该仪器未发布。', en: 'This instrument is not published.' },
  INSTRUMENT_NOT_SHARED: {
    zh: '该仪器未向您所在单位开放。',
    en: 'This instrument is not shared with your institution.',
  },
  INSTRUMENT_OUT_OF_ORDER: { zh: '该仪器正在待修或待报废。', en: 'This instrument is out of order.' },
  MAINTENANCE_COVERS_BOOKINGS: {
    zh: '维护时段内已有预约，请先协调改期。',
    en: 'There are bookings in this time: move them first.',
  },
  MAINTENANCE_NOT_FOUND: { zh: '该维护安排不存在。', en: 'There is no such maintenance.' },
  MAINTENANCE_OVER: { zh: '该维护已结束。', en: 'This maintenance is over.' },
  MAINTENANCE_OVERLAPS: { zh: '该时段已安排维护。', en: 'Maintenance is already scheduled in this time.' },
  MAINTENANCE_TOO_LONG: { zh: '一次维护最长 {limit}。', en: 'Maintenance may last {limit} at most.' },
} as const
