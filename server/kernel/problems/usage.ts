/** Refusals of the usage room, in both languages. */

export const usageProblemTexts = {
  ADJUSTMENT_CHANGES_NOTHING: { zh: '更正后与原记录相同。', en: 'The correction changes nothing.' },
  ADJUSTMENT_DECIDED: { zh: '该更正申请已有结论。', en: 'This correction has been decided already.' },
  ADJUSTMENT_NOT_FOUND: { zh: '该更正申请不存在。', en: 'There is no such correction.' },
  ADJUSTMENT_PENDING: {
    zh: '该使用记录已有待处理的更正申请。',
    en: 'A correction of this session already waits for a decision.',
  },
  BOOKING_NOT_CONFIRMED: {
    zh: '该预约未确认、已取消或已失约，不能签到。',
    en: 'This booking is not confirmed: nobody can be checked in.',
  },
  BOOKING_NOT_IN_USE: { zh: '该预约尚未签到或已签退。', en: 'This booking is not in use.' },
  BOOKING_NOT_OF_PERSON: {
    zh: '该预约不属于此人或此仪器。',
    en: 'The booking is not of this person on this instrument.',
  },
  CHECK_IN_TOO_EARLY: {
    zh: '最早可在开始前 {limit}签到。',
    en: 'Check-in opens {limit} before the start.',
  },
  CHECK_IN_TOO_LATE: { zh: '预约时段已过，不能签到。', en: 'The time of the booking has passed.' },
  COME_BACK_TOO_LATE: {
    zh: '预约时段已过，不能暂离。',
    en: 'The time of the booking has passed: there is none left to come back to.',
  },
  DEVICE_BATCH_TOO_LARGE: { zh: '一次最多上报 {max} 条。', en: 'At most {max} can be reported at a time.' },
  DEVICE_EVENT_ID_REUSED: {
    zh: '该事件编号已用于内容不同的事件。',
    en: 'This event id was used for an event with other content.',
  },
  DEVICE_EVENT_IN_FUTURE: { zh: '事件时间在将来。', en: 'The event lies in the future.' },
  DEVICE_EVENT_TOO_OLD: {
    zh: '事件已超过 {limit}，不再接收。',
    en: 'Events older than {limit} are not taken.',
  },
  DEVICE_PERSON_MISSING: {
    zh: '须给出预约编号或使用人邮箱。',
    en: 'Give the booking or the e-mail address of the person.',
  },
  DEVICE_SESSION_KEY_REUSED: {
    zh: '该会话编号已用于另一次使用。',
    en: 'This session key was used for another session.',
  },
  EXTENSION_NOT_IN_USE: {
    zh: '只有正在进行的预约可以延长。',
    en: 'Only a booking that is going on can be extended.',
  },
  EXTENSION_NOT_LATER: {
    zh: '新的结束时间须晚于原结束时间和现在。',
    en: 'The new end must be later than the booked one, and than now.',
  },
  EXTENSION_TOO_LONG: { zh: '一次最多延长 {limit}。', en: 'A booking can be extended by {limit} at a time.' },
  FAULT_DECIDED: { zh: '该故障报告已有结论。', en: 'This fault has been decided already.' },
  FAULT_IN_USE: {
    zh: '仪器正在使用中：请先为使用者签退，再停用仪器。',
    en: 'The instrument is in use: check its user out before it is taken out of order.',
  },
  FAULT_NOT_CONFIRMED: {
    zh: '该故障未确认或已恢复。',
    en: 'This fault is not confirmed, or resolved already.',
  },
  FAULT_NOT_FOUND: { zh: '该故障报告不存在。', en: 'There is no such fault report.' },
  FAULT_UNTIL_MISSING: {
    zh: '请填写预计恢复时间。',
    en: 'Say when the instrument is expected to be in order again.',
  },
  FAULT_UNTIL_PAST: {
    zh: '预计恢复时间须晚于现在。',
    en: 'The instrument must be expected back later than now.',
  },
  IMPORT_CELL_INVALID: {
    zh: '“{column}”不能读作{form}：{value}',
    en: '“{column}” cannot be read as {form}: {value}',
  },
  IMPORT_CELL_MISSING: { zh: '缺少“{column}”。', en: '“{column}” is missing.' },
  IMPORT_COLUMN_MISSING: { zh: '文件缺少“{column}”列。', en: 'The file has no column “{column}”.' },
  IMPORT_EMPTY: { zh: '文件中没有数据行。', en: 'The file has no rows.' },
  IMPORT_FILE_UNREADABLE: {
    zh: '文件无法读取：须为 CSV（UTF-8 或 GB 18030）或 XLSX。',
    en: 'The file cannot be read: send CSV (UTF-8 or GB 18030) or XLSX.',
  },
  IMPORT_FORMULA: { zh: '“{column}”含公式；请改为数值。', en: '“{column}” holds a formula: give its value.' },
  IMPORT_INSTRUMENT_UNKNOWN: {
    zh: '贵单位没有资产编号为 {value} 的仪器，或您不是机主。',
    en: 'You keep no instrument with the asset number {value}.',
  },
  IMPORT_PERSON_UNKNOWN: {
    zh: '没有邮箱为 {value} 的账号。',
    en: 'There is no account with the address {value}.',
  },
  IMPORT_ROW_REPEATED: { zh: '与第 {row} 行相同。', en: 'This is the same as row {row}.' },
  IMPORT_ROW_UNKNOWN: { zh: '文件没有第 {row} 行。', en: 'The file has no row {row}.' },
  IMPORT_ROWS_OVERLAP: { zh: '与第 {row} 行的时间重叠。', en: 'This shares time with row {row}.' },
  IMPORT_TOO_MANY_ROWS: { zh: '一个文件最多 {max} 行。', en: 'A file may have {max} rows at most.' },
  INSTRUMENT_IN_USE: { zh: '仪器仍在他人使用中。', en: 'Somebody else is still using the instrument.' },
  MORE_TIME_NEEDS_KEEPER: {
    zh: '该仪器须机主批准，请由机主延长或提前开始。',
    en: 'This instrument needs its keeper: ask the keeper for more time.',
  },
  RUN_TIME_INVALID: {
    zh: '运行区间须结束晚于开始、不超过 24 小时且不在将来；读数须按时间先后给出。',
    en: 'Run intervals must end after they start, last 24 h at most and not lie in the future; readings come in order.',
  },
  SAMPLES_INVALID: {
    zh: '样品数须为 0 至 1000000 的整数。',
    en: 'Samples must be a whole number from 0 to 1,000,000.',
  },
  SESSION_IN_FUTURE: { zh: '结束时间在将来。', en: 'The end lies in the future.' },
  SESSION_LOCKED: {
    zh: '记录已锁定：只能在记录后 {limit} 内申请更正。',
    en: 'The session is locked: corrections can be asked for within {limit} of its recording.',
  },
  SESSION_NOT_FOUND: { zh: '该使用记录不存在。', en: 'There is no such session.' },
  SESSION_OPEN: { zh: '仍在使用中，请先签退。', en: 'The session still goes on: check out first.' },
  SESSION_SPAN_EMPTY: { zh: '结束时间须晚于开始时间。', en: 'The end must be after the start.' },
  SESSION_TOO_LONG: { zh: '一次使用最长 {limit}。', en: 'A session may last {limit} at most.' },
  USE_UNEXPLAINED: {
    zh: '预约 {booked}，实际使用 {used}，相差较大，请填写原因。',
    en: 'Booked were {booked}, used {used}: please say why they differ.',
  },
  USAGE_OVERLAPS: {
    zh: '与该仪器已有的使用记录时间重叠。',
    en: 'This shares time with another session on the instrument.',
  },
  USER_UNKNOWN: { zh: '没有使用该邮箱的账号。', en: 'There is no account with this e-mail address.' },
  WALK_IN_NEEDS_KEEPER: {
    zh: '该仪器须机主批准，请由机主登记临时上机。',
    en: 'This instrument needs its keeper: ask the keeper to begin the walk-in.',
  },
} as const
