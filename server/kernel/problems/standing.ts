/** Refusals of the standing room, in both languages. They name nobody: staff read them of others, and people of themselves. */

export const standingProblemTexts = {
  APPEAL_DECIDED: { zh: '该申诉已有结论。', en: 'This appeal has been decided.' },
  APPEAL_FILED: { zh: '该事项已提出过申诉。', en: 'There is an appeal against this already.' },
  APPEAL_NOT_FOUND: { zh: '该申诉不存在。', en: 'There is no such appeal.' },
  APPEAL_OWN_CASE: {
    zh: '本人的申诉或本人作出的决定，须由他人处理。',
    en: 'Somebody else must decide: this is your own case or your own measure.',
  },
  APPEAL_SUBJECT_INVALID: {
    zh: '申诉须针对一项仍有效的限制或一次扣分。',
    en: 'An appeal is against one restriction still in force, or one loss of points.',
  },
  COLLEAGUE_RESTRICTED: {
    zh: '该成员目前不能预约此仪器，原因仅其本人可见。',
    en: 'This member cannot book the instrument at present; only he sees why.',
  },
  CONDUCT_EVENT_NOT_FOUND: { zh: '该积分记录不存在。', en: 'There is no such conduct record.' },
  CONDUCT_POINTS_INVALID: {
    zh: '调整分值须为 −{max} 至 {max} 的非零整数。',
    en: 'An adjustment is a whole number from −{max} to {max}, not 0.',
  },
  ENROLMENT_NOT_FOUND: { zh: '该报名不存在。', en: 'There is no such enrolment.' },
  ENROLMENT_NOT_OPEN: {
    zh: '该报名已退出或已登记结果。',
    en: 'This enrolment was withdrawn or has its result.',
  },
  QUALIFICATION_ENDED: { zh: '该资质已撤销或已更新。', en: 'This qualification was revoked or renewed.' },
  QUALIFICATION_EXPIRED: {
    zh: '上机资质已于 {until} 失效，请重新参加培训。',
    en: 'The qualification for this instrument lapsed on {until}: another training is needed.',
  },
  QUALIFICATION_LAPSES: {
    zh: '上机资质将于 {until} 失效，早于所选时段，请先参加培训续期。',
    en: 'The qualification for this instrument lapses on {until}, before this time: renew it by a training.',
  },
  QUALIFICATION_MISSING: {
    zh: '该仪器须先取得上机资质，请报名培训。',
    en: 'This instrument needs a qualification: enrol in a training first.',
  },
  QUALIFICATION_NOT_FOUND: { zh: '该资质不存在。', en: 'There is no such qualification.' },
  REQUIREMENT_DAYS_INVALID: {
    zh: '有效天数须为 1 至 {max} 的整数。',
    en: 'Days must be a whole number from 1 to {max}.',
  },
  RESTRICTED_AT_INSTITUTION: {
    zh: '在该单位全部仪器的预约与使用已限制至 {until}，原因：{reason}',
    en: 'Booking and use of all instruments of this institution are restricted until {until}. Reason: {reason}',
  },
  RESTRICTED_ON_INSTRUMENT: {
    zh: '在该仪器的预约与使用已限制至 {until}，原因：{reason}',
    en: 'Booking and use of this instrument are restricted until {until}. Reason: {reason}',
  },
  RESTRICTED_ON_PLATFORM: {
    zh: '在全平台的预约与使用已限制至 {until}，原因：{reason}',
    en: 'Booking and use on the whole platform are restricted until {until}. Reason: {reason}',
  },
  RESTRICTION_NOT_FOUND: { zh: '该限制不存在。', en: 'There is no such restriction.' },
  RESTRICTION_OVER: { zh: '该限制已解除或已到期。', en: 'This restriction was lifted or is over.' },
  RESTRICTION_SPAN_INVALID: {
    zh: '限制须在将来结束，且最长 {max} 天。',
    en: 'A restriction ends in the future and lasts {max} days at most.',
  },
  TRAINING_CANCELLED: { zh: '该培训已取消。', en: 'This training was cancelled.' },
  TRAINING_ENROLLED: { zh: '已报名该培训。', en: 'There is an enrolment in this training already.' },
  TRAINING_FULL: { zh: '该培训名额已满。', en: 'This training has no seats left.' },
  TRAINING_NOT_FOUND: { zh: '该培训不存在。', en: 'There is no such training.' },
  TRAINING_NOT_STARTED: {
    zh: '培训开始后才能登记结果。',
    en: 'Results are recorded once the training has started.',
  },
  TRAINING_SCORE_INVALID: {
    zh: '到场者须填写 0 至 100 的整数成绩，缺席者不填。',
    en: 'Who came has a score from 0 to 100 in whole numbers; who did not has none.',
  },
  TRAINING_SPAN_INVALID: {
    zh: '培训须在将来开始、结束晚于开始，且不超过 24 小时。',
    en: 'A training starts in the future, ends after its start and lasts 24 hours at most.',
  },
  TRAINING_STARTED: { zh: '该培训已开始。', en: 'This training has started.' },
  TRAINER_NOT_STAFF: {
    zh: '培训人须为本单位机主或管理员。',
    en: 'A trainer keeps or manages instruments of the institution.',
  },
} as const
