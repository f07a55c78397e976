/** Tables owned by statistics. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

export type StatisticsTables = {}
