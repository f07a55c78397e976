/** Sentences of the desk pages. */

export const messages = {
  title: '工作台',
} as const
