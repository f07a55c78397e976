/** Which database a URL means: `sqlite:PATH`, or `postgres://…`. */

import type { Dialect } from './dialect.ts'
import { postgres } from './postgres.ts'
import { sqlite } from './sqlite.ts'

export function dialectOf(databaseUrl: string): Dialect {
  return databaseUrl.startsWith('sqlite:')
    ? sqlite(databaseUrl.slice('sqlite:'.length))
    : postgres(databaseUrl)
}
