/** Sentences of the timeline pages. */

export const messages = {
  title: '时间轴',
} as const
