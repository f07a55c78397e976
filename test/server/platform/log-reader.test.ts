/** The outbox is read in commit order and no event is ever skipped, whatever transactions are held open. */

import type { ControlledTransaction } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Random, randomOf } from '../../../seeds/random.ts'
import type { Database, Trx } from '../../../server/database.ts'
import { takeNext } from '../../../server/platform/log-reader.ts'
import { appendOutboxEvent } from '../../../server/platform/outbox.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

let world: World

function append(trx: Trx, subjectId: string): Promise<void> {
  return appendOutboxEvent(trx, { at: 0, type: 'instrument.updated', subjectId, payload: {} })
}

/** What `consumer` finds next, by subject. */
async function next(consumer = 'reader', limit = 100): Promise<readonly string[]> {
  const { store } = world
  const rows = await store.transact((trx) =>
    takeNext(trx, store.dialect, { table: 'outbox_event', consumer, limit }),
  )
  return rows.map((it) => it.subject_id)
}

const held: ControlledTransaction<Database>[] = []

/** A transaction that stays open until it is told to end, and has written `subjectId`. */
async function heldOpen(subjectId: string) {
  const trx = await begun()
  await append(trx, subjectId)
  return trx
}

async function begun() {
  const trx = await world.store.db.startTransaction().execute()
  held.push(trx)
  return trx
}

/** Ends what a failed test left open, so that the world can close. */
async function endHeld(): Promise<void> {
  for (const trx of held.splice(0)) {
    if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute()
  }
}

describe.each(dialects)('reading the outbox on %s', (name) => {
  beforeEach(async () => {
    world = await openWorld(name)
  })
  afterEach(() => world.close())

  test('hands out every event once, oldest first, in pages', async () => {
    await world.store.transact(async (trx) => {
      for (const id of ['a', 'b', 'c']) await append(trx, id)
    })
    await world.store.transact((trx) => append(trx, 'd'))
    expect(await next('reader', 2)).toEqual(['a', 'b'])
    expect(await next('reader', 2)).toEqual(['c', 'd'])
    expect(await next('reader', 2)).toEqual([])
  })

  test('keeps a cursor for each consumer', async () => {
    await world.store.transact((trx) => append(trx, 'a'))
    expect(await next('one')).toEqual(['a'])
    expect(await next('two')).toEqual(['a'])
    expect(await next('one')).toEqual([])
  })

  test('gives the events back when the consumer fails', async () => {
    await world.store.transact((trx) => append(trx, 'a'))
    const { store } = world
    const failing = store.transact(async (trx) => {
      await takeNext(trx, store.dialect, { table: 'outbox_event', consumer: 'reader', limit: 10 })
      throw new Error('the consumer broke')
    })
    await expect(failing).rejects.toThrow('the consumer broke')
    expect(await next()).toEqual(['a'])
  })

  test('shares the events between readers of one consumer, none twice', async () => {
    await world.store.transact(async (trx) => {
      for (let i = 0; i < 40; i += 1) await append(trx, `e${i}`)
    })
    const pages = await Promise.all(Array.from({ length: 8 }, () => next('reader', 5)))
    expect(pages.flat().toSorted()).toEqual(Array.from({ length: 40 }, (_, i) => `e${i}`).toSorted())
  })
})

describe.runIf(dialects.includes('postgres'))('reading the outbox while transactions are open', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
  })
  afterEach(async () => {
    await endHeld()
    await world.close()
  })

  test('waits for an older transaction that is still open, then gives both in order', async () => {
    const older = await heldOpen('older')
    await world.store.transact((trx) => append(trx, 'newer'))
    expect(await next()).toEqual([])
    await older.commit().execute()
    expect(await next()).toEqual(['older', 'newer'])
  })

  test('goes on when the older transaction is rolled back', async () => {
    const older = await heldOpen('older')
    await world.store.transact((trx) => append(trx, 'newer'))
    await older.rollback().execute()
    expect(await next()).toEqual(['newer'])
  })

  test('finds an event whose row was counted before the cursor and committed after it', async () => {
    const reader = await begun()
    const late = await heldOpen('late')
    await world.store.transact((trx) => append(trx, 'early'))
    const seen = [...(await next())]
    await late.commit().execute()
    await reader.commit().execute()
    seen.push(...(await next()))
    expect(seen).toEqual(['late', 'early'])
  })

  test('skips nothing and repeats nothing over many transactions that end in any order', async () => {
    const random = randomOf(20_260_101)
    const committed: string[] = []
    const seen: string[] = []
    const open: { id: string; trx: Awaited<ReturnType<typeof heldOpen>> }[] = []
    for (let i = 0; i < 200; i += 1) {
      if (open.length < 6 && random.next() < 0.55) open.push({ id: `e${i}`, trx: await heldOpen(`e${i}`) })
      else await endOne(open, random, committed)
      if (random.next() < 0.5) seen.push(...(await next('reader', 7)))
    }
    while (open.length > 0) await endOne(open, random, committed)
    for (let page = await next(); page.length > 0; page = await next()) seen.push(...page)
    expect(committed.length).toBeGreaterThan(50)
    expect(seen.toSorted()).toEqual(committed.toSorted())
  })
})

/** Ends one of the open transactions at random: three in four commit. */
async function endOne(
  open: { id: string; trx: Awaited<ReturnType<typeof heldOpen>> }[],
  random: Random,
  committed: string[],
): Promise<void> {
  const [one] = open.splice(Math.floor(random.next() * open.length), 1)
  if (!one) return
  if (random.next() < 0.75) {
    await one.trx.commit().execute()
    committed.push(one.id)
  } else {
    await one.trx.rollback().execute()
  }
}
