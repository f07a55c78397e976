/** Sentences of the city pages. */

export const messages = {
  title: '审核',
} as const
