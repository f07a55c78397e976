/**
 * Uses without a booking. What is begun on the spot is booked from now on and in use at once, so its time is guarded like
 * any other; what is told afterwards is recorded as it was.
 */

import { recordHappening } from '../../booking/actions/history.ts'
import { judge, orWhoIsInTheWay, takeTime } from '../../booking/actions/judgement.ts'
import { transition } from '../../booking/actions/transition.ts'
import { lockInstruments } from '../../booking/queries/blocked-time.ts'
import { type Booking, insertBooking } from '../../booking/queries/bookings.ts'
import { purposeProblems } from '../../booking/rules/booking-problems.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Judgement } from '../../booking/rules/judging.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, may, type Viewer } from '../../identity/rules.ts'
import { type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { instrumentIdByCheckInToken } from '../queries/codes.ts'
import { type Customer, customersByIds } from '../queries/people.ts'
import type { UsageRecord } from '../queries/records.ts'
import { sessionsBySourceKeys, sessionsDuring, type UsageSession } from '../queries/sessions.ts'
import { sessionProblems, type UsageKind } from '../rules/sessions.ts'
import { walkInProblems } from '../rules/walk-in.ts'
import { whoIsThere } from './attendance.ts'
import { addSession } from './outcome.ts'
import { addPastUses, UsesRefused } from './past-uses.ts'
import { personByEmail } from './people.ts'

export type WalkInForm = {
  readonly instrumentId: string
  /** What the code on the instrument says; null for a keeper at the desk. */
  readonly token: string | null
  /** Null: the viewer himself. */
  readonly personEmail: string | null
  readonly minutes: number
  readonly purpose: string
  readonly kind: UsageKind
  readonly operatorEmail: string | null
}

/**
 * Begins a use on the spot, where the instrument is free and no booking is in the way. The form of the instrument is
 * not asked: it prepares a booking, and who stands in front of the instrument can be asked.
 */
export async function startWalkIn(ctx: Context, form: WalkInForm): Promise<UsageRecord> {
  const viewer = await authorisedOnSite(ctx, form)
  const { db } = ctx.store
  const person = (await personByEmail(db, form.personEmail)) ?? (await customerOf(ctx, viewer))
  const operator = await personByEmail(db, form.operatorEmail)
  refuse([
    ...purposeProblems(form.purpose),
    ...(Number.isInteger(form.minutes) && form.minutes > 0
      ? []
      : [problem('INPUT_INVALID', [], { field: 'minutes' })]),
  ])
  return beginOnSite(ctx, {
    instrumentId: form.instrumentId,
    person,
    startsAt: ctx.now(),
    endsAt: ctx.now() + form.minutes * MINUTE_MS,
    purpose: form.purpose.trim(),
    kind: form.kind,
    operatorId: operator?.id ?? null,
  })
}

/** A keeper may for anybody; who stands at the instrument, and so knows its code, for himself. */
async function authorisedOnSite(ctx: Context, form: WalkInForm): Promise<Viewer> {
  const [instrument] = await instrumentsByIds(ctx.store.db, [form.instrumentId])
  const place = { institutionId: instrument?.institutionId ?? null }
  const isHere =
    form.token !== null &&
    form.personEmail === null &&
    (await instrumentIdByCheckInToken(ctx.store.db, form.token)) === instrument?.id
  const viewer = authorise(ctx.viewer, isHere ? 'bookInstruments' : 'recordUsage', place)
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  return viewer
}

async function customerOf(ctx: Context, { personId }: Viewer): Promise<Customer> {
  const [person] = await customersByIds(ctx.store.db, [personId])
  return present(person, 'the viewer')
}

type OnSite = Interval & {
  readonly instrumentId: string
  readonly person: Customer
  readonly purpose: string
  readonly kind: UsageKind
  readonly operatorId: string | null
}

async function beginOnSite(ctx: Context, onSite: OnSite): Promise<UsageRecord> {
  const { instrumentId, startsAt, endsAt, person } = onSite
  const wanted = {
    instrumentId,
    startsAt,
    endsAt,
    personId: person.id,
    customerInstitutionId: person.institutionId,
  }
  const begin = () =>
    ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [instrumentId], wanted)
      const { inUseBy } = await whoIsThere(ctx, trx, { id: '', instrumentId })
      const judgement = await judge(ctx, trx, wanted)
      const { isStaff, instrument, problems } = judgement
      refuse(walkInProblems({ problems, approval: instrument.policy.approval, isStaff, inUseBy }))
      const booking = await insertBegun(ctx, trx, onSite, judgement)
      return addSession(ctx, trx, booking, {
        startsAt,
        endsAt: null,
        kind: onSite.kind,
        samples: 0,
        operatorId: onSite.operatorId,
        note: null,
        source: 'person',
        sourceKey: null,
        origin: 'walk_in',
      })
    })
  return orWhoIsInTheWay(ctx, begin, async () => (await judge(ctx, ctx.store.db, wanted)).problems)
}

