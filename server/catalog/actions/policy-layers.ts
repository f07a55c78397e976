/** What the city, an institution and an instrument say of booking. Each action is one transaction. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { institutionsByIds } from '../../institutions/queries/institutions.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { type Instrument, updateInstrumentStamp } from '../queries/instruments.ts'
import {
  CITY,
  insertForm,
  layersByInstrumentIds,
  layersByPlaces,
  upsertLayer,
} from '../queries/policy-layers.ts'
import { instrumentLayerProblems, layerProblems, looseningProblems } from '../rules/layer-problems.ts'
import {
  EMPTY_INSTRUMENT_LAYER,
  EMPTY_LAYER,
  type InstrumentLayer,
  type PolicyLayer,
} from '../rules/policy-layers.ts'
import { authorisedInstrument, lockedInstrument } from './publication.ts'

export type BookingTemplate = {
  /** Null for the city. */
  readonly institutionId: string | null
  readonly layer: PolicyLayer
  /** The city's, above an institution's; null above the city's. */
  readonly above: PolicyLayer | null
}

/** What the city or an institution says of booking. */
export async function bookingTemplate(ctx: Context, institutionId: string | null): Promise<BookingTemplate> {
  const [city = EMPTY_LAYER, own = EMPTY_LAYER] = await layersByPlaces(ctx.store.db, [
    CITY,
    ...(institutionId === null ? [] : [institutionId]),
  ])
  return institutionId === null
    ? { institutionId, layer: city, above: null }
    : { institutionId, layer: own, above: city }
}

/** Sets what the city (`institutionId` null) or an institution says. What is looser below it counts no more. */
export async function setBookingTemplate(
  ctx: Context,
  { institutionId, layer }: { readonly institutionId: string | null; readonly layer: PolicyLayer },
): Promise<BookingTemplate> {
  authorise(ctx.viewer, 'setBookingTemplates', { institutionId })
  refuse(layerProblems(layer))
  return ctx.store.transact(async (trx) => {
    const place = institutionId ?? CITY
    await ctx.store.dialect.lock(trx, [`policy:${place}`])
    if (institutionId !== null && !(await institutionsByIds(trx, [institutionId]))[0]) {
      throw new Rejection([problem('INSTITUTION_NOT_FOUND')])
    }
    const [city = EMPTY_LAYER] = await layersByPlaces(trx, [CITY])
    refuse(institutionId === null ? [] : looseningProblems([city], layer))
    await upsertLayer(trx, place, layer, ctx.now())
    await ctx.audit(ctx, trx, {
      action: 'setBookingTemplate',
      subjectType: institutionId === null ? 'City' : 'Institution',
      subjectId: place,
      detail: { layer },
    })
    await ctx.emit(ctx, trx, { type: 'policy.changed', subjectId: place })
    return { institutionId, layer, above: institutionId === null ? null : city }
  })
}

/** What an instrument says of booking, beside its policy; the form without its version, which is counted here. */
export type InstrumentRules = Omit<InstrumentLayer, 'formVersion'>

/** Sets what an instrument says beside its policy. Bookings already made stay as they are. */
export async function setInstrumentRules(
  ctx: Context,
  { instrumentId, rules }: { readonly instrumentId: string; readonly rules: InstrumentRules },
): Promise<Instrument> {
  const { id } = await authorisedInstrument(ctx, instrumentId, 'editInstruments')
  refuse(instrumentLayerProblems({ ...rules, formVersion: 0 }))
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    const [layers] = await layersByInstrumentIds(trx, [id])
    const { city = EMPTY_LAYER, institution = EMPTY_LAYER } = layers ?? {}
    const before = layers?.instrument ?? EMPTY_INSTRUMENT_LAYER
    refuse(looseningProblems([city, institution], rules))
    const updatedAt = ctx.now()
    const isNewForm = JSON.stringify(rules.form) !== JSON.stringify(before.form)
    const layer = { ...rules, formVersion: before.formVersion + (isNewForm ? 1 : 0) }
    await upsertLayer(trx, id, layer, updatedAt)
    if (isNewForm) await insertForm(trx, id, layer, updatedAt)
    await updateInstrumentStamp(trx, id, updatedAt)
    await tell(ctx, trx, instrument, { rules })
    return { ...instrument, updatedAt }
  })
}

async function tell(
  ctx: Context,
  trx: Trx,
  { id, state }: Instrument,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await ctx.audit(ctx, trx, {
    action: 'setInstrumentRules',
    subjectType: 'Instrument',
    subjectId: id,
    detail,
  })
  if (state === 'approved') await ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: id })
}
