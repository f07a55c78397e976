/** Tells the next one, and the keeper, that somebody stays beyond his booked time and no unit will be left. */

import { lockInstruments, takenTime } from '../../booking/queries/blocked-time.ts'
import { workOff } from '../../booking/actions/backlog.ts'
import { stayOf } from '../../booking/actions/overtime.ts'
import type { Booking } from '../../booking/queries/bookings.ts'
import { lanesOfInstrument } from '../../booking/queries/lanes.ts'
import { overruns } from '../../booking/queries/overtime.ts'
import { nextInTrouble, OVERTIME_WARNING_MS } from '../../booking/rules/overtime.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { present } from '../../kernel/invariant.ts'
import { expectedAmong, insertOvertimeWarning, isWarned, overrunningBookings } from '../queries/overtime.ts'

/** Warns whoever is next behind somebody who stays too long, once, however late the job runs. Job. */
export async function warnOfOvertime(ctx: Context): Promise<void> {
  const now = ctx.now()
  await workOff<Booking>(
    (after, limit) => overrunningBookings(ctx.store.db, now, after, limit),
    async (late) => {
      // Most have warned already, or nobody comes: then nobody is kept waiting by a lock.
      if (await toWarn(ctx, ctx.store.db, late)) await ctx.store.transact((trx) => warn(ctx, trx, late))
    },
  )
}

async function warn(ctx: Context, trx: Trx, late: Booking): Promise<void> {
  await lockInstruments(ctx, trx, [late.instrumentId])
  const next = await toWarn(ctx, trx, late)
  if (!next) return
  const { id, personId, instrumentId, institutionId, startsAt, endsAt } = next
  await insertOvertimeWarning(trx, { bookingId: late.id, nextBookingId: id, at: ctx.now() })
  await ctx.emit(ctx, trx, {
    type: 'overtime.warned',
    subjectId: late.id,
    instrumentId,
    institutionId,
    bookingId: id,
    personIds: [personId],
    startsAt,
    endsAt,
  })
}

/** The booking whose person is to be told of a late one; undefined where nobody is, or he was. */
async function toWarn(ctx: Context, db: Db, { id, instrumentId }: Booking): Promise<Booking | undefined> {
  const now = ctx.now()
  const staying = await overruns(db, [instrumentId], now)
  if (!staying.some((it) => it.id === id)) return undefined
  const span = { startsAt: now, endsAt: now + OVERTIME_WARNING_MS }
  const late = new Set(staying.map((it) => it.id))
  const taken = (await takenTime(db, instrumentId, span)).filter((it) => !late.has(it.id))
  const expected = await expectedAmong(
    db,
    taken.filter((it) => it.kind === 'booking').map((it) => it.id),
  )
  const coming = new Map(expected.map((it) => [it.id, it]))
  const next = nextInTrouble(
    taken.map((it) => ({ ...it, isExpected: coming.has(it.id) })),
    {
      staying: staying.map((it) => stayOf(it, now)),
      capacity: (await lanesOfInstrument(db, instrumentId)).length,
      now,
    },
  )
  if (!next || (await isWarned(db, id, next.id))) return undefined
  return present(coming.get(next.id), 'a booking that is expected')
}
