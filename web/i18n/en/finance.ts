/** Sentences of the finance pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/finance.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Finance',
}
