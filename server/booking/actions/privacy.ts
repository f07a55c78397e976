/** Setting who sees names on calendars, and finding whose name the viewer sees. */

import { type Instrument, instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { authorise, may } from '../../identity/rules.ts'
import { type Institution, institutionsByIds } from '../../institutions/queries/institutions.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import type { Booking } from '../queries/bookings.ts'
import {
  enterprisesAmong,
  institutionNames,
  namesSet,
  setInstitutionNames,
  setInstrumentNames,
} from '../queries/privacy.ts'
import { DEFAULT_NAMES, type NamePolicy, namesInForce, privacyProblems, seesName } from '../rules/privacy.ts'
import { seesBooking } from './access.ts'

/** Sets who sees names on the calendars of an institution's instruments. */
export async function setInstitutionPrivacy(
  ctx: Context,
  { institutionId, names }: { readonly institutionId: string; readonly names: NamePolicy },
): Promise<Institution> {
  authorise(ctx.viewer, 'setPrivacy', { institutionId })
  const [institution] = await institutionsByIds(ctx.store.db, [institutionId])
  if (!institution) throw new Rejection([problem('INSTITUTION_NOT_FOUND')])
  await ctx.store.transact(async (trx) => {
    await setInstitutionNames(trx, institutionId, names, ctx.now())
    await ctx.audit(ctx, trx, {
      action: 'setInstitutionPrivacy',
      subjectType: 'Institution',
      subjectId: institutionId,
      detail: { names },
    })
  })
  return institution
}

/** Sets who sees names on the calendar of one instrument: no more than its institution allows; null follows it. */
export async function setInstrumentPrivacy(
  ctx: Context,
  { instrumentId, names }: { readonly instrumentId: string; readonly names: NamePolicy | null },
): Promise<Instrument> {
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  if (instrument || !ctx.viewer) {
    authorise(ctx.viewer, 'setPrivacy', { institutionId: instrument?.institutionId ?? null })
  }
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  await ctx.store.transact(async (trx) => {
    const [institution = DEFAULT_NAMES] = await institutionNames(trx, [instrument.institutionId])
    refuse(privacyProblems(names, institution))
    await setInstrumentNames(trx, instrumentId, names, ctx.now())
    await ctx.audit(ctx, trx, {
      action: 'setInstrumentPrivacy',
      subjectType: 'Instrument',
      subjectId: instrumentId,
      detail: { names },
    })
    if (instrument.state === 'approved') {
      await ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: instrumentId })
    }
  })
  return instrument
}

export type CalendarPrivacy = {
  /** What counts. */
  readonly names: NamePolicy
  /** What the instrument has set; null where it follows its institution. */
  readonly own: NamePolicy | null
  readonly institution: NamePolicy
}

/** Who sees names on each instrument's calendar, in the order of `ids`. */
export async function calendarPrivacy(ctx: Context, ids: readonly string[]): Promise<CalendarPrivacy[]> {
  const set = await namesSet(ctx.store.db, ids)
  return ids.map((id) => {
    const { own = null, institution } = set.get(id) ?? {}
    const ofInstitution = institution ?? DEFAULT_NAMES
    return { names: namesInForce(ofInstitution, own), own, institution: ofInstitution }
  })
}

type Owned = { readonly id: string; readonly institutionId: string }

/**
 * The policy in force of each instrument whose calendar shows names to others than the staff. Asks nothing for nobody,
 * and nothing about instruments whose staff the viewer is, who sees all names there.
 */
export async function openNames(
  ctx: Context,
  instruments: readonly Owned[],
): Promise<ReadonlyMap<string, NamePolicy>> {
  const asked = instruments.filter(
    (it) => !may(ctx.viewer, 'seeBookings', { institutionId: it.institutionId }),
  )
  if (!ctx.viewer || asked.length === 0) return new Map()
  const privacy = await calendarPrivacy(
    ctx,
    asked.map((it) => it.id),
  )
  return new Map(
    asked.flatMap(({ id }, i) => {
      const names = privacy[i]?.names ?? DEFAULT_NAMES
      return names === 'nobody' ? [] : [[id, names] as const]
    }),
  )
}

/** Who made each booking, in their order; null where the viewer may not see it. */
export async function namedPersons(ctx: Context, bookings: readonly Booking[]): Promise<(string | null)[]> {
  const others = bookings.filter((it) => !seesBooking(ctx.viewer, it))
  const instruments = new Map(
    others.map(({ instrumentId: id, institutionId }) => [id, { id, institutionId }]),
  )
  const names = await openNames(ctx, [...instruments.values()])
  const customers = others.flatMap((it) => it.customerInstitutionId ?? [])
  const enterprises =
    names.size === 0 ? new Set() : await enterprisesAmong(ctx.store.db, [...new Set(customers)])
  return bookings.map((it) => {
    const isOfEnterprise = it.customerInstitutionId !== null && enterprises.has(it.customerInstitutionId)
    const policy = names.get(it.instrumentId) ?? DEFAULT_NAMES
    return seesName(ctx.viewer, { ...it, isOfEnterprise }, policy) ? it.personId : null
  })
}
