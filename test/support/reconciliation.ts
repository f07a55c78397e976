/** A month of `lab` with three charges, the people who reconcile it, and its ledger as a file: for tests. */

import { createHash } from 'node:crypto'
import type { Viewer } from '../../server/identity/rules.ts'
import { importLedger, type LedgerReport } from '../../server/reconciliation/actions/import.ts'
import { CSV_TYPE, tableOf } from '../../server/usage/http/import-file.ts'
import { addPerson } from './people.ts'
import { type Market, morning, openMarket, use } from './settlement.ts'
import { addTariff } from './tariffs.ts'
import type { World } from './world.ts'

export type Month = {
  readonly people: Market
  readonly reviewer: Viewer
  /** Of three uses of an hour, at nine on the 10th, 11th and 12th of January; each costs ¥120. */
  readonly bookingIds: readonly string[]
}

export async function openMonth(world: World): Promise<Month> {
  const people = await openMarket(world)
  await addTariff(world, 'sem', 'external', {})
  const bookingIds: string[] = []
  for (const day of [10, 11, 12]) {
    const { bookingId } = await use(world, people.ada, `2026-01-${day}T09:00`, `2026-01-${day}T10:00`)
    bookingIds.push(bookingId)
  }
  world.clock.now = morning('02-02')
  return { people, reviewer: await addPerson(world, 'reviewer', null, ['reviewer']), bookingIds }
}

export const LEDGER_HEADER = '预约号,资产编号,客户,开始时间,结束时间,金额（元）'

/** The ledger as the platform has it; `changed` says rows otherwise, by their day. */
export function ledgerOf({ bookingIds }: Month, changed: Readonly<Record<number, string>> = {}): string {
  const rows = [10, 11, 12].map(
    (day, i) =>
      changed[day] ?? `${bookingIds[i]},ASSET-sem,firm,2026-01-${day} 09:00,2026-01-${day} 10:00,120.00`,
  )
  return [LEDGER_HEADER, ...rows.filter((it) => it !== '')].join('\n')
}

export async function bringIn(
  world: World,
  who: Viewer | null,
  text: string,
  { isKept = true } = {},
): Promise<LedgerReport> {
  return importLedger(world.as(who), {
    providerId: 'lab',
    month: '2026-01',
    fileName: 'ledger.csv',
    fileSha256: createHash('sha256').update(text).digest('hex'),
    table: await tableOf(CSV_TYPE, Buffer.from(text)),
    settings: { nearMinutes: 30, timeMinutes: 5, amountFen: 0 },
    isKept,
  })
}
