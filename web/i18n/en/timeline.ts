/** Sentences of the timeline pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/timeline.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Timeline',
}
