/** How and when an instrument may be booked. Each action is one transaction. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { dateOf, type LocalDate } from '../../kernel/calendar.ts'
import { refuse } from '../../kernel/problem.ts'
import { type Instrument, updateBookingPolicy, updateInstrumentStamp } from '../queries/instruments.ts'
import { insertOpeningHours, updateOpeningException } from '../queries/opening.ts'
import { layersByInstrumentIds } from '../queries/policy-layers.ts'
import { looseningProblems } from '../rules/layer-problems.ts'
import {
  type DayWindow,
  exceptionProblems,
  type OpeningHours,
  openingHoursProblems,
} from '../rules/opening.ts'
import { type BookingPolicy, policyProblems } from '../rules/policy.ts'
import { baseTerms } from '../rules/policy-layers.ts'
import { authorisedInstrument, lockedInstrument } from './publication.ts'

/** Sets how an instrument may be booked. Bookings already made stay as they are. */
export async function setBookingPolicy(
  ctx: Context,
  input: { readonly instrumentId: string; readonly policy: BookingPolicy },
): Promise<Instrument> {
  const { policy } = input
  const { id } = await authorisedInstrument(ctx, input.instrumentId, 'editInstruments')
  refuse(policyProblems(policy))
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    const [layers] = await layersByInstrumentIds(trx, [id])
    if (layers)
      refuse(looseningProblems([layers.city, layers.institution], { all: baseTerms(policy), classes: [] }))
    const updatedAt = ctx.now()
    await updateBookingPolicy(trx, id, policy, updatedAt)
    await tell(ctx, trx, instrument, { action: 'setBookingPolicy', detail: { policy } })
    return { ...instrument, policy, updatedAt }
  })
}

/** Sets the week of an instrument from a day on; what was set for that very day is replaced. */
export async function setOpeningHours(
  ctx: Context,
  input: { readonly instrumentId: string; readonly hours: OpeningHours },
): Promise<Instrument> {
  const { hours } = input
  const { id } = await authorisedInstrument(ctx, input.instrumentId, 'editInstruments')
  refuse(openingHoursProblems(hours))
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    const updatedAt = ctx.now()
    await insertOpeningHours(trx, instrument, hours)
    await updateInstrumentStamp(trx, id, updatedAt)
    await tell(ctx, trx, instrument, { action: 'setOpeningHours', detail: { hours } })
    return { ...instrument, updatedAt }
  })
}

/** Sets how an instrument is open on one day; with no `windows` it is open as in its week again. Bookings stay as they are. */
export async function setOpeningException(
  ctx: Context,
  input: {
    readonly instrumentId: string
    readonly date: LocalDate
    readonly windows: readonly DayWindow[] | null
    readonly note: string
  },
): Promise<Instrument> {
  const { date, windows } = input
  const { id, timeZone } = await authorisedInstrument(ctx, input.instrumentId, 'editInstruments')
  const exception = { date, windows: windows ?? [], note: input.note.trim() }
  refuse(exceptionProblems(exception, dateOf(ctx.now(), timeZone)))
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    const updatedAt = ctx.now()
    await updateOpeningException(trx, id, date, windows === null ? null : exception)
    await updateInstrumentStamp(trx, id, updatedAt)
    await tell(ctx, trx, instrument, { action: 'setOpeningException', detail: { ...exception, windows } })
    return { ...instrument, updatedAt }
  })
}

type Told = { readonly action: string; readonly detail: Readonly<Record<string, unknown>> }

async function tell(
  ctx: Context,
  trx: Trx,
  { id, state }: Instrument,
  { action, detail }: Told,
): Promise<void> {
  await ctx.audit(ctx, trx, { action, subjectType: 'Instrument', subjectId: id, detail })
  if (state === 'approved') await ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: id })
}
