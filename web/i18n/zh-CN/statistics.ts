/** Sentences of the statistics pages. */

export const messages = {
  title: '统计',
} as const
