/** Sentences of the help pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/help.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Help',
}
