/** Sentences of the manage pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/manage.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Manage instruments',
}
