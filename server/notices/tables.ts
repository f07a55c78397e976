/** Tables owned by notices. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

/** Something a person is told. Its sentences are made from these facts when it is read. */
export type NoticeTable = {
  /** Made from what it is about and whom it is for, so that nothing is told twice. */
  id: string
  person_id: string
  kind: string
  at: number
  instrument_id: string | null
  booking_id: string | null
  /** `NoticeData` as JSON. */
  data: string
  /** 0 where the person wants it by mail only. */
  in_app: number
  read_at: number | null
  mail_state: 'none' | 'due' | 'sent' | 'failed'
  mail_attempts: number
  mail_due_at: number
}

/** How a person wants to be told one kind of thing; without a row as the kind itself says. */
export type NoticePreferenceTable = { person_id: string; kind: string; in_app: number; by_mail: number }

/** How many minutes before his bookings a person is reminded: numbers with commas, or empty. */
export type ReminderChoiceTable = { person_id: string; minutes: string }

/** Bookings that start before `until` have been reminded of `minutes_ahead`. */
export type ReminderProgressTable = { minutes_ahead: number; until: number }

export type NoticesTables = {
  notice: NoticeTable
  notice_preference: NoticePreferenceTable
  reminder_choice: ReminderChoiceTable
  reminder_progress: ReminderProgressTable
}
