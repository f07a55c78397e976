/** Refusals of the vouchers room, in both languages. */

export const vouchersProblemTexts = {
  VOUCHER_BANNED: {
    zh: '贵单位因违规暂不能申领或使用该创新券，至 {until}。',
    en: 'Your institution may not apply for or use this voucher until {until}.',
  },
  VOUCHER_CLAIM_DECIDED: { zh: '该兑付申请已处理。', en: 'The claim has been decided already.' },
  VOUCHER_CLAIM_EMPTY: {
    zh: '该期间没有可兑付的创新券。',
    en: 'There are no captured vouchers to claim in this period.',
  },
  VOUCHER_CLAIM_NOT_FOUND: { zh: '该兑付申请不存在。', en: 'There is no such claim.' },
  VOUCHER_EXHAUSTED: {
    zh: '创新券可用额度不足，本次无法抵扣。',
    en: 'Nothing is left of the voucher or its budget for this booking.',
  },
  VOUCHER_GRANT_DECIDED: { zh: '该申领已审核。', en: 'The application has been decided already.' },
  VOUCHER_GRANT_NOT_FOUND: { zh: '该申领不存在。', en: 'There is no such application.' },
  VOUCHER_GRANT_TOO_LARGE: {
    zh: '单次申领额度应为 ¥0.01 至 {max}。',
    en: 'A grant must be from ¥0.01 to {max}.',
  },
  VOUCHER_KIND_WRONG: {
    zh: '该创新券不面向这类单位。',
    en: 'This voucher is not for institutions of this kind.',
  },
  VOUCHER_LINE_NOT_PAID: {
    zh: '该笔创新券尚未兑付或已追回。',
    en: 'This voucher was not paid out, or was taken back already.',
  },
  VOUCHER_NOT_ENTERPRISE: {
    zh: '创新券面向企业和创新团队，贵单位类型不适用。',
    en: 'Vouchers are for enterprises and teams, not for institutions of your kind.',
  },
  VOUCHER_NOT_FOR_THIS: {
    zh: '创新券不能用于本单位或关联单位的仪器，也须符合项目对仪器的要求。',
    en: 'A voucher does not pay for instruments of your own or a related institution, nor for those outside its programme.',
  },
  VOUCHER_NOT_HELD: {
    zh: '贵单位没有可用的创新券。',
    en: 'Your institution holds no voucher that can be used.',
  },
  VOUCHER_PAID_DAY_WRONG: {
    zh: '付款日期应在 {from}（申请兑付日）至 {to}（今天）之间。',
    en: 'The day of payment must be from {from}, when it was claimed, to {to}, which is today.',
  },
  VOUCHER_PROGRAMME_CLOSED: {
    zh: '该创新券项目的有效期为 {from} 至 {to}。',
    en: 'This voucher programme is open from {from} to {to}.',
  },
  VOUCHER_PROGRAMME_NOT_FOUND: { zh: '该创新券项目不存在。', en: 'There is no such voucher programme.' },
  VOUCHER_RULES_INVALID: {
    zh: '规则有误：至少一档抵扣比例（0 至 100），起付额逐档增大，各限额大于 0，单次额度不超过年度额度。',
    en: 'The rules are not valid: at least one tier of 0 to 100 percent with rising limits, limits above zero, and a grant of at most the year.',
  },
  VOUCHER_YEAR_EXCEEDED: {
    zh: '超出年度额度：全年 {max}，已获 {used}。',
    en: 'More than the year allows: {max}, of which {used} is granted.',
  },
} as const
