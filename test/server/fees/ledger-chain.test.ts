/** The ledger cannot be changed, and where it was all the same, the chain names the first transfer; on each dialect. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ledgerChain, sealLedger } from '../../../server/fees/actions/ledger-chain.ts'
import { type Market, openMarket, use } from '../../support/settlement.ts'
import { addTariff } from '../../support/tariffs.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('the ledger on %s', (dialect) => {
  let world: World
  let people: Market

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
    await addTariff(world, 'sem', 'external')
    for (const day of ['05', '06', '07', '08'])
      await use(world, people.ada, `2026-01-${day}T09:00`, `2026-01-${day}T10:00`)
  })
  afterEach(() => world.close())

  const run = (statement: string) => world.store.transact((trx) => sql.raw(statement).execute(trx))
  const checked = () => ledgerChain(world.as(people.auditor))

  /** What no statement may do: without the triggers that forbid it. */
  async function tamper(statement: string): Promise<void> {
    const tables = ['ledger_transfer', 'ledger_seal']
    if (dialect === 'postgres') {
      for (const table of tables) await run(`alter table ${table} disable trigger user`)
    } else {
      for (const table of tables)
        for (const event of ['update', 'delete']) await run(`drop trigger ${table}_no_${event}`)
    }
    await run(statement)
  }

  test.each([
    ['ledger_transfer', 'amount_fen = 1'],
    ['ledger_seal', "hash = 'x'"],
  ])('%s refuses update and delete', async (table, change) => {
    await sealLedger(world.as())
    await expect(run(`update ${table} set ${change}`)).rejects.toThrow(`${table} only grows`)
    await expect(run(`delete from ${table}`)).rejects.toThrow(`${table} only grows`)
  })

  test('every transfer is sealed once, by however many at once', async () => {
    expect(await checked()).toEqual({
      sealedCount: 0,
      unsealedCount: 4,
      brokenAt: null,
      brokenTransferId: null,
    })
    const counts = await Promise.all([1, 2, 3].map(() => sealLedger(world.as())))
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 4])
    await use(world, people.ada, '2026-01-09T09:00', '2026-01-09T10:00')
    expect(await sealLedger(world.as())).toBe(1)
    expect(await checked()).toMatchObject({ sealedCount: 5, unsealedCount: 0, brokenAt: null })
  })

  test.each([
    ['an amount that was changed', 'update ledger_transfer set amount_fen = 1 where id = (ID)', 3],
    ['a moment that was changed', 'update ledger_transfer set at = at + 1 where id = (ID)', 3],
    ['a seal that was written anew', `update ledger_seal set hash = '${'f'.repeat(64)}' where seq = 2`, 2],
    ['a seal that was taken out', 'delete from ledger_seal where seq = 2', 2],
  ])('the check names %s', async (_name, statement, at) => {
    await sealLedger(world.as())
    const { rows } = await sql<{
      id: string
    }>`select transfer_id as id from ledger_seal where seq = ${at}`.execute(world.store.db)
    await tamper(statement.replace('(ID)', '(select transfer_id from ledger_seal where seq = 3)'))
    const { brokenAt, brokenTransferId } = await checked()
    expect(brokenAt).toBe(at)
    expect(brokenTransferId).toBe(statement.startsWith('delete') ? null : rows[0]?.id)
  })
})
