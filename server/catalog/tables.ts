/** Tables owned by catalog. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

export type CatalogTables = {}