/** Books the time, which also asks for a price, and begins. */
async function insertBegun(
  ctx: Context,
  trx: Trx,
  { instrumentId, startsAt, endsAt, person, purpose }: OnSite,
  judgement: Judgement,
): Promise<Booking> {
  const now = ctx.now()
  const booking: Booking = {
    id: ctx.newId(),
    instrumentId,
    personId: person.id,
    institutionId: judgement.instrument.institutionId,
    customerInstitutionId: person.institutionId,
    startsAt,
    endsAt,
    state: 'confirmed',
    purpose,
    decisionNote: null,
    groupId: null,
    operatorId: judgement.operatorIds[0] ?? null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  await insertBooking(trx, booking, undefined)
  await takeTime(trx, { ...booking, kind: 'booking' }, judgement)
  const happening = { action: 'startWalkIn', event: 'booking.booked', after: booking } as const
  await recordHappening(ctx, trx, booking, { ...happening, what: 'booked' })
  const begun = await transition(trx, booking, { to: 'in_use', at: now })
  await recordHappening(ctx, trx, begun, { action: 'startWalkIn', what: 'checked_in' })
  return begun
}

export type RecordUseForm = Interval & {
  readonly instrumentId: string
  readonly personEmail: string
  readonly kind: UsageKind
  readonly samples: number
  readonly operatorEmail: string | null
  readonly note: string | null
}

/** Records a use that is over, with the booking that it belongs to or without one. */
export async function recordUse(ctx: Context, form: RecordUseForm): Promise<UsageSession> {
  const { db } = ctx.store
  const [instrument] = await instrumentsByIds(db, [form.instrumentId])
  authorise(ctx.viewer, 'recordUsage', { institutionId: instrument?.institutionId ?? null })
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  const person = await personByEmail(db, form.personEmail)
  if (!person) throw new Rejection([problem('USER_UNKNOWN')])
  const operatorId = (await personByEmail(db, form.operatorEmail))?.id ?? null
  const sourceKey = `use:${ctx.newId()}`
  const add = () =>
    ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [instrument.id])
      const others = await sessionsDuring(trx, instrument.id, form)
      refuse(sessionProblems(form, { now: ctx.now(), others }))
      const own = { person, operatorId, sourceKey, bookingId: null, source: 'person', isFinal: true } as const
      await addPastUses(ctx, trx, 'recordUse', [{ ...form, ...own, note: form.note?.trim() || null }])
      return present((await sessionsBySourceKeys(trx, [sourceKey])).get(sourceKey), 'the recorded session')
    })
  return add().catch((error: unknown) => {
    throw error instanceof UsesRefused ? new Rejection(error.problems) : error
  })
}

/** Whether the viewer records uses of an instrument for others. */
export function recordsUsage(ctx: Context, place: { readonly institutionId: string }): boolean {
  return may(ctx.viewer, 'recordUsage', place)
}
