/** Refusals of the fees room, in both languages. */

export const feesProblemTexts = {} as const
