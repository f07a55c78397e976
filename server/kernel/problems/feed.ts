/** Refusals of the feed room, in both languages. */

export const feedProblemTexts = {} as const
