/** Refusals of the usage room, in both languages. */

export const usageProblemTexts = {} as const
