/** Sentences of the manage pages. */

export const messages = {
  title: '仪器管理',
} as const
