/** Sentences of the help pages. */

export const messages = {
  title: '帮助',
} as const
