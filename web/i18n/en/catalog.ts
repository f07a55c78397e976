/** Sentences of the catalog pages. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/catalog.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'Instruments',
}
