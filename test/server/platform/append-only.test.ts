/** What must only grow can be neither changed nor removed, whoever asks the database. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealAuditLog } from '../../../server/platform/audit.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

let world: World

async function addRows(): Promise<void> {
  const ctx = world.as()
  await world.store.transact(async (trx) => {
    await ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: 'microscope' })
    await ctx.audit(ctx, trx, {
      action: 'editInstrument',
      subjectType: 'Instrument',
      subjectId: 'microscope',
    })
  })
  await sealAuditLog(world.store)
}

function run(statement: string): Promise<unknown> {
  return world.store.transact((trx) => sql.raw(statement).execute(trx))
}

describe.each(dialects)('tables that only grow on %s', (name) => {
  beforeEach(async () => {
    world = await openWorld(name)
    await addRows()
  })
  afterEach(() => world.close())

  test.each([
    ['outbox_event', "payload = 'other'"],
    ['audit_entry', "detail = 'other'"],
    ['audit_seal', "hash = 'other'"],
  ] as const)('%s refuses update and delete', async (table, change) => {
    await expect(run(`update ${table} set ${change}`)).rejects.toThrow(`${table} only grows`)
    await expect(run(`delete from ${table}`)).rejects.toThrow(`${table} only grows`)
    const { rows } = await sql
      .raw<{ count: number }>(`select count(*) as count from ${table}`)
      .execute(world.store.db)
    expect(Number(rows[0]?.count)).toBe(1)
  })
})

describe.runIf(dialects.includes('postgres'))('tables that only grow, emptied at a stroke', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
    await addRows()
  })
  afterEach(() => world.close())

  test.each(['outbox_event', 'audit_seal'])('%s refuses truncate', async (table) => {
    await expect(run(`truncate ${table} cascade`)).rejects.toThrow('only grows')
  })
})
