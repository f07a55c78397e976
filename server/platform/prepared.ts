/**
 * Queries whose SQL is written once and not anew for every run: building and compiling a statement costs several
 * times what a small one costs to run. For the few statements of hot paths.
 */

import type { Compilable, CompiledQuery, DialectAdapter } from 'kysely'
import type { Db } from '../database.ts'

/** Stands for a value while the SQL is written. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * The query that `build` makes, to be run with values. `build` may only pass its values on, each by its name: it sees
 * placeholders in their place, and runs once for each kind of connection.
 */
export function prepared<Values extends object, Row>(build: (db: Db, values: Values) => Compilable<Row>) {
  const known = new WeakMap<DialectAdapter, CompiledQuery>()
  return async (db: Db, values: Values): Promise<Row[]> => {
    const { adapter } = db.getExecutor()
    const written = known.get(adapter) ?? build(db, slots<Values>()).compile()
    known.set(adapter, written)
    const parameters = written.parameters.map((it) => (it instanceof Slot ? valueOf(values, it.name) : it))
    const { rows } = await db.executeQuery<Row>({ ...written, parameters })
    return rows
  }
}

function valueOf(values: object, name: string): unknown {
  return Reflect.get(values, name)
}

/** So many ids are looked up by a statement of their own number; more are worth writing one for. */
const LISTED_MAX = 32

/** The same for a query by a list of ids: one statement for each length of the list. */
export function preparedByIds<Row>(build: (db: Db, ids: readonly string[]) => Compilable<Row>) {
  const queries = Array.from({ length: LISTED_MAX + 1 }, (_, length) =>
    prepared((db: Db, ids: Readonly<Record<string, string>>) =>
      build(
        db,
        Array.from({ length }, (_id, i) => ids[i] ?? ''),
      ),
    ),
  )
  return async (db: Db, ids: readonly string[]): Promise<Row[]> => {
    const query = queries[ids.length]
    if (query) return query(db, Object.fromEntries(ids.entries()))
    const { rows } = await db.executeQuery<Row>(build(db, ids).compile())
    return rows
  }
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says what the slots stand in for.
function slots<Values extends object>(): Values {
  const handler: ProxyHandler<object> = {
    get: (_, name) => new Slot(String(name)),
    ownKeys: () => {
      throw new Error('A prepared query names each of its values: they cannot be spread.')
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Whatever is asked for, a slot of that name stands in for it.
  return new Proxy({}, handler) as Values
}
