/** Setting tariffs, and reading what instruments cost. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { dateOf, instantOf } from '../../kernel/calendar.ts'
import { present } from '../../kernel/invariant.ts'
import type { Fen } from '../../kernel/money.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertTariff, lastChargedStart, tariffsByInstrumentIds } from '../queries/tariffs.ts'
import {
  customerClassOf,
  type DatedTariff,
  datedTariffs,
  type Tariff,
  tariffInForce,
  tariffProblems,
} from '../rules/tariffs.ts'

/**
 * Sets what an instrument costs one class of customer from a day on; one that begins on the same day counts no more.
 * What is booked already keeps its price. Refused for days on which a booking that began has been charged.
 */
export async function setTariff(ctx: Context, form: Omit<Tariff, 'id' | 'setAt'>): Promise<DatedTariff> {
  const { instrumentId, validFrom } = form
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  authorise(ctx.viewer, 'setTariffs', { institutionId: instrument?.institutionId ?? null })
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [`instrument:${instrumentId}`])
    const now = ctx.now()
    const from = instantOf(validFrom, '00:00', instrument.timeZone)
    const charged = await lastChargedStart(trx, form, { startsAt: from, endsAt: now })
    refuse([
      ...tariffProblems(form),
      ...(charged === undefined
        ? []
        : [problem('TARIFF_ALREADY_CHARGED', [], { date: dateOf(charged, instrument.timeZone) })]),
    ])
    const id = ctx.newId()
    const [known = []] = await tariffsByInstrumentIds(trx, [instrumentId])
    const before = known.filter((it) => it.customerClass === form.customerClass && it.validFrom === validFrom)
    await insertTariff(trx, { ...form, id, setAt: Math.max(now, ...before.map((it) => it.setAt + 1)) })
    await ctx.audit(ctx, trx, {
      action: 'setTariff',
      subjectType: 'Tariff',
      subjectId: id,
      detail: { ...form },
    })
    await ctx.emit(ctx, trx, { type: 'tariff.changed', subjectId: id, instrumentId })
    const [tariffs = []] = await tariffsByInstrumentIds(trx, [instrumentId])
    return present(
      datedTariffs(tariffs).find((it) => it.id === id),
      'the tariff just set',
    )
  })
}

/** Tariffs of each instrument, external ones first, oldest first. */
export async function tariffsOf(ctx: Context, instrumentIds: readonly string[]): Promise<DatedTariff[][]> {
  const tariffs = await tariffsByInstrumentIds(ctx.store.db, instrumentIds)
  return tariffs.map((it) => [...datedTariffs(it)])
}

/** The base rate of each instrument for the viewer today; null where it has no tariff for him. */
export async function ratesToday(ctx: Context, instrumentIds: readonly string[]): Promise<(Fen | null)[]> {
  const instruments = await instrumentsByIds(ctx.store.db, instrumentIds)
  const tariffs = await tariffsByInstrumentIds(ctx.store.db, instrumentIds)
  const customerInstitutionId = ctx.viewer?.institutionId ?? null
  return instruments.map((it, i) => {
    if (!it) return null
    const customerClass = customerClassOf(it.institutionId, customerInstitutionId)
    const today = dateOf(ctx.now(), it.timeZone)
    return tariffInForce(tariffs[i] ?? [], customerClass, today)?.rateFenPerHour ?? null
  })
}
