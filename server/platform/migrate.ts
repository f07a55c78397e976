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
