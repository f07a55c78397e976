/** Sentences of the catalog pages. */

export const messages = {
  title: '仪器目录',
} as const
