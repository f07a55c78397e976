/** What people are told about statements and the books: entries of the table in kinds.ts. */

export const MONEY_KINDS = {
  statement_issued: {
    title: { zh: '收到结算单', en: 'Statement issued' },
    text: { zh: '结算单 {number} 已开具，合计 {amount}。', en: 'Statement {number} was issued: {amount}.' },
    byMail: true,
    leadsTo: 'statement',
  },
  statement_voided: {
    title: { zh: '结算单已作废', en: 'Statement voided' },
    text: {
      zh: '结算单 {number}（合计 {amount}）已作废，无须付款。',
      en: 'Statement {number} of {amount} was voided: nothing is to be paid for it.',
    },
    byMail: true,
    leadsTo: 'statement',
  },
  ledger_broken: {
    title: { zh: '账目不平', en: 'The books do not agree' },
    text: {
      zh: '每晚核对发现总账、费用、结算单或付款之间有不一致，请查看运行日志。',
      en: 'The nightly check found that ledger, charges, statements or payments disagree; the log says where.',
    },
    byMail: true,
    leadsTo: 'finance',
  },
} as const
