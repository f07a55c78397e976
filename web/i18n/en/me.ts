/** Sentences of the me pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/me.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'My account',
}
