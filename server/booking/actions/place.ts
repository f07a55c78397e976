/** Makes a booking where nothing speaks against it: the one way in which bookings come to be. */

import { type Answer, answerProblems, trimmedAnswers } from '../../catalog/rules/form-fields.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { insertAnswers } from '../queries/answers.ts'
import { deleteWait } from '../queries/approvals.ts'
import { type Booking, type ClientKey, insertBooking, updateBookingSpan } from '../queries/bookings.ts'
import { type Overridden, type Override, settled } from '../rules/overrides.ts'
import { stateOfNew } from '../rules/states.ts'
import { askFirst, chainFor, keepAsking } from './approval-chain.ts'
import { recordHappening } from './history.ts'
import type { Judgement } from '../rules/judging.ts'
import { judge, takeTime, type Wanted } from './judgement.ts'

export type Placement = {
  /** The id of the booking; a new one where it has none yet. */
  readonly id?: string
  readonly wanted: Wanted
  /** Whom the booking is for. */
  readonly personId: string
  readonly purpose: string
  readonly client?: ClientKey | undefined
  /** Of bookings that are made together. */
  readonly groupId?: string | undefined
  /** To the form of the instrument; left out where it is not asked. */
  readonly answers?: readonly Answer[] | undefined
  /** Sets aside what staff may set aside. */
  readonly override?: Override | undefined
  /** Whether a voucher is to pay a part of it; refused where none does. */
  readonly useVoucher?: boolean | undefined
}

/** Judges and stores a booking. The instrument is locked already. Throws a `Rejection` with every reason when it cannot. */
export async function placeBooking(ctx: Context, trx: Trx, placement: Placement): Promise<Booking> {
  const judgement = await judge(ctx, trx, placement.wanted)
  const { answers, override } = placement
  const { problems, overridden } = settled(judgement.problems, override, judgement.mayOverride)
  refuse([...problems, ...(answers ? answerProblems(judgement.form.form, answers) : [])])
  return storeBooking(ctx, trx, { ...placement, overridden }, judgement)
}

type SettledPlacement = Omit<Placement, 'override'> & { readonly overridden?: Overridden | undefined }

/** Stores a booking against which nothing stands any more. */
export async function storeBooking(
  ctx: Context,
  trx: Trx,
  {
    id: known,
    wanted,
    personId,
    purpose,
    client,
    groupId,
    answers,
    overridden,
    useVoucher,
  }: SettledPlacement,
  judgement: Judgement,
): Promise<Booking> {
  const { instrument, isStaff, form } = judgement
  const now = ctx.now()
  const { customerInstitutionId } = wanted
  const chain = await chainFor(ctx, trx, { personId, customerInstitutionId }, { instrument, isStaff })
  const booking: Booking = {
    id: known ?? ctx.newId(),
    instrumentId: wanted.instrumentId,
    personId,
    institutionId: instrument.institutionId,
    customerInstitutionId,
    startsAt: wanted.startsAt,
    endsAt: wanted.endsAt,
    state: stateOfNew(chain.steps),
    purpose: purpose.trim(),
    decisionNote: null,
    groupId: groupId ?? null,
    operatorId: judgement.operatorIds[0] ?? null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  await insertBooking(trx, booking, client)
  const { id, instrumentId } = booking
  await takeTime(trx, { ...booking, kind: 'booking' }, judgement)
  if (answers && form.form.length > 0) {
    const key = { instrumentId, version: form.formVersion }
    await insertAnswers(trx, id, key, trimmedAnswers(form.form, answers))
  }
  await recordHappening(ctx, trx, booking, {
    action: 'bookInstrument',
    what: booking.state === 'requested' ? 'requested' : 'booked',
    event: 'booking.booked',
    after: booking,
    overridden,
    useVoucher,
  })
  await askFirst(ctx, trx, booking, { ...chain, noticeMsMin: instrument.policy.noticeMsMin })
  return booking
}

/**
 * Gives a booking its new span, whose time the caller has taken already: whoever is told of the move looks at it.
 * A booking that its owner moves is decided anew.
 */
export async function storeMove(
  ctx: Context,
  trx: Trx,
  { booking, span: { startsAt, endsAt } }: { readonly booking: Booking; readonly span: Interval },
  { instrument, isStaff, operatorIds }: Judgement,
): Promise<Booking> {
  const { noticeMsMin } = instrument.policy
  const chain = await chainFor(ctx, trx, booking, { instrument, isStaff })
  const state = isStaff ? booking.state : stateOfNew(chain.steps)
  const at = ctx.now()
  const operatorId = operatorIds[0] ?? null
  const version = booking.version + 1
  const moved: Booking = { ...booking, startsAt, endsAt, state, operatorId, version, updatedAt: at }
  await updateBookingSpan(trx, booking.id, { startsAt, endsAt, state, operatorId, at })
  await recordHappening(ctx, trx, moved, {
    action: 'moveBooking',
    what: 'moved',
    event: 'booking.changed',
    before: booking,
    after: moved,
    ...(operatorId === booking.operatorId ? {} : { operatorBefore: booking.operatorId }),
  })
  if (state === 'confirmed') await deleteWait(trx, booking.id)
  else if (isStaff) await keepAsking(ctx, trx, moved, noticeMsMin)
  else await askFirst(ctx, trx, moved, { ...chain, noticeMsMin })
  return moved
}
