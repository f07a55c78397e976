/** Who operates instruments for others: naming them, their absences, and giving a booking another one. */

import { authorisedInstrument } from '../../catalog/actions/publication.ts'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { peopleByIds } from '../../identity/queries/people.ts'
import { authorise, may } from '../../identity/rules.ts'
import { type Interval } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments, shrinkTime, releaseTime } from '../queries/blocked-time.ts'
import type { Booking } from '../queries/bookings.ts'
import {
  absencesByIds,
  absencesOf,
  endAbsence,
  insertAbsence,
  insertOperatorTime,
  type InstrumentOperation,
  instrumentsOfOperator,
  type OperatorAbsence,
  operationsByInstrumentIds,
  releaseOperator,
  storeOperation,
  timeOfPerson,
  updateOperator,
} from '../queries/operators.ts'
import { noteProblems } from '../rules/booking-problems.ts'
import { absenceProblems, operationFor, type OperationDemand, operationProblems } from '../rules/operators.ts'
import { changeProblems } from '../rules/states.ts'
import { bookingFor, lockBooking } from './access.ts'
import { timeFreed } from './freed-time.ts'
import { recordHappening } from './history.ts'
import { orWhoIsInTheWay } from './judgement.ts'
import { withOperatorTime } from './operation.ts'

export type OperationForm = {
  readonly instrumentId: string
  /** Null: the instrument is operated for nobody. */
  readonly demand: OperationDemand | null
  readonly operatorIds: readonly string[]
}

/** Sets who operates an instrument for others, and whether one has to. Bookings made already keep their operators. */
export async function setOperation(ctx: Context, form: OperationForm): Promise<Instrument> {
  const { instrumentId, demand } = form
  const instrument = await authorisedInstrument(ctx, instrumentId, 'editInstruments')
  const operatorIds = [...new Set(form.operatorIds)].toSorted()
  const people = await peopleByIds(ctx.store.db, operatorIds)
  const strangers = operatorIds.filter((_, i) => people[i]?.institutionId !== instrument.institutionId)
  refuse(operationProblems(demand, operatorIds, strangers))
  await ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [instrumentId])
    await storeOperation(trx, instrumentId, { demand, operatorIds })
    await ctx.audit(ctx, trx, {
      action: 'setOperation',
      subjectType: 'Instrument',
      subjectId: instrumentId,
      detail: { demand, operatorIds },
    })
    if (instrument.state === 'approved') {
      await ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: instrumentId })
    }
  })
  return instrument
}

export type AbsenceForm = Interval & { readonly personId: string; readonly reason: string }

/** Takes time of somebody who operates instruments. Never covers his bookings: the refusal names them. */
export async function planAbsence(ctx: Context, form: AbsenceForm): Promise<OperatorAbsence> {
  const { personId, startsAt, endsAt } = form
  const institutionId = await placeOf(ctx, personId)
  const viewer = authorise(ctx.viewer, 'planAbsences', { personId, institutionId })
  if (institutionId === null) throw new Rejection([problem('PERSON_NOT_FOUND')])
  const span = { startsAt, endsAt }
  const plan = () =>
    ctx.store.transact(async (trx) => {
      await lockOperator(ctx, trx, personId)
      const taken = await timeOfPerson(trx, personId, span)
      refuse([...absenceProblems(span, taken, ctx.now()), ...noteProblems('reason', form.reason)])
      const id = ctx.newId()
      const absence = { id, personId, institutionId, ...span, reason: form.reason.trim() }
      const planned = { ...absence, createdBy: viewer.personId }
      await insertAbsence(trx, planned)
      // Away as an instrument under maintenance is.
      await insertOperatorTime(trx, { id, personId, instrumentId: null, kind: 'maintenance', ...span })
      await recordAbsence(ctx, trx, 'planAbsence', planned)
      return planned
    })
  const reasons = async () =>
    absenceProblems(span, await timeOfPerson(ctx.store.db, personId, span), ctx.now())
  return orWhoIsInTheWay(ctx, plan, reasons)
}

