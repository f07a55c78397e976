/** Which charges can be reckoned again. */

import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Charge, standing, toCharge } from './charges.ts'

/** Charges of a class on an instrument for bookings that start during a span, the latest first: what stands, with its basis. */
export async function chargesToReprice(
  db: Db,
  {
    instrumentId,
    customerClass,
    during,
  }: Pick<Charge, 'instrumentId' | 'customerClass'> & { readonly during: Interval },
  limit: number,
): Promise<Charge[]> {
  const rows = await standing(db)
    .where('instrument_id', '=', instrumentId)
    .where('customer_class', '=', customerClass)
    .where('starts_at', '>=', during.startsAt)
    .where('starts_at', '<', during.endsAt)
    .where('state', '<>', 'waived')
    .where('basis', 'is not', null)
    .orderBy('starts_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toCharge)
}
