/** Refusals of the fees room, in both languages. */

export const feesProblemTexts = {
  CHARGE_NOT_FOUND: { zh: '该费用不存在。', en: 'There is no such charge.' },
  CHARGE_REVERSED: {
    zh: '该笔费用已冲销，或本身是一笔冲销。',
    en: 'This charge was taken back, or takes another one back.',
  },
  CHARGE_NOT_OPEN: {
    zh: '该费用已列入结算单、已支付或已减免。',
    en: 'The charge is on a statement, paid or waived already.',
  },
  PAYER_NOT_FOUND: { zh: '该付款方不存在。', en: 'There is no such payer.' },
  PAYMENT_DAY_WRONG: {
    zh: '付款日期应在 {from}（结算单开具日）至 {to}（今天）之间。',
    en: 'The day of payment must be from {from}, when the statement was issued, to {to}, which is today.',
  },
  PAYMENT_DIFFERS: {
    zh: '该结算单已有相同凭证号的付款，金额为 {amount}。',
    en: 'The statement has a payment with this reference already, of {amount}.',
  },
  PAYMENT_NOT_POSITIVE: { zh: '付款金额必须大于零。', en: 'A payment must be more than zero.' },
  PAYMENT_TOO_LARGE: {
    zh: '付款金额超过未付金额 {owed}。',
    en: 'The payment is more than the {owed} still owed.',
  },
  PERIOD_CLOSED: {
    zh: '{month} 已结账；更正请计入以后的月份。',
    en: 'The books of {month} are closed: corrections go to a later month.',
  },
  PERIOD_EARLIER_OPEN: {
    zh: '以前月份尚有费用未结账，请按月份先后结账。',
    en: 'An earlier month with charges is still open: months are closed one after the other.',
  },
  PERIOD_HAS_ADJUSTMENTS: {
    zh: '该月还有 {count} 项使用记录更正待处理。',
    en: '{count} corrections of uses of this month wait to be decided.',
  },
  PERIOD_HAS_DRIFT: {
    zh: '总账与费用、付款相差 {amount}，不能结账。',
    en: 'The ledger differs from charges and payments by {amount}: the month cannot be closed.',
  },
  PERIOD_NOT_CLOSED: { zh: '{month} 未结账。', en: 'The books of {month} are not closed.' },
  PERIOD_NOT_OVER: { zh: '结算期尚未结束。', en: 'The period is not over yet.' },
  RATE_STEPS_INVALID: {
    zh: '阶梯单价有误：至多 {max} 级，起算时长须大于 0 并逐级增大，单价和补贴须为不小于 0 的金额。',
    en: 'The rate steps are not valid: {max} at most, each beginning after a longer time than the one before, with rates and subsidies of zero or more.',
  },
  RATE_WINDOWS_OVERLAP: {
    zh: '“{name}”与另一个计价时段重叠。',
    en: '“{name}” overlaps another rate window.',
  },
  RATE_WINDOW_INVALID: {
    zh: '计价时段“{name}”有误：须有名称、星期、不同的起止时间和 0 至 1000 的百分比。',
    en: 'The rate window “{name}” is not valid: it needs a name, weekdays, two different times and a percentage from 0 to 1000.',
  },
  REASON_TOO_SHORT: { zh: '理由至少 {min} 个字。', en: 'The reason needs at least {min} characters.' },
  STATEMENT_HAS_PAYMENTS: {
    zh: '该结算单已收款 {amount}，请先撤销收款。',
    en: '{amount} of this statement is paid: take the payment back first.',
  },
  STATEMENT_NOT_LATEST: {
    zh: '双方之后还有结算单，请从最后一张起作废。',
    en: 'There are later statements between these two: make the last one void first.',
  },
  STATEMENT_VOID: { zh: '该结算单已作废。', en: 'This statement is void.' },
  STATEMENT_IS_CREDIT: {
    zh: '该时段冲销多于费用，差额 {amount}；请选更长的时段。',
    en: 'More is taken back than charged in this period, by {amount}: choose a longer one.',
  },
  STATEMENT_EMPTY: { zh: '该期间没有未结算的费用。', en: 'There are no open charges in this period.' },
  STATEMENT_NOT_FOUND: { zh: '该结算单不存在。', en: 'There is no such statement.' },
  TARIFF_ALREADY_CHARGED: {
    zh: '{date} 或之后开始的预约已按现行价格计费，新价格须更晚生效。',
    en: 'Bookings that start on or after {date} have been charged already: the new tariff must begin later.',
  },
  TARIFF_NOT_FOUND: {
    zh: '该仪器当时没有适用于您的收费标准。',
    en: 'The instrument has no tariff for you at that time.',
  },
} as const
