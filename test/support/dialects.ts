/** On which databases tests run: on both, or on those that `DIALECTS` names. */

const wanted = process.env['DIALECTS']?.split(',')

/** The names of the dialects to test, for `describe.each`. */
export const dialects = (['sqlite', 'postgres'] as const).filter((it) => wanted?.includes(it) ?? true)
