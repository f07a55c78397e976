/** What the price of a booking depends on, and the tariff that counts. */

import type { Trx } from '../../database.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { tariffsByInstrumentIds } from '../queries/tariffs.ts'
import { type BookingTerms, termsByBookingIds } from '../queries/terms.ts'
import { type Tariff, tariffOf } from '../rules/tariffs.ts'

export async function termsOf(trx: Trx, bookingId: string): Promise<BookingTerms> {
  const [terms] = await termsByBookingIds(trx, [bookingId])
  return present(terms, `booking ${bookingId}`)
}

/** The tariff that counts. Refuses where there is none: a price is never zero for lack of one. */
export async function tariffFor(trx: Trx, terms: BookingTerms): Promise<Tariff> {
  const [tariffs = []] = await tariffsByInstrumentIds(trx, [terms.instrumentId])
  const tariff = tariffOf(tariffs, terms)
  if (!tariff) throw noTariff(terms)
  return tariff
}

export function noTariff({ instrumentId }: { readonly instrumentId: string }): Rejection {
  return new Rejection([problem('TARIFF_NOT_FOUND', [instrumentId])])
}
