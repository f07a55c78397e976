/** What places say of booking, and the forms that instruments had. */

import { sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { FormField } from '../rules/form-fields.ts'
import {
  EMPTY_INSTRUMENT_LAYER,
  EMPTY_LAYER,
  type InstrumentLayer,
  type PolicyLayer,
} from '../rules/policy-layers.ts'

/** The place whose layer stands above all others. */
export const CITY = 'city'

export type Layers = {
  readonly city: PolicyLayer
  readonly institution: PolicyLayer
  readonly instrument: InstrumentLayer
}

/** The layers that count for the row `instrument`, each as its JSON; null where a place says nothing. */
export function layerColumns() {
  const terms = (place: string) =>
    sql<string | null>`(select terms from policy_layer where place = ${sql.ref(place)})`
  return [
    sql<string | null>`(select terms from policy_layer where place = ${sql.lit(CITY)})`.as('city_terms'),
    terms('instrument.institution_id').as('institution_terms'),
    ownLayerColumn(),
  ] as const
}

/** The layer of the row `instrument` itself, as its JSON. */
export function ownLayerColumn() {
  return sql<string | null>`(select terms from policy_layer where place = instrument.id)`.as('own_terms')
}

export function toInstrumentLayer(terms: string | null): InstrumentLayer {
  // What was said before there was a term is silent about it.
  return terms === null ? EMPTY_INSTRUMENT_LAYER : { ...EMPTY_INSTRUMENT_LAYER, ...JSON.parse(terms) }
}

type LayerColumns = {
  readonly city_terms: string | null
  readonly institution_terms: string | null
  readonly own_terms: string | null
}

export function toLayers(row: LayerColumns): Layers {
  return {
    city: row.city_terms === null ? EMPTY_LAYER : JSON.parse(row.city_terms),
    institution: row.institution_terms === null ? EMPTY_LAYER : JSON.parse(row.institution_terms),
    instrument: toInstrumentLayer(row.own_terms),
  }
}

/** The layers that count at each instrument, in the order of `ids`; empty ones where there is no such instrument. */
export async function layersByInstrumentIds(db: Db, ids: readonly string[]): Promise<Layers[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('instrument')
    .select('instrument.id')
    .select(layerColumns())
    .where('instrument.id', 'in', ids)
    .execute()
  const found = new Map(rows.map((it) => [it.id, toLayers(it)]))
  const none = { city: EMPTY_LAYER, institution: EMPTY_LAYER, instrument: EMPTY_INSTRUMENT_LAYER }
  return ids.map((it) => found.get(it) ?? none)
}

/** What the city or an institution says, in the order of `places`; empty layers where one says nothing. */
export async function layersByPlaces(db: Db, places: readonly string[]): Promise<PolicyLayer[]> {
  const rows = await db.selectFrom('policy_layer').selectAll().where('place', 'in', places).execute()
  const found = new Map(rows.map((it): [string, PolicyLayer] => [it.place, JSON.parse(it.terms)]))
  return places.map((it) => found.get(it) ?? EMPTY_LAYER)
}

/** Sets what a place says, in the place of what it said before. */
export async function upsertLayer(trx: Trx, place: string, layer: PolicyLayer, at: Instant): Promise<void> {
  const row = { terms: JSON.stringify(layer), quota_count: layer.quotas.length, updated_at: at }
  await trx
    .insertInto('policy_layer')
    .values({ place, ...row })
    .onConflict((it) => it.column('place').doUpdateSet(row))
    .execute()
}

/** Keeps a form for good, beside the answers to it. */
export async function insertForm(
  trx: Trx,
  instrumentId: string,
  { form, formVersion }: Pick<InstrumentLayer, 'form' | 'formVersion'>,
  at: Instant,
): Promise<void> {
  await trx
    .insertInto('booking_form')
    .values({
      instrument_id: instrumentId,
      version: formVersion,
      fields: JSON.stringify(form),
      created_at: at,
    })
    .execute()
}

/** A version of an instrument's form, as it was then. */
export type FormKey = { readonly instrumentId: string; readonly version: number }

/** The forms, in the order of `keys`; empty ones where there was none. */
export async function formsByKeys(db: Db, keys: readonly FormKey[]): Promise<(readonly FormField[])[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('booking_form')
    .selectAll()
    .where('instrument_id', 'in', [...new Set(keys.map((it) => it.instrumentId))])
    .where('version', 'in', [...new Set(keys.map((it) => it.version))])
    .execute()
  const found = new Map(rows.map((it) => [`${it.instrument_id} ${it.version}`, it.fields]))
  return keys.map(({ instrumentId, version }) => {
    const fields = found.get(`${instrumentId} ${version}`)
    return fields === undefined ? [] : JSON.parse(fields)
  })
}
