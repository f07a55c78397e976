/** The code that hangs on an instrument: where it leads, and a new one. */

import { seesCalendar } from '../../booking/actions/access.ts'
import { takenTime } from '../../booking/queries/blocked-time.ts'
import { authorisedInstrument } from '../../catalog/actions/publication.ts'
import { type Instrument, instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { authorise, may } from '../../identity/rules.ts'
import { randomSecret } from '../../identity/secrets.ts'
import type { Instant } from '../../kernel/interval.ts'
import { bookingToAttend } from '../queries/bookings.ts'
import { checkInTokens, instrumentIdByCheckInToken, upsertCheckInCode } from '../queries/codes.ts'
import { openUses } from '../queries/records.ts'
import { ATTEND_AHEAD_MS, lastUnitTaken } from '../rules/attendance.ts'
import { walkInSpan } from '../rules/walk-in.ts'

/** What stands where a code hangs: the instrument, and the viewer's booking that is to be attended. */
export type CheckInPlace = {
  readonly instrument: Instrument
  /** In use by the viewer, or else his next one within a day. */
  readonly bookingId: string | null
  /** Whether somebody else is using the instrument. */
  readonly isInUse: boolean
  /** Until when somebody could begin on the spot, if nothing else is against it; null while it is not free. */
  readonly freeUntil: Instant | null
}

/** Where a code hangs; null when it hangs nowhere, or no longer, or the viewer may not see the instrument. */
export async function checkInPlace(ctx: Context, token: string): Promise<CheckInPlace | null> {
  const { personId } = authorise(ctx.viewer, 'bookInstruments')
  const { db } = ctx.store
  const instrumentId = await instrumentIdByCheckInToken(db, token)
  const [instrument] = instrumentId === undefined ? [] : await instrumentsByIds(db, [instrumentId])
  if (!instrument || !seesCalendar(ctx.viewer, instrument)) return null
  const open = await openUses(db, instrument.id)
  const own = open.find((it) => it.personId === personId)
  if (own) {
    return { instrument, bookingId: own.bookingId, isInUse: false, freeUntil: null }
  }
  const now = ctx.now()
  const span = { startsAt: now, endsAt: now + ATTEND_AHEAD_MS }
  const next = await bookingToAttend(db, { personId, instrumentId: instrument.id }, span)
  const longest = instrument.policy.durationMsMax
  const taken = await takenTime(db, instrument.id, { startsAt: now, endsAt: now + longest })
  const room = open.length === 0 ? walkInSpan(now, taken, longest) : undefined
  return {
    instrument,
    bookingId: next ?? null,
    isInUse: lastUnitTaken(open, instrument.capacity) !== undefined,
    freeUntil: room?.endsAt ?? null,
  }
}

/** Gives an instrument a new code; the one before leads nowhere from now on. */
export async function renewCheckInCode(ctx: Context, instrumentId: string): Promise<Instrument> {
  const instrument = await authorisedInstrument(ctx, instrumentId, 'editInstruments')
  return ctx.store.transact(async (trx) => {
    await upsertCheckInCode(trx, { instrumentId, token: randomSecret(), createdAt: ctx.now() })
    await ctx.audit(ctx, trx, {
      action: 'renewCheckInCode',
      subjectType: 'Instrument',
      subjectId: instrumentId,
    })
    return instrument
  })
}

/** Whether the viewer may see and renew the code of an instrument. */
export function keepsCheckInCode(ctx: Context, instrument: Pick<Instrument, 'institutionId'>): boolean {
  return may(ctx.viewer, 'editInstruments', instrument)
}

/** The address behind each instrument's code, in the order of `instrumentIds`; undefined where there is none. */
export async function checkInUrls(
  ctx: Context,
  instrumentIds: readonly string[],
): Promise<(string | undefined)[]> {
  const tokens = await checkInTokens(ctx.store.db, instrumentIds)
  return tokens.map((it) => it && `${ctx.settings.publicUrl}/checkin/${it}`)
}
