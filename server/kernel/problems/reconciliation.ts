/** Refusals of the reconciliation room, in both languages. */

export const reconciliationProblemTexts = {
  RECONCILIATION_LINE_MATCHED: {
    zh: '该行两侧一致，无需处理。',
    en: 'Both sides of this line agree: there is nothing to decide.',
  },
  RECONCILIATION_LINE_NOT_FOUND: { zh: '对账中没有这一行。', en: 'There is no such line.' },
  RECONCILIATION_NOT_FOUND: { zh: '该对账不存在。', en: 'There is no such reconciliation.' },
  RECONCILIATION_NOT_SIGNED: {
    zh: '该月对账尚未由双方签认。',
    en: 'Both sides have not signed the reconciliation of this month.',
  },
  RECONCILIATION_REPLACED: {
    zh: '该月已导入新的台账，此次对账不再有效。',
    en: 'Another file was brought in for this month: this reconciliation counts no more.',
  },
  RECONCILIATION_SIGNED: {
    zh: '该月对账已签认，不能再改。',
    en: 'The reconciliation of this month is signed.',
  },
  RECONCILIATION_TOO_LARGE: {
    zh: '该月的费用超过 {max} 笔，不能一次对账。',
    en: 'The month has more than {max} charges, too many for one reconciliation.',
  },
  RECONCILIATION_UNRESOLVED: {
    zh: '还有 {count} 处差异未处理。',
    en: '{count} differences are not decided yet.',
  },
} as const
