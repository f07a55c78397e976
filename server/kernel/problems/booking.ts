/** Refusals of the booking room, in both languages. */

export const bookingProblemTexts = {} as const
