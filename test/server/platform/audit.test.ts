/** The audit log is sealed into a chain of hashes, and the chain shows what was changed later. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../server/context.ts'
import { appendAuditEntry, firstBrokenSeal, sealAuditLog } from '../../../server/platform/audit.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

let world: World

async function write(ctx: Context, count: number, from = 0): Promise<void> {
  await world.store.transact(async (trx) => {
    for (let i = from; i < from + count; i += 1) {
      await ctx.audit(ctx, trx, {
        action: 'editInstrument',
        subjectType: 'Instrument',
        subjectId: `instrument-${i}`,
        detail: { nameZh: `电镜 ${i}` },
      })
    }
  })
}

/** Changes a log as somebody with full rights over the database could. */
async function tamper(statement: string): Promise<void> {
  await world.store.transact(async (trx) => {
    if (world.store.dialect.name === 'postgres') {
      await sql.raw('set local session_replication_role = replica').execute(trx)
    } else {
      for (const table of ['audit_entry', 'audit_seal']) {
        for (const event of ['update', 'delete']) {
          await sql.raw(`drop trigger if exists ${table}_no_${event}`).execute(trx)
        }
      }
      await sql.raw('pragma defer_foreign_keys = on').execute(trx)
    }
    await sql.raw(statement).execute(trx)
  })
}

describe.each(dialects)('the audit log on %s', (name) => {
  beforeEach(async () => {
    world = await openWorld(name)
  })
  afterEach(() => world.close())

  test('seals every entry once, in order, each seal on the one before', async () => {
    await write(world.as(), 3)
    expect(await sealAuditLog(world.store)).toBe(3)
    expect(await sealAuditLog(world.store)).toBe(0)
    await write(world.as(), 2, 3)
    expect(await sealAuditLog(world.store)).toBe(2)
    const seals = await world.store.db.selectFrom('audit_seal').selectAll().orderBy('seq').execute()
    expect(seals.map((it) => it.seq)).toEqual([1, 2, 3, 4, 5])
    expect(seals.map((it) => it.previous_hash)).toEqual([
      '0'.repeat(64),
      ...seals.slice(0, -1).map((it) => it.hash),
    ])
    expect(await firstBrokenSeal(world.store.db)).toBeUndefined()
  })

  test('seals and checks more than one batch', async () => {
    await write(world.as(), 1_203)
    expect(await sealAuditLog(world.store)).toBe(1_203)
    expect(await firstBrokenSeal(world.store.db)).toBeUndefined()
  })

  test('seals each entry once when several sealers run at the same time', async () => {
    await write(world.as(), 30)
    const counts = await Promise.all([1, 2, 3, 4].map(() => sealAuditLog(world.store)))
    expect(counts.reduce((sum, it) => sum + it, 0)).toBe(30)
    expect(await firstBrokenSeal(world.store.db)).toBeUndefined()
  })

  test.each([
    ['an entry whose detail was changed', `update audit_entry set detail = '{}' where id = 3`, 3],
    ['an entry whose time was changed', `update audit_entry set at = at + 1 where id = 2`, 2],
    ['an entry whose actor was changed', `update audit_entry set actor_id = 'somebody' where id = 4`, 4],
    ['a seal that was written anew', `update audit_seal set hash = '${'f'.repeat(64)}' where seq = 3`, 3],
    ['a seal taken out of the chain', `delete from audit_seal where seq = 2`, 2],
    ['two seals that changed places', `update audit_seal set seq = -seq where seq in (2, 3)`, 2],
  ])('finds %s', async (_what, statement, seq) => {
    await write(world.as(), 5)
    await sealAuditLog(world.store)
    await tamper(statement)
    expect(await firstBrokenSeal(world.store.db)).toBe(seq)
  })

  test('names the first of several breaks', async () => {
    await write(world.as(), 5)
    await sealAuditLog(world.store)
    await tamper(`update audit_seal set hash = '${'a'.repeat(64)}' where seq = 5`)
    await tamper(`update audit_seal set previous_hash = '${'b'.repeat(64)}' where seq = 4`)
    expect(await firstBrokenSeal(world.store.db)).toBe(4)
  })
})

describe.runIf(dialects.includes('postgres'))('sealing while transactions are open', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
  })
  afterEach(() => world.close())

  test('leaves out what could still be preceded, and seals it in its place later', async () => {
    const entry = {
      at: 0,
      actorId: null,
      action: 'signIn',
      subjectType: 'Person',
      detail: {},
      requestId: 'r',
    }
    const older = await world.store.db.startTransaction().execute()
    await appendAuditEntry(older, { ...entry, subjectId: 'older' })
    await write(world.as(), 2)
    expect(await sealAuditLog(world.store)).toBe(0)
    await older.commit().execute()
    expect(await sealAuditLog(world.store)).toBe(3)
    const first = await world.store.db
      .selectFrom('audit_seal')
      .innerJoin('audit_entry', 'audit_entry.id', 'audit_seal.entry_id')
      .select('audit_entry.subject_id')
      .where('audit_seal.seq', '=', 1)
      .executeTakeFirstOrThrow()
    expect(first.subject_id).toBe('older')
    expect(await firstBrokenSeal(world.store.db)).toBeUndefined()
  })
})
