/** Refusals about bank files, their lines and payments that are taken back, in both languages. */

export const bankProblemTexts = {
  BANK_CELL_TOO_LONG: {
    zh: '“{column}”超过 {max} 个字符。',
    en: '“{column}” has more than {max} characters.',
  },
  BANK_DAY_AHEAD: { zh: '交易日期 {day} 晚于今天。', en: 'The booking day {day} is later than today.' },
  BANK_ENTRY_CURRENCY: {
    zh: '币种为 {currency}，只能导入人民币（CNY）。',
    en: 'The currency is {currency}: only CNY can be imported.',
  },
  BANK_ENTRY_INCOMPLETE: {
    zh: '该笔记录缺少“{field}”或其内容有误。',
    en: 'The entry lacks “{field}”, or it is not valid.',
  },
  BANK_ENTRY_PENDING: {
    zh: '该笔尚未入账（状态 {status}）。',
    en: 'The entry is not booked yet (status {status}).',
  },
  BANK_FILE_UNREADABLE: {
    zh: '文件无法读取：须为 CSV（UTF-8 或 GB 18030）或 camt.053 XML。',
    en: 'The file cannot be read: send CSV (UTF-8 or GB 18030) or camt.053 XML.',
  },
  BANK_LINE_CHANGED: {
    zh: '该笔流水刚被他人处理过，请看最新状态。',
    en: 'Somebody else has just decided this line: look at how it stands now.',
  },
  BANK_LINE_DIFFERS: {
    zh: '交易号 {number} 已导入，但日期、金额或方向不同。',
    en: 'Transaction {number} is imported already, with another day, amount or direction.',
  },
  BANK_LINE_NOT_FOUND: { zh: '该笔流水不存在。', en: 'There is no such bank line.' },
  BANK_LINE_SETTLED: { zh: '该笔流水已全部处理。', en: 'Nothing of this line is open.' },
  BANK_LINE_TOO_SMALL: {
    zh: '所分金额超过该笔流水的未核销金额 {open}。',
    en: 'The parts are more than the {open} that is open of this line.',
  },
  BANK_LINE_UNDECIDED: {
    zh: '该笔流水还没有处理，无可撤销。',
    en: 'Nothing of this line is decided yet, so there is nothing to undo.',
  },
  BANK_LINE_WRONG_WAY: {
    zh: '这是支出流水，不能作为收款。',
    en: 'This line went out: it is no payment.',
  },
  BANK_MAPPINGS_FULL: { zh: '最多保存 {max} 个银行格式。', en: 'At most {max} formats can be kept.' },
  BANK_MAPPING_AMOUNT: {
    zh: '请指定一个金额列，或收入、支出两列，二者择一。',
    en: 'Name one column of amounts, or those of what came in and went out, and not both.',
  },
  BANK_MAPPING_NO_DATE: { zh: '请指定交易日期列。', en: 'Name the column of the booking day.' },
  BANK_MAPPING_NOT_FOUND: { zh: '该银行格式不存在。', en: 'There is no such format.' },
  BANK_MAPPING_TWICE: { zh: '同一列不能用于两项。', en: 'A column can be used once only.' },
  BANK_ROW_NO_AMOUNT: {
    zh: '没有金额，或收入、支出同时有金额。',
    en: 'There is no amount, or there is one on both sides.',
  },
  BANK_ROW_WAY_UNKNOWN: {
    zh: '不能识别收支方向：{value}',
    en: 'It does not say whether it came in or went out: {value}',
  },
} as const
