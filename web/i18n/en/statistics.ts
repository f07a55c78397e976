/** Sentences of the statistics pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/statistics.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Statistics',
}
