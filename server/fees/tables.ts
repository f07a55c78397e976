/** Tables owned by fees. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

export type FeesTables = {}
