/** Refusals of the statistics room, in both languages. */

export const statisticsProblemTexts = {} as const
