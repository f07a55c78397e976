/** Sentences of the city pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/city.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Review',
}
