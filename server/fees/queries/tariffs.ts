/** Tariffs. Rows in snake_case stop here. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { preparedByIds } from '../../platform/prepared.ts'
import type { CustomerClass, RateStep, RateWindow, Tariff } from '../rules/tariffs.ts'
import type { TariffTable } from '../tables.ts'

const tariffRows = preparedByIds((db, ids) =>
  db
    .selectFrom('tariff')
    .selectAll()
    .where('instrument_id', 'in', ids)
    .orderBy('instrument_id')
    .orderBy('customer_class')
    .orderBy('valid_from')
    .orderBy('set_at'),
)

/** Tariffs of each instrument, in the order of `ids`; within an instrument by class, then by day, as they were set. */
export async function tariffsByInstrumentIds(db: Db, ids: readonly string[]): Promise<Tariff[][]> {
  const rows = await tariffRows(db, ids)
  const found = Map.groupBy(rows.map(toTariff), (it) => it.instrumentId)
  return ids.map((it) => found.get(it) ?? [])
}

/** For so many instruments it is cheaper to read those of all. */
const NAMED_MAX = 1_000

export type FirstTariff = Pick<Tariff, 'instrumentId' | 'customerClass' | 'validFrom'>

/** From which day on each of the instruments, and perhaps others, has a price, by class; no row where it never has. */
export async function firstTariffs(db: Db, ids: readonly string[]): Promise<FirstTariff[]> {
  const rows = await db
    .selectFrom('tariff')
    .select(['instrument_id', 'customer_class', (it) => it.fn.min('valid_from').as('valid_from')])
    .$if(ids.length <= NAMED_MAX, (it) => it.where('instrument_id', 'in', ids))
    .groupBy(['instrument_id', 'customer_class'])
    .execute()
  return rows.map((it) => ({
    instrumentId: it.instrument_id,
    customerClass: it.customer_class,
    validFrom: it.valid_from,
  }))
}

/** The latest start during `span` of a booking that has been charged by the class; undefined when none was. */
export async function lastChargedStart(
  db: Db,
  { instrumentId, customerClass }: { readonly instrumentId: string; readonly customerClass: CustomerClass },
  span: Interval,
): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('charge')
    .select('starts_at')
    .where('instrument_id', '=', instrumentId)
    .where('customer_class', '=', customerClass)
    .where('starts_at', '>=', span.startsAt)
    .where('starts_at', '<', span.endsAt)
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.starts_at
}

/** Adds a tariff; one for a day that has one counts in its place from now on. */
export async function insertTariff(trx: Trx, tariff: Tariff): Promise<void> {
  await trx
    .insertInto('tariff')
    .values({
      id: tariff.id,
      instrument_id: tariff.instrumentId,
      customer_class: tariff.customerClass,
      valid_from: tariff.validFrom,
      mode: tariff.mode,
      rate_fen_per_hour: tariff.rateFenPerHour,
      start_up_fee_fen: tariff.startUpFeeFen,
      minimum_charge_fen: tariff.minimumChargeFen,
      cancel_notice_minutes: tariff.cancelNoticeMinutes,
      cancel_fee_fen: tariff.cancelFeeFen,
      round_up_minutes: tariff.roundUpMinutes ?? 1,
      rate_windows: JSON.stringify(tariff.rateWindows),
      steps: JSON.stringify(tariff.steps ?? []),
      subsidy_fen_per_hour: tariff.subsidyFenPerHour ?? 0,
      full_price_when_late: tariff.fullPriceWhenLate ? 1 : 0,
      set_at: tariff.setAt,
    })
    .execute()
}

function toTariff(row: Selectable<TariffTable>): Tariff {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    customerClass: row.customer_class,
    validFrom: row.valid_from,
    mode: row.mode,
    rateFenPerHour: row.rate_fen_per_hour,
    startUpFeeFen: row.start_up_fee_fen,
    minimumChargeFen: row.minimum_charge_fen,
    cancelNoticeMinutes: row.cancel_notice_minutes,
    cancelFeeFen: row.cancel_fee_fen,
    roundUpMinutes: row.round_up_minutes,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertTariff wrote it.
    rateWindows: JSON.parse(row.rate_windows) as RateWindow[],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertTariff wrote it.
    steps: JSON.parse(row.steps) as RateStep[],
    subsidyFenPerHour: row.subsidy_fen_per_hour,
    fullPriceWhenLate: row.full_price_when_late === 1,
    setAt: row.set_at,
  }
}
