/** What the workbook of a statement calls things, in both languages. */

import type { Locale } from '../../kernel/problem.ts'

const zhCN = {
  title: '结算单',
  linesSheet: '费用明细',
  paymentsSheet: '付款',
  number: '编号',
  provider: '收款单位',
  payer: '付款方',
  uscc: '统一社会信用代码',
  period: '结算时段',
  issuedAt: '出具时间',
  total: '应付（元）',
  paid: '已付（元）',
  owed: '未付（元）',
  lines: ['发生时间', '仪器', '预约人', '项目', '计费分钟', '金额（元）', '费用编号'],
  payments: ['付款日期', '凭证号', '金额（元）', '登记时间'],
  sum: '合计',
} as const

const en: {
  readonly [K in keyof typeof zhCN]: (typeof zhCN)[K] extends string ? string : readonly string[]
} = {
  title: 'Statement',
  linesSheet: 'Charges',
  paymentsSheet: 'Payments',
  number: 'Number',
  provider: 'Payable to',
  payer: 'Payer',
  uscc: 'Unified social credit code',
  period: 'Period',
  issuedAt: 'Issued',
  total: 'Total (CNY)',
  paid: 'Paid (CNY)',
  owed: 'Owed (CNY)',
  lines: ['When', 'Instrument', 'Booked by', 'Line', 'Minutes billed', 'Amount (CNY)', 'Charge'],
  payments: ['Paid on', 'Receipt', 'Amount (CNY)', 'Recorded'],
  sum: 'Total',
}

export function wordsIn(locale: Locale) {
  return locale === 'en' ? en : zhCN
}
