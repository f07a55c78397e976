/** Tables owned by booking. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

export type BookingTables = {}
