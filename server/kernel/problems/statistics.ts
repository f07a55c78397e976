/** Refusals of the statistics room, in both languages. */

export const statisticsProblemTexts = {
  STATISTICS_PERIOD_INVALID: {
    zh: '统计时段的结束时间必须晚于开始时间。',
    en: 'The period of a statistic must end after it starts.',
  },
  STATISTICS_PERIOD_TOO_LONG: {
    zh: '统计时段最长 {years} 年。',
    en: 'The period of a statistic is at most {years} years.',
  },
  STATISTICS_PERIOD_UNKNOWN: {
    zh: '统计时段须在 {from} 年至 {to} 年之间。',
    en: 'The period of a statistic must lie in the years {from} to {to}.',
  },
} as const
