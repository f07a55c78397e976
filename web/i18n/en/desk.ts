/** Sentences of the desk pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/desk.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Desk',
}
