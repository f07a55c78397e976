/**
 * Uses that are told afterwards: by a keeper, a device or a file. Each becomes a session of the booking that it belongs
 * to, or of one made for it; a booking is concluded once, however many of its sessions are told together.
 */

import { transition } from '../../booking/actions/transition.ts'
import { recordHappening } from '../../booking/actions/history.ts'
import { type Booking, bookingsByIds, insertBooking } from '../../booking/queries/bookings.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { clip, durationMs, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, Rejection } from '../../kernel/problem.ts'
import { bookingsOfPerson } from '../queries/bookings.ts'
import type { Customer } from '../queries/people.ts'
import { usageByBookingIds } from '../queries/records.ts'
import { openSessions, sessionsBySourceKeys } from '../queries/sessions.ts'
import type { SessionSource, UsageKind } from '../rules/sessions.ts'
import { addSession, concludeUse } from './outcome.ts'

export type PastUse = Interval & {
  readonly instrumentId: string
  readonly person: Customer
  /** Null: the booking of the person in whose time most of it lies, or none. */
  readonly bookingId: string | null
  readonly kind: UsageKind
  readonly samples: number
  readonly operatorId: string | null
  readonly note: string | null
  readonly source: SessionSource
  /** The same key again is the same use, and changes nothing. */
  readonly sourceKey: string
  /** Whether the person is done, although booked time is left. */
  readonly isFinal: boolean
}

/** Some uses cannot be concluded, for the reasons in `problems`; thrown to roll back all of them. */
export class UsesRefused extends Error {
  readonly sourceKeys: readonly string[]
  readonly problems: readonly Problem[]

  constructor(sourceKeys: readonly string[], problems: readonly Problem[]) {
    super('uses refused')
    this.sourceKeys = sourceKeys
    this.problems = problems
  }
}

/** Adds the uses that are not known yet. Under the locks of their instruments. */
export async function addPastUses(
  ctx: Context,
  trx: Trx,
  action: string,
  uses: readonly PastUse[],
): Promise<void> {
  const known = await sessionsBySourceKeys(
    trx,
    uses.map((it) => it.sourceKey),
  )
  const concerned = new Map<string, PastUse[]>()
  const byStart = uses.toSorted((a, b) => a.startsAt - b.startsAt || (a.sourceKey < b.sourceKey ? -1 : 1))
  for (const use of byStart) {
    if (known.has(use.sourceKey)) continue
    const booking = await bookingOf(ctx, trx, action, use)
    const [record] = await usageByBookingIds(trx, [booking.id])
    const origin = record?.origin ?? (booking.state === 'in_use' ? 'walk_in' : 'booking')
    await addSession(ctx, trx, booking, { ...use, origin })
    concerned.set(booking.id, [...(concerned.get(booking.id) ?? []), use])
  }
  for (const [bookingId, own] of concerned) await concludeOrPause(ctx, trx, action, { bookingId, uses: own })
}

/** The booking that a use belongs to; one is made where there is none. */
async function bookingOf(ctx: Context, trx: Trx, action: string, use: PastUse): Promise<Booking> {
  if (use.bookingId !== null) {
    const [booking] = await bookingsByIds(trx, [use.bookingId])
    return present(booking, 'the booking of a use')
  }
  const own = await bookingsOfPerson(trx, { personId: use.person.id, instrumentId: use.instrumentId }, use)
  const shared = (it: Booking) => durationMs(clip(it, use) ?? { startsAt: 0, endsAt: 0 })
  const best = own.reduce<Booking | undefined>(
    (found, it) => (found && shared(found) >= shared(it) ? found : it),
    undefined,
  )
  return best ?? makeWalkIn(ctx, trx, action, use)
}

async function makeWalkIn(ctx: Context, trx: Trx, action: string, use: PastUse): Promise<Booking> {
  const [instrument] = await instrumentsByIds(trx, [use.instrumentId])
  const now = ctx.now()
  const booking: Booking = {
    id: ctx.newId(),
    instrumentId: use.instrumentId,
    personId: use.person.id,
    institutionId: present(instrument, 'the instrument of a use').institutionId,
    customerInstitutionId: use.person.institutionId,
    startsAt: use.startsAt,
    endsAt: Math.max(use.endsAt, use.startsAt + MINUTE_MS),
    state: 'in_use',
    purpose: '',
    decisionNote: null,
    groupId: null,
    operatorId: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  await insertBooking(trx, booking, undefined)
  await recordHappening(ctx, trx, booking, { action, what: 'checked_in', after: booking })
  return booking
}

type Concerned = { readonly bookingId: string; readonly uses: readonly PastUse[] }

/** A booking whose time is not over waits for whoever may come back; any other is concluded. */
export async function concludeOrPause(
  ctx: Context,
  trx: Trx,
  action: string,
  { bookingId, uses }: Concerned,
): Promise<void> {
  const [found] = await bookingsByIds(trx, [bookingId])
  const booking = present(found, 'the booking of a use')
  const [record] = await usageByBookingIds(trx, [bookingId])
  const there = await openSessions(trx, [booking.instrumentId])
  if (there.some((it) => it.recordId === record?.id)) return
  const isLeft = booking.endsAt > ctx.now() && (booking.state === 'confirmed' || booking.state === 'in_use')
  if (isLeft && record?.origin === 'booking' && !uses.some((it) => it.isFinal)) {
    if (booking.state === 'confirmed') {
      const begun = await transition(trx, booking, { to: 'in_use', at: ctx.now() })
      await recordHappening(ctx, trx, begun, { action, what: 'checked_in' })
    }
    return
  }
  try {
    await concludeUse(ctx, trx, booking, { action })
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    throw new UsesRefused(
      uses.map((it) => it.sourceKey),
      error.problems,
    )
  }
}
