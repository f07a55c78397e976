/** What one request may use. Built once per request in app.ts, once per run for jobs and seeds, or by hand in a test. */

import type { Trx } from './database.ts'
import type { Viewer } from './identity/rules.ts'
import type { Instant } from './kernel/interval.ts'
import type { Locale } from './kernel/problem.ts'
import type { Store } from './platform/db.ts'

/** What rooms tell each other; events.ts says who listens. Each carries ids, and is written to the outbox too. */
export type DomainEvent =
  | { readonly type: 'institution.reviewed'; readonly subjectId: string }
  | { readonly type: 'instrument.published'; readonly subjectId: string }
  | { readonly type: 'instrument.updated'; readonly subjectId: string }
  | { readonly type: 'instrument.withdrawn'; readonly subjectId: string }
  | { readonly type: 'booking.booked'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'booking.changed'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'booking.cancelled'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'booking.missed'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'maintenance.changed'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'usage.recorded'; readonly subjectId: string; readonly instrumentId: string }
  | { readonly type: 'tariff.changed'; readonly subjectId: string; readonly instrumentId: string }

/** The part of the configuration that actions and faces may see. */
export type Settings = {
  /** Scheme and host that people use to reach the platform, without a trailing slash. */
  readonly publicUrl: string
  readonly sessionIdleMs: number
  readonly allowsDemoAccounts: boolean
}

export type SessionCookie = {
  /** The token that came with the request. */
  readonly token: string | undefined
  set(token: string, expiresAt: Instant): void
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
