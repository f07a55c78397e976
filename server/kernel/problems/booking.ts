/**
 * Refusals of the booking room, in both languages. Limits are given with their unit: `30 min`, `8 h`, `14 d`.
 * `overridable`: staff may set it aside with a reason. Never what says that time is taken.
 */

export const bookingProblemTexts = {
  ABSENCE_COVERS_BOOKINGS: {
    zh: '请假时段内已安排代操作，请先改派或改期。',
    en: 'There are bookings to operate in this time: give them to somebody else or move them first.',
  },
  ABSENCE_IN_PAST: { zh: '请假时段已过。', en: 'This absence lies in the past.' },
  ABSENCE_NOT_FOUND: { zh: '该请假记录不存在。', en: 'There is no such absence.' },
  ABSENCE_OVER: { zh: '该请假已结束。', en: 'This absence is over.' },
  ABSENCE_OVERLAPS: { zh: '该时段已有请假。', en: 'There is an absence in this time already.' },
  ABSENCE_TOO_LONG: { zh: '一次请假最长 366 天。', en: 'An absence may last 366 days at most.' },
  ANSWER_INVALID: { zh: '“{labelZh}”填写有误：{wantZh}。', en: '“{labelEn}” is not right: {wantEn}.' },
  ANSWER_MISSING: { zh: '请填写“{labelZh}”。', en: 'Fill in “{labelEn}”.' },
  ANSWER_UNKNOWN: {
    zh: '预约表单没有“{field}”这一项，请刷新页面后重填。',
    en: 'The booking form has no field “{field}”: reload the page.',
  },
  APPROVAL_AWAITS_KEEPER: {
    zh: '该申请正等待机主审批。',
    en: 'This request waits for the keeper.',
  },
  APPROVAL_AWAITS_PI: {
    zh: '该申请须先由课题负责人审批。',
    en: 'Who leads the group decides this request first.',
  },
  BOOKING_BEYOND_HORIZON: {
    zh: '最远只能预约到 {limit}之后。',
    en: 'Bookings can reach at most {limit} ahead.',
    overridable: true,
  },
  BOOKING_CANCEL_TOO_LATE: {
    zh: '开始前不足 {limit}，不能再取消。',
    en: 'Bookings can be cancelled until {limit} before their start.',
  },
  BOOKING_CHANGE_TOO_LATE: {
    zh: '开始前不足 {limit}，不能再改期。',
    en: 'Bookings can be moved until {limit} before their start.',
    overridable: true,
  },
  BOOKING_CUT_OFF: {
    zh: '该日的预约已于 {date} {time} 截止。',
    en: 'Bookings for that day closed on {date} at {time}.',
    overridable: true,
  },
  BOOKING_IN_PAST: { zh: '开始时间已过。', en: 'The start lies in the past.' },
  BOOKING_IN_TURNAROUND: {
    zh: '与相邻预约之间须留出 {limit}的整备时间。',
    en: 'There must be {limit} of turnaround between this and its neighbours.',
  },
  BOOKING_ITEMS_OVERLAP: {
    zh: '这几项相互冲突，不能同时预约。',
    en: 'These are in each other’s way and cannot be had at the same time.',
  },
  BOOKING_NOT_FOUND: { zh: '该预约不存在。', en: 'There is no such booking.' },
  BOOKING_NOT_REQUESTED: { zh: '该预约不在待审批状态。', en: 'This booking does not wait for a decision.' },
  BOOKING_PRIORITY_WINDOW: {
    zh: '该时段优先留给{whoZh}{untilZh}。',
    en: 'This time is kept for {whoEn}{untilEn}.',
    overridable: true,
  },
  BOOKING_NOTICE_TOO_SHORT: {
    zh: '须至少提前 {limit}预约。',
    en: 'Bookings must be made at least {limit} before their start.',
    overridable: true,
  },
  BOOKING_OFF_GRID: {
    zh: '开始时间须在每 {limit}一格的时刻上。',
    en: 'Bookings start on a grid of {limit}.',
    overridable: true,
  },
  BOOKING_OFF_STEP: {
    zh: '时长须为 {limit}的整数倍。',
    en: 'Bookings last a multiple of {limit}.',
    overridable: true,
  },
  BOOKING_OUTSIDE_OPENING_HOURS: {
    zh: '超出开放时间。',
    en: 'This is outside the opening hours.',
    overridable: true,
  },
  BOOKING_OVER: { zh: '该预约已结束或已取消。', en: 'This booking is over or was cancelled.' },
  BOOKING_OVERLAPS: { zh: '该时段已被预约。', en: 'This time is already booked.' },
  BOOKING_OVERLAPS_HOLD: {
    zh: '该时段已为课题组保留，仅该组成员可预约。',
    en: 'This time is held for a research group; only its members can book it.',
  },
  BOOKING_OVERLAPS_MAINTENANCE: {
    zh: '该时段仪器安排了维护。',
    en: 'The instrument is under maintenance at this time.',
  },
  BOOKING_OVERLAPS_OFFER: {
    zh: '该时段正在按候补顺序向等候者提供。',
    en: 'This time is being offered to somebody who waits for it.',
  },
  BOOKING_OVERLAPS_USE: { zh: '该时段仪器正在使用。', en: 'The instrument is in use at this time.' },
  BOOKING_SPAN_EMPTY: { zh: '结束时间须晚于开始时间。', en: 'The end must be after the start.' },
  BOOKING_STARTED: { zh: '预约已经开始，不能更改。', en: 'This booking has started and cannot be changed.' },
  BOOKING_TOO_LONG: {
    zh: '时长不得超过 {limit}。',
    en: 'A booking may last {limit} at most.',
    overridable: true,
  },
  BOOKING_LONGER_THAN_ANY: {
    zh: '一次预约无论如何不得超过 {limit}。',
    en: 'No booking whatever may last longer than {limit}.',
  },
  BOOKING_TOO_SHORT: {
    zh: '时长不得少于 {limit}。',
    en: 'A booking must last {limit} at least.',
    overridable: true,
  },
  CALENDAR_SPAN_INVALID: {
    zh: '查询时段须结束晚于开始，且不超过 {limit}。',
    en: 'The span must end after it starts and last {limit} at most.',
  },
  CLIENT_KEY_REUSED: {
    zh: '该客户端键已用于另一项预约。',
    en: 'This client key was used for another booking.',
  },
  INSTITUTION_QUOTA_BOOKINGS: {
    zh: '您所在单位在 {period} 内最多预约 {limit} 次，已有 {used} 次。',
    en: 'Your institution may make {limit} bookings in {period}, and has {used}.',
    overridable: true,
  },
  INSTITUTION_QUOTA_FUTURE_BOOKINGS: {
    zh: '您所在单位同时最多保有 {limit} 项未开始的预约，已有 {used} 项。',
    en: 'Your institution may hold {limit} bookings to come, and holds {used}.',
    overridable: true,
  },
  INSTITUTION_QUOTA_FUTURE_TIME: {
    zh: '您所在单位未开始的预约合计不得超过 {limit}，已有 {used}。',
    en: 'Bookings to come of your institution may take {limit} in all, and take {used}.',
    overridable: true,
  },
  INSTITUTION_QUOTA_TIME: {
    zh: '您所在单位在 {period} 内最多使用 {limit}，已约 {used}。',
    en: 'Your institution may have {limit} in {period}, and has booked {used}.',
    overridable: true,
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
  OPERATOR_BUSY: {
    zh: '操作员此时段已有安排。',
    en: 'Nobody who could operate the instrument is free at this time.',
  },
  OPERATOR_NOT_NAMED: {
    zh: '此人不是该仪器的操作员。',
    en: 'This person is not named as an operator of the instrument.',
  },
  OPERATOR_NOT_OFFERED: {
    zh: '该仪器不提供代操作。',
    en: 'Nobody operates this instrument for others.',
  },
  OPERATOR_OF_ANOTHER_INSTITUTION: {
    zh: '操作员须为本单位人员。',
    en: 'Operators must be people of the institution that owns the instrument.',
  },
  OPERATOR_REQUIRED: {
    zh: '该仪器须由操作员代为操作。',
    en: 'This instrument is used with an operator only.',
  },
  OPERATORS_MISSING: {
    zh: '请至少指定一名操作员。',
    en: 'Name one operator at least.',
  },
  OPERATORS_TOO_MANY: {
    zh: '一台仪器最多 {max} 名操作员。',
    en: 'An instrument has {max} operators at most.',
  },
  PRIVACY_LOOSER: {
    zh: '单台仪器只能比本单位的规定更严，不能更宽。',
    en: 'An instrument may be stricter than its institution, not looser.',
  },
  RESCHEDULE_TOO_MANY: {
    zh: '一次最多改期 {max} 项预约。',
    en: 'At most {max} bookings can be rescheduled at a time.',
  },
  SERIES_EMPTY: { zh: '按此规则没有任何一次预约。', en: 'No booking follows from this rule.' },
  SERIES_ENDLESS: {
    zh: '重复预约须有次数或截止日期。',
    en: 'A series needs a count or a last day.',
  },
  SERIES_NOT_FOUND: { zh: '该预约不属于系列预约。', en: 'This booking is not part of a series.' },
  SERIES_OCCURRENCE_REFUSED: { zh: '{when} 不能预约：', en: '{when} cannot be booked:' },
  SERIES_OVERLAPS_ITSELF: {
    zh: '与本系列的另一次预约重叠。',
    en: 'It overlaps another booking of the same series.',
  },
  SERIES_RULE_INVALID: {
    zh: '无法识别该重复规则：支持每天、每周、每月。',
    en: 'The recurrence rule cannot be read: it may be daily, weekly or monthly.',
  },
  SERIES_TOO_MANY: {
    zh: '一个系列最多 {max} 次预约。',
    en: 'A series has {max} bookings at most.',
  },
  WAITING_ENTRY_NOT_FOUND: { zh: '该候补登记不存在。', en: 'There is no such waiting entry.' },
  WAITING_LIST_FULL: {
    zh: '该仪器的候补已满（{max} 人）。',
    en: 'The waiting list of this instrument is full ({max}).',
  },
  WAITING_OFFER_NOT_FOUND: { zh: '该候补邀约不存在。', en: 'There is no such offer.' },
  WAITING_OFFER_OVER: {
    zh: '该候补邀约已过期或已处理。',
    en: 'This offer has lapsed or was answered already.',
  },
  WAITING_TIME_IS_FREE: {
    zh: '该时段现在就有空闲，可直接预约，无需等候。',
    en: 'This time is free now: book it instead of waiting.',
  },
  WAITING_TOO_MANY: {
    zh: '您的候补登记已达上限（{max} 项）。',
    en: 'You wait for as much as one may ({max} entries).',
  },
  WAITING_WINDOW_TOO_LONG: {
    zh: '等候的时间范围最长 {limit}。',
    en: 'The window to wait in may last {limit} at most.',
  },
  WAITING_WINDOW_TOO_SHORT: {
    zh: '所需时长超过了等候的时间范围。',
    en: 'The length asked for does not fit into the window.',
  },
  HOLD_EXPIRY_OUTSIDE: {
    zh: '保留的到期时间须在现在之后、时段结束之前。',
    en: 'A hold runs out after now and before its end.',
  },
  HOLD_NOT_FOUND: { zh: '该保留时段不存在。', en: 'There is no such hold.' },
  HOLD_OVER: {
    zh: '该保留时段已释放、用完或到期。',
    en: 'This hold was released or used up, or has run out.',
  },
  HOLD_TOO_LONG: { zh: '一次最多保留 {limit}。', en: 'A hold may last {limit} at most.' },
  OVERRIDE_FORBIDDEN: {
    zh: '只有该仪器的管理人员可以放行例外。',
    en: 'Only staff of the instrument may make exceptions.',
  },
  QUOTA_BOOKINGS: {
    zh: '{period} 内最多预约 {limit} 次，已有 {used} 次。',
    en: 'There may be {limit} bookings in {period}; there are {used}.',
    overridable: true,
  },
  QUOTA_FUTURE_BOOKINGS: {
    zh: '同时最多保有 {limit} 项未开始的预约，已有 {used} 项。',
    en: 'There may be {limit} bookings to come; there are {used}.',
    overridable: true,
  },
  QUOTA_FUTURE_TIME: {
    zh: '未开始的预约合计不得超过 {limit}，已有 {used}。',
    en: 'Bookings to come may take {limit} in all; they take {used}.',
    overridable: true,
  },
  QUOTA_GAP: {
    zh: '同一人的两次预约之间须间隔 {limit}。',
    en: 'There must be {limit} between two bookings of one person.',
    overridable: true,
  },
  QUOTA_ONE_AT_A_TIME: {
    zh: '同一人不能同时预约两台仪器。',
    en: 'One person cannot have two instruments at the same time.',
    overridable: true,
  },
  QUOTA_TIME: {
    zh: '{period} 内最多使用 {limit}，已约 {used}。',
    en: 'There may be {limit} in {period}; {used} are booked.',
    overridable: true,
  },
  REQUEST_EXPIRED: { zh: '该申请已超过审批期限。', en: 'The time to decide this request is over.' },
} as const
