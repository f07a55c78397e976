/** The instruments that a statistic is about, when they were published, and what rows are called. */

import type { Db, Trx } from '../../database.ts'
import { lastCodeOf } from '../../catalog/rules/category.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { InstrumentScope } from '../rules/figures.ts'
import type { Publication, RatedInstrument } from '../rules/rated-hours.ts'

export type MeasuredInstrument = RatedInstrument & {
  readonly id: string
  readonly institutionId: string
  readonly districtAdcode: string
  readonly categoryCode: string
}

/** A query of the instruments in a scope, to be joined with what is asked about them. */
export function instrumentsInScope(db: Db, { institutionId, district, categoryCode }: InstrumentScope) {
  let query = db.selectFrom('instrument')
  if (institutionId !== null) query = query.where('instrument.institution_id', '=', institutionId)
  if (district !== null) query = query.where('instrument.district_adcode', '=', district)
  if (categoryCode !== null) {
    query = query
      .where('instrument.category_code', '>=', categoryCode)
      .where('instrument.category_code', '<=', lastCodeOf(categoryCode))
  }
  return query
}

/** Every instrument in the scope, whatever its state; in no order. */
export async function measuredInstruments(db: Db, scope: InstrumentScope): Promise<MeasuredInstrument[]> {
  const rows = await instrumentsInScope(db, scope)
    .select([
      'instrument.id',
      'instrument.institution_id',
      'instrument.district_adcode',
      'instrument.category_code',
      'instrument.usage_class',
      'instrument.time_zone',
      'instrument.commissioned_on',
      'instrument.state',
      'instrument.created_at',
    ])
    .execute()
  const publications = await publicationsByInstrument(db, scope)
  return rows.map((it) => ({
    id: it.id,
    institutionId: it.institution_id,
    districtAdcode: it.district_adcode,
    categoryCode: it.category_code,
    usageClass: it.usage_class,
    timeZone: it.time_zone,
    commissionedOn: it.commissioned_on,
    // One that was approved before publications were recorded counts since it is known.
    publications:
      publications.get(it.id) ??
      (it.state === 'approved' ? [{ publishedAt: it.created_at, withdrawnAt: null }] : []),
  }))
}

async function publicationsByInstrument(db: Db, scope: InstrumentScope): Promise<Map<string, Publication[]>> {
  const rows = await instrumentsInScope(db, scope)
    .innerJoin('publication', 'publication.instrument_id', 'instrument.id')
    .select(['publication.instrument_id', 'publication.published_at', 'publication.withdrawn_at'])
    .execute()
  const found = new Map<string, Publication[]>()
  for (const row of rows) {
    const one = { publishedAt: row.published_at, withdrawnAt: row.withdrawn_at }
    found.set(row.instrument_id, [...(found.get(row.instrument_id) ?? []), one])
  }
  return found
}

/** Notes that an instrument is published from now on; nothing when it is already. */
export async function insertPublication(trx: Trx, instrumentId: string, publishedAt: Instant): Promise<void> {
  await trx
    .insertInto('publication')
    .values({ instrument_id: instrumentId, published_at: publishedAt, withdrawn_at: null })
    .onConflict((it) => it.doNothing())
    .execute()
}

/** Notes that an instrument is published no more. */
export async function updateWithdrawal(trx: Trx, instrumentId: string, withdrawnAt: Instant): Promise<void> {
  await trx
    .updateTable('publication')
    .set({ withdrawn_at: withdrawnAt })
    .where('instrument_id', '=', instrumentId)
    .where('withdrawn_at', 'is', null)
    .execute()
}
