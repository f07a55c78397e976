/** One way to write: whole transactions, tried again where the database asks for it, and nothing half done. */

import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db, Trx } from '../../../server/database.ts'
import { migrate } from '../../../server/platform/migrate.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

let world: World

function addCursor(trx: Trx, consumer: string): Promise<unknown> {
  return trx.insertInto('log_cursor').values({ consumer, stamp: 0, id: 0 }).execute()
}

async function cursors(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('log_cursor').select('consumer').orderBy('consumer').execute()
  return rows.map((it) => it.consumer)
}

/** The error of a database that asks for the transaction to be run again. */
function askToRetry(): Error {
  return world.store.dialect.name === 'postgres'
    ? Object.assign(new Error('could not serialize access'), { code: '40001' })
    : new SqliteDatabase.SqliteError('database is locked', 'SQLITE_BUSY')
}

describe.each(dialects)('writing on %s', (name) => {
  beforeEach(async () => {
    world = await openWorld(name)
  })
  afterEach(() => world.close())

  test('finds nothing in an empty list', async () => {
    await world.store.transact((trx) => addCursor(trx, 'reader'))
    const { db } = world.store
    const byName = await db.selectFrom('log_cursor').selectAll().where('consumer', 'in', []).execute()
    const byNumber = await db.selectFrom('log_cursor').selectAll().where('id', 'in', []).execute()
    expect([byName, byNumber]).toEqual([[], []])
  })

  test('runs the work again when the database asks for it, and keeps nothing of the failed attempts', async () => {
    let attempts = 0
    const answer = await world.store.transact(async (trx) => {
      attempts += 1
      await addCursor(trx, `attempt-${attempts}`)
      if (attempts < 3) throw askToRetry()
      return 'done'
    })
    expect(answer).toBe('done')
    expect(await cursors(world.store.db)).toEqual(['attempt-3'])
  })

  test('gives up after five attempts', async () => {
    let attempts = 0
    const work = world.store.transact(async () => {
      attempts += 1
      throw askToRetry()
    })
    await expect(work).rejects.toThrow(/serialize|locked/)
    expect(attempts).toBe(5)
  })

  test('does not run the work again for any other error, and rolls it back', async () => {
    let attempts = 0
    const work = world.store.transact(async (trx) => {
      attempts += 1
      await addCursor(trx, 'left')
      throw new Error('a bug')
    })
    await expect(work).rejects.toThrow('a bug')
    expect(attempts).toBe(1)
    expect(await cursors(world.store.db)).toEqual([])
  })

  test('keeps the works that came at the same time apart: one that fails takes nothing with it', async () => {
    const works = Array.from({ length: 20 }, async (_, i) => {
      const consumer = `work-${String(i).padStart(2, '0')}`
      await world.store.transact(async (trx) => {
        await addCursor(trx, consumer)
        if (i % 3 === 0) throw new Error(`${consumer} fails`)
      })
      // Whoever is told reads it, over another connection, at once.
      expect(await cursors(world.store.db)).toContain(consumer)
      return consumer
    })
    const outcomes = await Promise.allSettled(works)
    const kept = outcomes.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []))
    expect(kept).toHaveLength(13)
    expect(await cursors(world.store.db)).toEqual(kept)
    const reasons = outcomes.flatMap((it) => (it.status === 'rejected' ? [String(it.reason)] : []))
    expect(reasons[1]).toBe('Error: work-03 fails')
  })

  test('knows the error of a unique index', async () => {
    await world.store.transact((trx) => addCursor(trx, 'one'))
    const error = await world.store
      .transact((trx) => addCursor(trx, 'one'))
      .catch((reason: unknown) => reason)
    expect(world.store.dialect.isUniqueViolation(error)).toBe(true)
    expect(world.store.dialect.isRetryable(error)).toBe(false)
  })

  test('shows readers nothing of a transaction that has not committed', async () => {
    await world.store.transact(async (trx) => {
      await addCursor(trx, 'open')
      expect(await cursors(world.store.db)).toEqual([])
    })
    expect(await cursors(world.store.db)).toEqual(['open'])
  })

  test('lets transactions that lock the same key take turns', async () => {
    const add = () =>
      world.store.transact(async (trx) => {
        await world.store.dialect.lock(trx, ['counter'])
        const known = await trx
          .selectFrom('log_cursor')
          .select('id')
          .where('consumer', '=', 'counter')
          .executeTakeFirst()
        await trx
          .insertInto('log_cursor')
          .values({ consumer: 'counter', stamp: 0, id: (known?.id ?? 0) + 1 })
          .onConflict((it) => it.column('consumer').doUpdateSet({ id: (known?.id ?? 0) + 1 }))
          .execute()
      })
    await Promise.all(Array.from({ length: 25 }, add))
    const row = await world.store.db.selectFrom('log_cursor').select('id').executeTakeFirstOrThrow()
    expect(row.id).toBe(25)
  })

  test('migrates a database that is up to date without touching it', async () => {
    const applied = () =>
      sql<{ name: string }>`select name from kysely_migration order by name`.execute(world.store.db)
    const before = await applied()
    await migrate(world.store.dialect)
    expect((await applied()).rows).toEqual(before.rows)
  })
})

describe.runIf(dialects.includes('sqlite'))('the connection for reads', () => {
  test('cannot write where it is a connection of its own', async () => {
    world = await openWorld('sqlite')
    const write = sql`insert into log_cursor (consumer, stamp, id) values ('x', 0, 0)`.execute(world.store.db)
    await expect(write).rejects.toThrow('readonly')
    await world.close()
  })
})

describe.runIf(dialects.includes('postgres'))('a real deadlock', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
    await world.store.transact(async (trx) => {
      for (const it of ['left', 'right']) await addCursor(trx, it)
    })
  })
  afterEach(() => world.close())

  test('is resolved: both transactions succeed, one at the second attempt', async () => {
    let attempts = 0
    const both = { left: Promise.withResolvers<undefined>(), right: Promise.withResolvers<undefined>() }
    const cross = (first: 'left' | 'right', second: 'left' | 'right') =>
      world.store.transact(async (trx) => {
        attempts += 1
        await raise(trx, first)
        both[first].resolve(undefined)
        await both[second].promise
        await raise(trx, second)
      })
    await Promise.all([cross('left', 'right'), cross('right', 'left')])
    expect(attempts).toBe(3)
    const rows = await world.store.db.selectFrom('log_cursor').select('id').execute()
    expect(rows.map((it) => it.id)).toEqual([2, 2])
  })
})

function raise(trx: Trx, consumer: string): Promise<unknown> {
  return trx
    .updateTable('log_cursor')
    .set((it) => ({ id: it('id', '+', 1) }))
    .where('consumer', '=', consumer)
    .execute()
}

describe.runIf(dialects.includes('postgres'))('a database server that cuts its connections', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
  })
  afterEach(() => world.close())

  test('does not end the process: the next question gets a new connection', async () => {
    const { db } = world.store
    const ask = () => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    const cut = await Promise.all([ask(), ask(), ask()])
    await db.connection().execute((own) =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(own),
    )
    const pids = () => Promise.all([ask(), ask(), ask()]).catch(() => [])
    await expect.poll(pids).toHaveLength(3)
    const after = new Set((await pids()).map((each) => each.rows[0]?.pid))
    expect(cut.filter((each) => after.has(each.rows[0]?.pid)).length).toBeLessThan(3)
  })
})
