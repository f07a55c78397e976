/** Refusals of the institutions room, in both languages. */

export const institutionsProblemTexts = {
  DISTRICT_NOT_FOUND: { zh: '没有这个旗区。', en: 'There is no such district.' },
  GROUP_FULL: { zh: '课题组人数已满（{max} 人）。', en: 'The group is full: {max} people at most.' },
  GROUP_NAME_TAKEN: { zh: '本单位已有同名课题组。', en: 'The institution has a group of this name already.' },
  GROUP_NEEDS_PRINCIPAL: {
    zh: '课题负责人不能移出课题组，请先更换负责人。',
    en: 'Who leads the group cannot leave it; let somebody else lead it first.',
  },
  GROUP_NOT_FOUND: { zh: '该课题组不存在。', en: 'There is no such research group.' },
  INSTITUTION_NOT_FOUND: { zh: '该单位不存在。', en: 'There is no such institution.' },
  PERSON_ELSEWHERE: { zh: '该人员不属于本单位。', en: 'This person does not belong to the institution.' },
  PERSON_IN_OTHER_GROUP: {
    zh: '该人员已属于本单位的另一个课题组。',
    en: 'This person belongs to another group of the institution.',
  },
  REASON_MISSING: { zh: '请填写理由。', en: 'Please give a reason.' },
  REVIEW_NOT_PENDING: { zh: '该事项不在待审核状态。', en: 'This is not waiting for a review.' },
  USCC_INVALID: {
    zh: '统一社会信用代码有误：应为 18 位且校验码正确。',
    en: 'The unified social credit code is not valid: 18 characters with the right check characters.',
  },
  USCC_TAKEN: {
    zh: '该统一社会信用代码已登记。',
    en: 'This unified social credit code is already registered.',
  },
} as const
