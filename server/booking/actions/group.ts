/** Several bookings as one: all are made, moved and given up together, or none is. */

import type { Answer } from '../../catalog/rules/form-fields.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, type Viewer } from '../../identity/rules.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments, releaseTime } from '../queries/blocked-time.ts'
import {
  type Booking,
  bookingByClientKey,
  bookingsByIds,
  bookingsOfGroup,
  type ClientKey,
} from '../queries/bookings.ts'
import { clientKeyProblems, noteProblems, purposeProblems } from '../rules/booking-problems.ts'
import { itemsProblems } from '../rules/group.ts'
import { allotted } from '../rules/operators.ts'
import { changeProblems } from '../rules/states.ts'
import { judge, orWhoIsInTheWay, type Wanted } from './judgement.ts'
import { lateCancellation, storeCancellation } from './decide.ts'
import { placeBooking } from './place.ts'
import { relocate } from './relocate.ts'

export type BookingItem = Interval & {
  readonly instrumentId: string
  /** To the form of the instrument. */
  readonly answers?: readonly Answer[] | null | undefined
  /** Whether somebody is to operate the instrument; left out: as it demands. */
  readonly withOperator?: boolean | null | undefined
}

export type GroupForm = {
  readonly items: readonly BookingItem[]
  readonly purpose: string
  /** As of a single booking: sending the same form with it again answers with what it made. */
  readonly clientKey: string | null
}

export type BookingGroup = { readonly id: string; readonly bookings: readonly Booking[] }

/** Books several instruments for the viewer, all or none. Throws a `Rejection` with every reason of every item. */
export async function bookInstruments(ctx: Context, form: GroupForm): Promise<BookingGroup> {
  const viewer = authorise(ctx.viewer, 'bookInstruments')
  const { items, purpose, clientKey } = form
  refuse([...purposeProblems(purpose), ...clientKeyProblems(clientKey), ...itemsProblems(items)])
  const key = clientKey === null ? undefined : { key: clientKey, input: inputOf(form) }
  const { personId, institutionId: customerInstitutionId } = viewer
  const customer = { personId, customerInstitutionId }
  const wanted = items.map(({ instrumentId, startsAt, endsAt, withOperator }) => ({
    instrumentId,
    startsAt,
    endsAt,
    ...customer,
    withOperator,
  }))
  const book = () =>
    ctx.store.transact(async (trx) => {
      await lockInstruments(
        ctx,
        trx,
        items.map((it) => it.instrumentId),
        customer,
      )
      const groupId = ctx.newId()
      const helped = await withOperators(ctx, trx, wanted)
      const bookings = await allOrNone(helped, (it, i) =>
        placeBooking(ctx, trx, {
          wanted: it,
          personId: viewer.personId,
          purpose,
          groupId,
          answers: items[i]?.answers ?? [],
          client: i === 0 ? key : undefined,
        }),
      )
      return { id: groupId, bookings }
    })
  const reasons = async () => {
    const all = await Promise.all(wanted.map((it) => judge(ctx, ctx.store.db, it)))
    return all.flatMap(({ problems }, i) => ofItem(problems, i))
  }
  try {
    return await orWhoIsInTheWay(ctx, book, reasons)
  } catch (error) {
    const earlier = await bookedEarlier(ctx, viewer, key)
    if (earlier) return earlier
    throw error
  }
}

/**
 * The same with an operator for each that needs one, where several do: whoever could operate only one of them operates
 * that one. Where there is no such choice they are as they were, and the refusal says which one lacks somebody.
 */
async function withOperators(ctx: Context, trx: Trx, wanted: readonly Wanted[]): Promise<readonly Wanted[]> {
  if (wanted.length < 2) return wanted
  const judged = await Promise.all(wanted.map((it) => judge(ctx, trx, it)))
  const helped = judged.flatMap(({ operatorIds }, i) => {
    const it = wanted[i]
    return it && operatorIds.length > 0 ? [{ ...it, index: i, candidates: operatorIds }] : []
  })
  const chosen = allotted(helped) ?? []
  const operators = new Map(helped.map(({ index }, i) => [index, chosen[i]]))
  return wanted.map((it, i) => ({ ...it, operatorId: operators.get(i) }))
}

function inputOf({ items, purpose }: GroupForm): string {
  const all = items.map(({ instrumentId, startsAt, endsAt, answers, withOperator }) => [
    instrumentId,
    startsAt,
    endsAt,
    ...(answers && answers.length > 0 ? [answers] : []),
    ...(typeof withOperator === 'boolean' ? [{ withOperator }] : []),
  ])
  return JSON.stringify([all, purpose.trim()])
}

