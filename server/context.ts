/** What one request may use. Built once per request in app.ts, once per run for jobs and seeds, or by hand in a test. */

import type { Trx } from './database.ts'
import type { Viewer } from './identity/rules.ts'
import type { Instant, Interval } from './kernel/interval.ts'
import type { Locale } from './kernel/problem.ts'
import type { Store } from './platform/db.ts'

/** What rooms tell each other; events.ts says who listens. Each carries ids, and is written to the outbox too. */
export type DomainEvent =
  | { readonly type: 'institution.reviewed'; readonly subjectId: string }
  | { readonly type: 'instrument.published'; readonly subjectId: string }
  | { readonly type: 'instrument.updated'; readonly subjectId: string }
  /** It takes other units than before, because it or another instrument was arranged anew. */
  | { readonly type: 'instrument.arranged'; readonly subjectId: string }
  /** What the city (`city`) or an institution says of booking. */
  | { readonly type: 'policy.changed'; readonly subjectId: string }
  | { readonly type: 'instrument.withdrawn'; readonly subjectId: string }
  | { readonly type: 'instrument.disabled'; readonly subjectId: string }
  | {
      readonly type: 'booking.booked' | 'booking.changed' | 'booking.cancelled' | 'booking.missed'
      readonly subjectId: string
      readonly instrumentId: string
      /** Which line of the booking's history this is. */
      readonly version?: number
      /** Whether its customer wants a voucher to pay a part of it. */
      readonly useVoucher?: true
    }
  | {
      /** Its time was given up late, and others took all of it again. */
      readonly type: 'time.retaken'
      readonly subjectId: string
      readonly bookingId: string
      readonly instrumentId: string
      /** Whose it was. */
      readonly personId: string
      readonly startsAt: Instant
      readonly endsAt: Instant
    }
  | {
      readonly type: 'time.freed'
      /** The instrument. */
      readonly subjectId: string
      readonly instrumentId: string
      readonly startsAt: Instant
      readonly endsAt: Instant
      /** Whose act freed it; null for a job. */
      readonly byPersonId: string | null
    }
  | {
      readonly type: 'approval.asked'
      readonly subjectId: string
      readonly bookingId: string
      readonly instrumentId: string
      readonly askedBy: string
      /** Whose turn it is. */
      readonly step: 'pi' | 'keeper'
      /** Who is asked; the keepers of the instrument where it is left out. */
      readonly personId?: string
      readonly startsAt: Instant
      readonly endsAt: Instant
      readonly until: Instant
    }
  | {
      readonly type: 'approval.passed'
      readonly subjectId: string
      readonly bookingId: string
      readonly instrumentId: string
      readonly personId: string
      readonly startsAt: Instant
      readonly endsAt: Instant
      readonly note?: string
    }
  | { readonly type: 'waiting.offered'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'waiting.declined'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'waiting.lapsed'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'booking.attended'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'maintenance.changed'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'group.dissolved'; readonly subjectId: string }
  | { readonly type: 'hold.changed'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'usage.recorded'; readonly subjectId: string; readonly instrumentId: string }
  /** The nightly look at the books found what disagrees. */
  | { readonly type: 'ledger.broken'; readonly subjectId: string; readonly count: number }
  | { readonly type: 'statement.issued'; readonly subjectId: string }
  | { readonly type: 'statement.voided'; readonly subjectId: string }
  | {
      readonly type: 'usage.corrected'
      readonly subjectId: string
      readonly instrumentId: string
      /** All the time of the use, as it was and as it is. */
      readonly touched: Interval
    }
  | { readonly type: 'tariff.changed'; readonly subjectId: string; readonly instrumentId: string }
  | {
      readonly type: 'overtime.warned'
      /** The booking in which somebody stays too long. */
      readonly subjectId: string
      readonly instrumentId: string
      /** The owner of the instrument, whose keepers are told too. */
      readonly institutionId: string
      /** The next one. */
      readonly bookingId: string
      readonly personIds: readonly string[]
      readonly startsAt: Instant
      readonly endsAt: Instant
    }
  | {
      readonly type: 'fault.filed'
      readonly subjectId: string
      readonly instrumentId: string
      /** The owner of the instrument, whose keepers are told. */
      readonly institutionId: string
      readonly note: string
    }
  | {
      readonly type: 'fault.reported'
      readonly subjectId: string
      readonly instrumentId: string
      /** A booking that the fault hits, and whose it is. */
      readonly bookingId: string
      readonly personId: string
      readonly startsAt: Instant
      readonly endsAt: Instant
      readonly note: string
    }
  | StandingEvent

/** What people are told of their trainings, qualifications, points, restrictions and appeals. */
type StandingEvent =
  | { readonly type: 'training.scheduled'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'training.cancelled'; readonly subjectId: string; readonly instrumentId: string }
  | (AboutPerson & { readonly type: 'training.enrolled'; readonly instrumentId: string })
  | (AboutPerson & {
      readonly type: 'training.assessed'
      readonly instrumentId: string
      readonly result: 'passed' | 'failed' | 'absent'
    })
  | (AboutPerson & {
      readonly type:
        | 'qualification.granted'
        | 'qualification.revoked'
        | 'qualification.expiring'
        | 'qualification.expired'
      readonly instrumentId: string
      /** Null: never. */
      readonly expiresAt: Instant | null
    })
  | (AboutPerson & {
      readonly type: 'conduct.level_changed'
      readonly level: string
      readonly points: number
    })
  | (AboutPerson & { readonly type: 'restriction.imposed' | 'restriction.lifted' })
  | (AboutPerson & {
      readonly type: 'appeal.filed'
      /** Whose manager decides; null: the city. */
      readonly institutionId: string | null
    })
  | (AboutPerson & { readonly type: 'appeal.decided'; readonly upheld: boolean })

type AboutPerson = { readonly subjectId: string; readonly personId: string }

/** The part of the configuration that actions and faces may see. */
export type Settings = {
  /** Scheme and host that people use to reach the platform, without a trailing slash. */
  readonly publicUrl: string
  readonly sessionIdleMs: number
  readonly allowsDemoAccounts: boolean
  /** Whether notices can be sent by mail. */
  readonly sendsMail: boolean
}

export type SessionCookie = {
  /** The token that came with the request. */
  readonly token: string | undefined
  /** How long from now the browser keeps it, in milliseconds: its clock may differ from ours. */
  set(token: string, keptMs: number): void
  clear(): void
}

/** What the audit log keeps of an action, besides who, when and in which request. */
export type AuditNote = {
  /** The mutation or job, for example `bookInstrument`. */
  readonly action: string
  /** A type of the schema, for example `Booking`. */
  readonly subjectType: string
  readonly subjectId: string
  readonly detail?: Readonly<Record<string, unknown>>
}

export type Context = {
  readonly store: Store
  readonly now: () => Instant
  /** A new id; ids sort by the time they were made. */
  readonly newId: () => string
  /** Who asks; null when nobody is signed in. */
  readonly viewer: Viewer | null
  readonly locale: Locale
  readonly requestId: string
  readonly settings: Settings
  /** Runs the handlers of events.ts and appends to the outbox, in the caller's transaction. */
  readonly emit: (ctx: Context, trx: Trx, event: DomainEvent) => Promise<void>
  /** Writes one line of the audit log, in the caller's transaction. */
  readonly audit: (ctx: Context, trx: Trx, note: AuditNote) => Promise<void>
  /** The session cookie of the request: set by a sign-in, cleared by a sign-out; empty and inert outside HTTP. */
  readonly cookie: SessionCookie
}
