/** Sentences of the booking pages. */

export const messages = {
  title: '我的预约',
} as const
