/** Charges that are put on a statement, paid with it, owed again and released from it. */

import type { Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type ChargeTotals, chargeTotals } from './charges.ts'

/** Puts every open charge between two parties that occurred in the period on a statement; those on another stay there. */
export async function updateChargesStated(
  trx: Trx,
  { id, providerId, payerId, period }: { id: string; providerId: string; payerId: string; period: Interval },
): Promise<ChargeTotals> {
  await trx
    .updateTable('charge')
    .set({ statement_id: id, state: 'stated' })
    .where('provider_id', '=', providerId)
    .where('payer_id', '=', payerId)
    .where('state', '=', 'open')
    .where('occurred_at', '>=', period.startsAt)
    .where('occurred_at', '<', period.endsAt)
    .execute()
  return chargeTotals(trx, { views: [null], statementId: id })
}

/** The charges of a statement are paid. */
export async function updateChargesPaid(trx: Trx, statementId: string): Promise<void> {
  await trx.updateTable('charge').set({ state: 'paid' }).where('statement_id', '=', statementId).execute()
}

/** Takes the charges of a statement off it: they are open again. Returns how many. */
export async function updateChargesReleased(trx: Trx, statementId: string): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('charge')
    .set({ state: 'open', statement_id: null })
    .where('statement_id', '=', statementId)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** The charges of a statement that is owed again. */
export async function updateChargesUnpaid(trx: Trx, statementId: string): Promise<void> {
  await trx
    .updateTable('charge')
    .set({ state: 'stated' })
    .where('statement_id', '=', statementId)
    .where('state', '=', 'paid')
    .execute()
}
