/** Says what happened to a booking in all three places: its own history, the audit log, and to the other rooms. */

import type { Context, DomainEvent } from '../../context.ts'
import type { Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { Booking } from '../queries/bookings.ts'
import { insertBookingChange } from '../queries/changes.ts'
import type { Overridden } from '../rules/overrides.ts'
import type { BookingChangeKind } from '../rules/states.ts'

type Happening = {
  /** The mutation or job. */
  readonly action: string
  readonly what: BookingChangeKind
  /** Left out: nothing is told to other rooms. */
  readonly event?: Extract<DomainEvent['type'], `booking.${string}`>
  readonly before?: Interval
  readonly after?: Interval
  /** Who was to operate until then; left out: who is to since. */
  readonly operatorBefore?: string | null
  readonly note?: string | null
  readonly overridden?: Overridden | undefined
  /** Told to other rooms with a new booking. */
  readonly useVoucher?: boolean | undefined
}

/** `booking` as it is since then. */
export async function recordHappening(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { action, what, event, before, after, operatorBefore, note, overridden, useVoucher }: Happening,
): Promise<void> {
  const operators = operatorsOf(booking, what, operatorBefore)
  await insertBookingChange(trx, {
    bookingId: booking.id,
    version: booking.version,
    at: ctx.now(),
    actorId: ctx.viewer?.personId ?? null,
    what,
    before: before ?? null,
    after: after ?? null,
    ...operators,
    note: overridden?.reason ?? note ?? null,
    overridden: overridden?.codes ?? [],
  })
  await ctx.audit(ctx, trx, {
    action,
    subjectType: 'Booking',
    subjectId: booking.id,
    detail: {
      ...(before ? { before: spanOf(before) } : {}),
      ...(after ? { after: spanOf(after) } : {}),
      ...(operatorBefore === undefined ? {} : operators),
      ...(note ? { note } : {}),
      ...(overridden ? { overridden } : {}),
    },
  })
  if (event) {
    const { id: subjectId, instrumentId, version } = booking
    const wish = useVoucher === true ? { useVoucher } : {}
    await ctx.emit(ctx, trx, { type: event, subjectId, instrumentId, version, ...wish })
  }
}

/** Who is to operate before and after a change: nobody before a booking is made, and nobody once it is given up. */
function operatorsOf({ operatorId }: Booking, what: BookingChangeKind, before: string | null = operatorId) {
  return {
    operatorBefore: FIRST.has(what) ? null : before,
    operatorAfter: LAST.has(what) ? null : operatorId,
  }
}

const FIRST: ReadonlySet<BookingChangeKind> = new Set(['booked', 'requested'])
const LAST: ReadonlySet<BookingChangeKind> = new Set(['rejected', 'cancelled', 'missed'])

function spanOf({ startsAt, endsAt }: Interval): Interval {
  return { startsAt, endsAt }
}
