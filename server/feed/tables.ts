/** Tables owned by feed. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

/** One row for every instrument that was ever public; a withdrawn one stays as a tombstone. */
export type FeedRecordTable = {
  instrument_id: string
  /** When the feed learnt of the last change: never goes backwards as rows become visible. */
  changed_at: number
  is_deleted: number
}

/** The sets of each record, with its stamp, so that a set is read in the order of its changes. */
export type FeedMemberTable = { set_spec: string; changed_at: number; instrument_id: string }

/** Every set that ever had a record. */
export type FeedSetTable = { spec: string; name: string }

/** Random secrets that all processes share. */
export type FeedSecretTable = { purpose: string; secret: string }

export type FeedTables = {
  feed_record: FeedRecordTable
  feed_member: FeedMemberTable
  feed_set: FeedSetTable
  feed_secret: FeedSecretTable
}
