/** Sentences of the finance pages. */

export const messages = {
  title: '结算',
} as const
