/** Brings a database to the newest schema. Forward only: a mistake is fixed by the next migration. */

import { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Dialect } from './dialect/dialect.ts'
import { platform } from './migrations/0001_platform.ts'
import { institutions } from './migrations/0002_institutions.ts'
import { identity } from './migrations/0003_identity.ts'
import { catalog } from './migrations/0004_catalog.ts'

const MIGRATIONS: Record<string, (dialect: Dialect) => Migration> = {
  '0001_platform': platform,
  '0002_institutions': institutions,
  '0003_identity': identity,
  '0004_catalog': catalog,
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
