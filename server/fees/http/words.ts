/** What the workbook of a statement calls things, in both languages. */

import type { Locale } from '../../kernel/problem.ts'

const zhCN = {
  title: '结算单',
  linesSheet: '费用明细',
  paymentsSheet: '收款记录',
  number: '编号',
  provider: '收款单位',
  payer: '付款单位',
  uscc: '统一社会信用代码',
  period: '结算期',
  issuedAt: '出账时间',
  voided: '已作废',
  invoice: '发票',
  total: '应收合计（元）',
  paid: '已收（元）',
  owed: '未收（元）',
  lines: ['发生时间', '仪器', '使用人', '项目', '计费分钟', '金额（元）', '费用编号'],
  payments: ['到账日期', '凭证号', '金额（元）', '登记时间'],
  sum: '合计',
} as const

const en: {
  readonly [K in keyof typeof zhCN]: (typeof zhCN)[K] extends string ? string : readonly string[]
} = {
  title: 'Statement',
  linesSheet: 'Charges',
  paymentsSheet: 'Payments',
  number: 'Number',
  provider: 'Provider',
  payer: 'Payer',
  uscc: 'Unified social credit code',
  period: 'Period',
  issuedAt: 'Issued',
  voided: 'Void',
  invoice: 'Invoice',
  total: 'Total due (CNY)',
  paid: 'Received (CNY)',
  owed: 'Outstanding (CNY)',
  lines: ['When', 'Instrument', 'User', 'Line', 'Minutes billed', 'Amount (CNY)', 'Charge'],
  payments: ['Paid on', 'Receipt', 'Amount (CNY)', 'Recorded'],
  sum: 'Total',
}

export function wordsIn(locale: Locale) {
  return locale === 'en' ? en : zhCN
}
