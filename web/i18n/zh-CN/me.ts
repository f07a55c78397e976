/** Sentences of the me pages. */

export const messages = {
  title: '个人中心',
} as const
