/** The words of the exported lines, in both languages. */

import type { Locale } from '../../kernel/problem.ts'
import type { Outcome } from '../rules/matching.ts'
import type { Resolution } from '../rules/resolutions.ts'

type Words = {
  readonly title: string
  readonly sum: string
  readonly columns: readonly string[]
  readonly outcomes: Record<Outcome, string>
  readonly resolutions: Record<Resolution, string>
}

const ZH: Words = {
  title: '月度对账',
  sum: '合计',
  columns: [
    '序号',
    '结果',
    '资产编号',
    '平台客户',
    '平台开始',
    '平台结束',
    '平台金额（元）',
    '台账行号',
    '台账客户',
    '台账开始',
    '台账结束',
    '台账金额（元）',
    '台账减平台（元）',
    '处理',
    '理由',
  ],
  outcomes: {
    matched: '一致',
    time_differs: '时间不同',
    amount_differs: '金额不同',
    missing_here: '平台缺',
    missing_there: '台账缺',
    duplicate: '重复',
  },
  resolutions: { ours: '以平台为准', theirs: '以台账为准', not_ours: '不属本账' },
}

const EN: Words = {
  title: 'Reconciliation',
  sum: 'Total',
  columns: [
    'No.',
    'Outcome',
    'Asset number',
    'Customer (platform)',
    'Start (platform)',
    'End (platform)',
    'Amount (platform, CNY)',
    'Row of the ledger',
    'Customer (ledger)',
    'Start (ledger)',
    'End (ledger)',
    'Amount (ledger, CNY)',
    'Ledger less platform (CNY)',
    'Decision',
    'Reason',
  ],
  outcomes: {
    matched: 'Matched',
    time_differs: 'Time differs',
    amount_differs: 'Amount differs',
    missing_here: 'Missing here',
    missing_there: 'Missing there',
    duplicate: 'Duplicate',
  },
  resolutions: { ours: 'Ours', theirs: 'Theirs', not_ours: 'Not ours' },
}

export function wordsIn(locale: Locale): Words {
  return locale === 'en' ? EN : ZH
}
