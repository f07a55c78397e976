/** The whole schema, assembled from the rooms. Types only: no room learns another's tables but here. */

import type { Kysely, Transaction } from 'kysely'
import type { BookingTables } from './booking/tables.ts'
import type { CatalogTables } from './catalog/tables.ts'
import type { FeedTables } from './feed/tables.ts'
import type { FeesTables } from './fees/tables.ts'
import type { IdentityTables } from './identity/tables.ts'
import type { InstitutionsTables } from './institutions/tables.ts'
import type { NoticesTables } from './notices/tables.ts'
import type { PlatformTables } from './platform/tables.ts'
import type { ReconciliationTables } from './reconciliation/tables.ts'
import type { StandingTables } from './standing/tables.ts'
import type { StatisticsTables } from './statistics/tables.ts'
import type { UsageTables } from './usage/tables.ts'
import type { VouchersTables } from './vouchers/tables.ts'

export type Database = PlatformTables &
  InstitutionsTables &
  IdentityTables &
  CatalogTables &
  StandingTables &
  BookingTables &
  UsageTables &
  VouchersTables &
  FeesTables &
  ReconciliationTables &
  StatisticsTables &
  NoticesTables &
  FeedTables

/** A connection or a transaction: what every query takes first. */
export type Db = Kysely<Database>

/** A query that must run inside a transaction asks for this instead of `Db`. */
export type Trx = Transaction<Database>