/** Takes an absence back before it begins; ends it now when it has begun. */
export async function cancelAbsence(
  ctx: Context,
  { absenceId }: { readonly absenceId: string },
): Promise<OperatorAbsence> {
  const [known] = await absencesByIds(ctx.store.db, [absenceId])
  if (known || !ctx.viewer) authorise(ctx.viewer, 'planAbsences', known)
  if (!known) throw new Rejection([problem('ABSENCE_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    const instrumentIds = await lockOperator(ctx, trx, known.personId)
    const [absence] = await absencesByIds(trx, [absenceId])
    const now = ctx.now()
    if (!absence || absence.endsAt <= now) throw new Rejection([problem('ABSENCE_OVER')])
    const hasBegun = absence.startsAt < now
    await endAbsence(trx, absenceId, hasBegun ? now : null)
    await (hasBegun ? shrinkTime(trx, absenceId, now) : releaseTime(trx, absenceId))
    await recordAbsence(ctx, trx, 'cancelAbsence', absence)
    const time = { freed: [absence], tells: false }
    for (const instrumentId of instrumentIds) await timeFreed(ctx, trx, { instrumentId, ...time })
    return hasBegun ? { ...absence, endsAt: now } : absence
  })
}

/** Absences of these people, which the viewer may see, that are not over; by start. */
export async function absences(
  ctx: Context,
  { personIds }: { readonly personIds: readonly string[] },
): Promise<readonly OperatorAbsence[]> {
  refuse(personIds.length > ABSENT_MAX ? [problem('INPUT_INVALID', [], { field: 'personIds' })] : [])
  const found = await absencesOf(ctx.store.db, personIds, ctx.now())
  return found.filter((it) => may(ctx.viewer, 'planAbsences', it))
}

const ABSENT_MAX = 50

export type Assignment = { readonly bookingId: string; readonly personId: string | null }

/** Gives a booking that lies ahead another operator, or none. */
export async function assignOperator(ctx: Context, { bookingId, personId }: Assignment): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'approveBookings')
  const assign = () =>
    ctx.store.transact(async (trx) => {
      const booking = await lockBooking(ctx, trx, known)
      const { id, instrumentId, startsAt, endsAt } = booking
      refuse(changeProblems(booking, ctx.now()))
      if (booking.operatorId === personId) return booking
      if (personId !== null) await refuseUnlessFree(ctx, trx, booking, personId)
      await releaseOperator(trx, id)
      if (personId !== null) {
        const time = { id, personId, instrumentId, kind: 'booking', startsAt, endsAt } as const
        await insertOperatorTime(trx, time)
      }
      const at = ctx.now()
      await updateOperator(trx, id, { operatorId: personId, at })
      const changed = { ...booking, operatorId: personId, version: booking.version + 1, updatedAt: at }
      await recordHappening(ctx, trx, changed, {
        action: 'assignOperator',
        what: 'operator_changed',
        event: 'booking.changed',
        operatorBefore: booking.operatorId,
      })
      await timeFreed(ctx, trx, { instrumentId, freed: [booking], tells: false })
      return changed
    })
  return orWhoIsInTheWay(ctx, assign, () => Promise.resolve([problem('OPERATOR_BUSY')]))
}

async function refuseUnlessFree(ctx: Context, trx: Trx, booking: Booking, personId: string): Promise<void> {
  const { id, instrumentId, startsAt, endsAt } = booking
  const [operation] = await operationsByInstrumentIds(trx, [instrumentId])
  const { demand, operatorIds } = present(operation, 'how an instrument is operated')
  if (!operatorIds.includes(personId)) throw new Rejection([problem('OPERATOR_NOT_NAMED')])
  const facts = { demand: demand ?? 'offered', operatorIds: [personId], taken: [], isAsked: true }
  const asked = { instrumentId, startsAt, endsAt, stepMs: 0, exceptIds: [id] }
  const found = await withOperatorTime(ctx, trx, facts, asked)
  const taken = found.taken.filter((it) => it.operatorId === personId)
  refuse(operationFor(booking, { ...found, taken }, { isStaff: true, timeZone: 'UTC' }).problems)
}

/** How each instrument is operated, with the names for its staff alone. */
export async function shownOperations(
  ctx: Context,
  instruments: readonly Pick<Instrument, 'id' | 'institutionId'>[],
): Promise<(InstrumentOperation & { readonly areShown: boolean })[]> {
  const found = await operationsByInstrumentIds(
    ctx.store.db,
    instruments.map((it) => it.id),
  )
  return instruments.map(({ institutionId }, i) => ({
    ...present(found[i], 'how an instrument is operated'),
    areShown: may(ctx.viewer, 'seeBookings', { institutionId }),
  }))
}

async function placeOf(ctx: Context, personId: string): Promise<string | null> {
  const [person] = await peopleByIds(ctx.store.db, [personId])
  return person?.institutionId ?? null
}

/** The instruments that somebody operates, with him locked: by themselves they name him. */
async function lockOperator(ctx: Context, trx: Trx, personId: string): Promise<readonly string[]> {
  const ids = await instrumentsOfOperator(trx, personId)
  if (ids.length > 0) await lockInstruments(ctx, trx, ids)
  else await ctx.store.dialect.lock(trx, [`operator:${personId}`])
  return ids
}

function recordAbsence(
  ctx: Context,
  trx: Trx,
  action: 'planAbsence' | 'cancelAbsence',
  { id, personId, startsAt, endsAt }: OperatorAbsence,
): Promise<void> {
  const detail = { personId, startsAt, endsAt }
  return ctx.audit(ctx, trx, { action, subjectType: 'OperatorAbsence', subjectId: id, detail })
}
