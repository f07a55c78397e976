/** Tables owned by usage. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

export type UsageTables = {}
