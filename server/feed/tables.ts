/** Tables owned by feed. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

export type FeedTables = {}
