/** Judges a span of an instrument's time: loads the facts, runs the rule, and takes the time when there is no reason not to. */

import { openIntervals } from '../../catalog/rules/opening.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { may } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Problem, problem, Rejection } from '../../kernel/problem.ts'
import { type BlockedTime, shrinkTime, takenTime } from '../queries/blocked-time.ts'
import { bookableInstrument } from '../queries/facts.ts'
import { type BookableInstrument, bookingProblems, examinedSpan } from '../rules/booking-problems.ts'
import { blockedSpan, fittedSpan, type TakenTime } from '../rules/taken-time.ts'

export type Wanted = Interval & {
  readonly instrumentId: string
  readonly customerInstitutionId: string | null
  /** The booking that moves, which is not in its own way. */
  readonly exceptId?: string | undefined
}

export type Judgement = {
  readonly instrument: BookableInstrument
  /** Whether the viewer keeps or manages the instrument. */
  readonly isStaff: boolean
  /** Every reason why not, the most telling first. */
  readonly problems: readonly Problem[]
  readonly taken: readonly TakenTime[]
}

/** Whether the viewer may have the time. Throws `INSTRUMENT_NOT_FOUND` where there is none. */
export async function judge(ctx: Context, db: Db, wanted: Wanted): Promise<Judgement> {
  const { instrumentId, customerInstitutionId, exceptId } = wanted
  const examined = examinedSpan(wanted)
  const found = await bookableInstrument(db, instrumentId, examined)
  if (!found) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  const { instrument, timetable } = found
  const isStaff = may(ctx.viewer, 'recordUsage', { institutionId: instrument.institutionId })
  const taken = await takenTime(
    db,
    instrumentId,
    blockedSpan(examined, instrument.policy.turnaroundMs),
    exceptId,
  )
  const open = openIntervals(timetable, examined)
  const facts = { now: ctx.now(), instrument, customerInstitutionId, isStaff, open, taken }
  return { instrument, isStaff, problems: bookingProblems(wanted, facts), taken }
}

/** Cuts the turnarounds that a span of the owner's staff reaches into, and says which time the span takes. */
export async function makeRoom(
  trx: Trx,
  span: Interval,
  { instrument, taken }: Judgement,
): Promise<BlockedTime> {
  const { blocked, cut } = fittedSpan(span, instrument.policy.turnaroundMs, taken)
  for (const id of cut) await shrinkTime(trx, id, span.startsAt)
  return blocked
}

/**
 * Runs an action that takes time. Where the database refuses an overlap that the rule did not see, the reasons are
 * looked up again, so that the refusal names who is in the way.
 */
export async function orWhoIsInTheWay<T>(
  ctx: Context,
  action: () => Promise<T>,
  reasons: () => Promise<readonly Problem[]>,
): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!ctx.store.dialect.isOverlapViolation(error)) throw error
    const problems = await reasons()
    throw new Rejection(problems.length > 0 ? problems : [problem('BOOKING_OVERLAPS')])
  }
}
