/** PostgreSQL plans what comes again once, and a table that changes meanwhile is noticed by nobody. */

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../../server/platform/db.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.runIf(dialects.includes('postgres'))('statements of PostgreSQL', () => {
  let world: World
  let store: Store

  beforeAll(async () => {
    world = await openWorld('postgres')
    store = world.store
  })
  afterAll(() => world.close())

  const districts = (db: Store['db'], adcode: string) =>
    db.selectFrom('district').selectAll().where('adcode', '=', adcode).execute()

  /** How often each statement of this connection has a plan of its own. */
  async function planned(text: string): Promise<number> {
    return store.db.transaction().execute(async (trx) => {
      for (let i = 0; i < 3; i += 1) await districts(trx, 'none')
      const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
        trx,
      )
      return rows.filter((it) => it.statement.includes(text)).length
    })
  }

  test('one that comes again is kept under one name', async () => {
    expect(await planned('from "district"')).toBe(1)
  })

  test('one without values, and one that comes once, have none', async () => {
    await sql`select 1 as no_values`.execute(store.db)
    await sql`select 1 as no_values`.execute(store.db)
    await sql`select ${1}::int as comes_once`.execute(store.db)
    expect(await planned('no_values')).toBe(0)
    expect(await planned('comes_once')).toBe(0)
  })

  test('a column that a newer version adds disturbs neither reads nor transactions', async () => {
    const other = openStore(store.dialect)
    const change = (text: string) => sql.raw(text).execute(other.db)
    for (let i = 0; i < 3; i += 1) await districts(store.db, 'none')
    await change('alter table district add column later_a int')
    expect(await districts(store.db, 'none')).toEqual([])

    for (let i = 0; i < 3; i += 1) await store.transact((trx) => districts(trx, 'none'))
    await change('alter table district add column later_b int')
    let attempts = 0
    const read = store.transact((trx) => {
      attempts += 1
      return districts(trx, 'none')
    })
    expect(await read).toEqual([])
    expect(attempts).toBe(2)
    await other.close()
  })
})
