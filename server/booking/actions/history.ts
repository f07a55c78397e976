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
  readonly note?: string | null
  readonly overridden?: Overridden | undefined
}

/** `booking` as it is since then. */
export async function recordHappening(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { action, what, event, before, after, note, overridden }: Happening,
): Promise<void> {
  await insertBookingChange(trx, {
    bookingId: booking.id,
    version: booking.version,
    at: ctx.now(),
    actorId: ctx.viewer?.personId ?? null,
    what,
    before: before ?? null,
    after: after ?? null,
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
      ...(note ? { note } : {}),
      ...(overridden ? { overridden } : {}),
    },
  })
  if (event) {
    const { id: subjectId, instrumentId, version } = booking
    await ctx.emit(ctx, trx, { type: event, subjectId, instrumentId, version })
  }
}

function spanOf({ startsAt, endsAt }: Interval): Interval {
  return { startsAt, endsAt }
}
