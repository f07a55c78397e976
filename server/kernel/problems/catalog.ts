/** Refusals of the catalog room, in both languages. */

export const catalogProblemTexts = {} as const