async function bookedEarlier(
  ctx: Context,
  { personId }: Viewer,
  key: ClientKey | undefined,
): Promise<BookingGroup | undefined> {
  const earlier = key && (await bookingByClientKey(ctx.store.db, personId, key.key))
  if (!earlier) return undefined
  const { booking, input } = earlier
  if (input !== key.input || booking.groupId === null)
    throw new Rejection([problem('CLIENT_KEY_REUSED', [booking.id])])
  return { id: booking.groupId, bookings: await bookingsOfGroup(ctx.store.db, booking.groupId) }
}

/** Does the work of each item, and throws one `Rejection` with the reasons of all when any was refused. */
async function allOrNone<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<Booking>,
): Promise<Booking[]> {
  const made: Booking[] = []
  const problems: Problem[] = []
  for (const [i, item] of items.entries()) {
    try {
      made.push(await work(item, i))
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      problems.push(...ofItem(error.problems, i, made))
    }
  }
  refuse(problems)
  return made
}

/** Says of which item the problems are. What only another item is in the way of has no id that anybody knows. */
function ofItem(
  problems: readonly Problem[],
  item: number,
  made: readonly Booking[] = [],
): readonly Problem[] {
  const own = new Set(made.map((it) => it.id))
  return problems.map((it) => {
    const isOwn = it.refs.some((id) => own.has(id))
    const found = isOwn ? problem('BOOKING_ITEMS_OVERLAP') : it
    return { ...found, params: { ...found.params, item } }
  })
}

/** Gives up all bookings of a group that lie ahead; refused where one of them has begun. */
export async function cancelBookingGroup(
  ctx: Context,
  { groupId, reason }: { readonly groupId: string; readonly reason: string | null },
): Promise<BookingGroup> {
  const known = await groupFor(ctx, groupId)
  refuse(noteProblems('reason', reason))
  return ctx.store.transact(async (trx) => {
    const standing = await lockedGroup(ctx, trx, known)
    const bookings = await allOrNone(standing, async (it) => {
      refuse([...changeProblems(it, ctx.now()), ...(await lateCancellation(ctx, trx, it))])
      return storeCancellation(ctx, trx, it, reason)
    })
    return { id: groupId, bookings }
  })
}

/** Moves all bookings of a group by as much as its first one; refused where one of them cannot be had there. */
export async function moveBookingGroup(
  ctx: Context,
  { groupId, startsAt }: { readonly groupId: string; readonly startsAt: Instant },
): Promise<BookingGroup> {
  const known = await groupFor(ctx, groupId)
  const move = () =>
    ctx.store.transact(async (trx) => {
      const standing = await lockedGroup(ctx, trx, known)
      // From where they are now: another may have moved them meanwhile.
      const byMs = startsAt - Math.min(...standing.map((it) => it.startsAt))
      const moved = (it: Interval) => ({ startsAt: it.startsAt + byMs, endsAt: it.endsAt + byMs })
      // None of them is in the way of another.
      const ids = standing.map((it) => it.id)
      for (const id of ids) await releaseTime(trx, id)
      const bookings = await allOrNone(standing, (it, i) =>
        relocate(ctx, trx, it, { ...moved(it), besides: ids.slice(i + 1) }),
      )
      return { id: groupId, bookings }
    })
  return orWhoIsInTheWay(ctx, move, async () => [problem('BOOKING_OVERLAPS')])
}

/** The bookings of a group that stand, which the viewer may change. */
async function groupFor(ctx: Context, groupId: string): Promise<readonly Booking[]> {
  if (!ctx.viewer) authorise(ctx.viewer, 'changeBookings')
  const all = await bookingsOfGroup(ctx.store.db, groupId)
  const [first] = all
  if (!first) throw new Rejection([problem('BOOKING_NOT_FOUND')])
  const standing = all.filter((it) => !['rejected', 'cancelled'].includes(it.state))
  for (const it of [first, ...standing]) authorise(ctx.viewer, 'changeBookings', it)
  if (standing.length === 0) throw new Rejection([problem('BOOKING_OVER', [first.id])])
  return standing
}

async function lockedGroup(ctx: Context, trx: Trx, known: readonly Booking[]): Promise<readonly Booking[]> {
  await lockInstruments(
    ctx,
    trx,
    known.map((it) => it.instrumentId),
    known[0],
  )
  const found = await bookingsByIds(
    trx,
    known.map((it) => it.id),
  )
  return found.flatMap((it) => it ?? [])
}
