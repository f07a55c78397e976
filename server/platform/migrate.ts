/** Brings a database to the newest schema. Forward only: a mistake is fixed by the next migration. */

import { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Dialect } from './dialect/dialect.ts'
import { platform } from './migrations/0001_platform.ts'
import { institutions } from './migrations/0002_institutions.ts'
import { identity } from './migrations/0003_identity.ts'
import { catalog } from './migrations/0004_catalog.ts'
import { booking } from './migrations/0005_booking.ts'
import { usage } from './migrations/0006_usage.ts'
import { fees } from './migrations/0007_fees.ts'
import { statistics } from './migrations/0008_statistics.ts'
import { feed } from './migrations/0009_feed.ts'
import { checkInCode } from './migrations/0010_check_in_code.ts'
import { units } from './migrations/0011_units.ts'
import { topology } from './migrations/0012_topology.ts'
import { policies } from './migrations/0013_policies.ts'
import { series } from './migrations/0014_series.ts'
import { usageRecords } from './migrations/0016_usage_records.ts'
import { calendarPrivacy } from './migrations/0017_calendar_privacy.ts'
import { waitingList } from './migrations/0018_waiting_list.ts'
import { notices } from './migrations/0019_notices.ts'
import { approvals } from './migrations/0022_approvals.ts'
import { holds } from './migrations/0023_holds.ts'
import { standing } from './migrations/0015_standing.ts'
import { faults } from './migrations/0020_faults.ts'
import { operators } from './migrations/0024_operators.ts'
import { operatorHistory } from './migrations/0025_operator_history.ts'
import { givenUpTime } from './migrations/0026_given_up_time.ts'
import { billingStep } from './migrations/0027_billing_step.ts'
import { tariffVersions } from './migrations/0028_tariff_versions.ts'
import { tariffSteps } from './migrations/0029_tariff_steps.ts'
import { vouchers } from './migrations/0031_vouchers.ts'
import { bank } from './migrations/0032_bank.ts'
import { reconciliation } from './migrations/0033_reconciliation.ts'
import { ledgerChain } from './migrations/0034_ledger_chain.ts'
import { voidStatements } from './migrations/0035_void_statements.ts'
import { invoices } from './migrations/0036_invoices.ts'

const MIGRATIONS: Record<string, (dialect: Dialect) => Migration> = {
  '0001_platform': platform,
  '0002_institutions': institutions,
  '0003_identity': identity,
  '0004_catalog': catalog,
  '0005_booking': booking,
  '0006_usage': usage,
  '0007_fees': fees,
  '0008_statistics': statistics,
  '0009_feed': feed,
  '0010_check_in_code': checkInCode,
  '0011_units': units,
  '0012_topology': topology,
  '0013_policies': policies,
  '0014_series': series,
  '0016_usage_records': usageRecords,
  '0017_calendar_privacy': calendarPrivacy,
  '0018_waiting_list': waitingList,
  '0019_notices': notices,
  '0015_standing': standing,
  '0020_faults': faults,
  '0022_approvals': approvals,
  '0024_operators': operators,
  '0023_holds': holds,
  '0025_operator_history': operatorHistory,
  '0026_given_up_time': givenUpTime,
  '0027_billing_step': billingStep,
  '0028_tariff_versions': tariffVersions,
  '0029_tariff_steps': tariffSteps,
  '0031_vouchers': vouchers,
  '0032_bank': bank,
  '0033_reconciliation': reconciliation,
  '0034_ledger_chain': ledgerChain,
  '0035_void_statements': voidStatements,
  '0036_invoices': invoices,
}

export async function migrate(dialect: Dialect): Promise<void> {
  const db = new Kysely({ dialect: dialect.connect().write })
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, make]) => [name, make(dialect)]),
  )
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest()
  await db.destroy()
  if (error) throw error
}
