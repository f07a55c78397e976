/** Refusals of the institutions room, in both languages. */

export const institutionsProblemTexts = {
  DISTRICT_NOT_FOUND: { zh: '没有这个旗区。', en: 'There is no such district.' },
  INSTITUTION_NOT_FOUND: { zh: '该单位不存在。', en: 'There is no such institution.' },
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
