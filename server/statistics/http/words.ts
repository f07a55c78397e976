/** What the workbook of the statistics calls things, in both languages. */

import type { Locale } from '../../kernel/problem.ts'
import type { UtilisationBy } from '../rules/figures.ts'

const zhCN = {
  fileName: '仪器利用统计',
  rowsSheet: '利用情况',
  heatSheet: '时段热力',
  definitionsSheet: '指标定义',
  title: '大型科学仪器利用与共享统计',
  period: '统计时段',
  formulas: '口径版本',
  key: '编号',
  by: { institution: '单位', district: '旗区', category: '一级分类', instrument: '仪器' },
  figures: [
    '仪器台数',
    '有效机时 E（小时）',
    '对外服务机时 X（小时）',
    '额定机时 R（小时）',
    '利用率 E/R',
    '共享率 X/E',
    '平均利用率',
    '平均共享率',
    '使用次数',
    '样品数',
  ],
  total: '合计',
  previous: '上一时段合计',
  weekday: '星期',
  hour: '时段',
  hours: '有效机时（小时）',
  share: '平均在用比例',
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  formula: '公式',
  name: '指标',
  text: '说明',
  source: '来源',
} as const

type Words = {
  readonly [K in keyof typeof zhCN]: (typeof zhCN)[K] extends string
    ? string
    : (typeof zhCN)[K] extends readonly string[]
      ? readonly string[]
      : Readonly<Record<UtilisationBy, string>>
}

const en: Words = {
  fileName: 'instrument-utilisation',
  rowsSheet: 'Utilisation',
  heatSheet: 'Heat map',
  definitionsSheet: 'Definitions',
  title: 'Utilisation and sharing of large research instruments',
  period: 'Period',
  formulas: 'Formulas',
  key: 'Key',
  by: { institution: 'Institution', district: 'District', category: 'Category', instrument: 'Instrument' },
  figures: [
    'Instruments',
    'Effective hours E',
    'External hours X',
    'Rated hours R',
    'Utilisation E/R',
    'Sharing rate X/E',
    'Mean utilisation',
    'Mean sharing rate',
    'Uses',
    'Samples',
  ],
  total: 'Total',
  previous: 'Total of the period before',
  weekday: 'Weekday',
  hour: 'Hour',
  hours: 'Effective hours',
  share: 'Mean share in use',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  formula: 'Formula',
  name: 'Figure',
  text: 'Meaning',
  source: 'Source',
}

export function wordsIn(locale: Locale): Words {
  return locale === 'en' ? en : zhCN
}
