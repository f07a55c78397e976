/** Tariffs for tests: ¥60 an hour for the owner's own people, ¥120 for others, by reserved time, since 2020. */

import type { Trx } from '../../server/database.ts'
import { insertTariff } from '../../server/fees/queries/tariffs.ts'
import type { CustomerClass, Tariff } from '../../server/fees/rules/tariffs.ts'
import type { World } from './world.ts'

const RATES = { internal: 6_000, external: 12_000 } as const

/** A tariff of an instrument; the same day and class again replaces it. */
export async function addTariff(
  world: World,
  instrumentId: string,
  customerClass: CustomerClass,
  more: Partial<Tariff> = {},
): Promise<Tariff> {
  const tariff = { ...plainTariff(instrumentId, customerClass), ...more }
  await world.store.transact(async (trx) => {
    await trx
      .deleteFrom('tariff')
      .where('instrument_id', '=', instrumentId)
      .where('customer_class', '=', customerClass)
      .where('valid_from', '=', tariff.validFrom)
      .execute()
    await insertTariff(trx, { ...tariff, id: `${tariff.id}-${tariff.validFrom}` })
  })
  return tariff
}

/** One tariff for each class, so that the instrument can be booked. */
export async function insertTariffs(trx: Trx, instrumentId: string): Promise<void> {
  await insertTariff(trx, plainTariff(instrumentId, 'internal'))
  await insertTariff(trx, plainTariff(instrumentId, 'external'))
}

function plainTariff(instrumentId: string, customerClass: CustomerClass): Tariff {
  return {
    id: `${instrumentId}-${customerClass}`,
    instrumentId,
    customerClass,
    validFrom: '2020-01-01',
    setAt: 0,
    mode: 'reservation',
    rateFenPerHour: RATES[customerClass],
    startUpFeeFen: 0,
    minimumChargeFen: 0,
    cancelNoticeMinutes: 0,
    cancelFeeFen: 0,
    rateWindows: [],
  }
}
