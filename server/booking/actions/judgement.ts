/** Judges a span of an instrument's time: loads the facts, runs the rule, and takes the time when there is no reason not to. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { may } from '../../identity/rules.ts'
import { userClassOf } from '../../institutions/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Problem, problem, Rejection } from '../../kernel/problem.ts'
import { standingFacts } from '../../standing/queries/facts.ts'
import { insertBlockedSpan, takenTime } from '../queries/blocked-time.ts'
import { bookableInstrument } from '../queries/facts.ts'
import { holdsOfPerson } from '../queries/holds.ts'
import { insertOperatorTime } from '../queries/operators.ts'
import { withOperatorTime } from './operation.ts'
import { boundQuotas, quotaFacts } from './quotas.ts'
import { isForColleague } from '../rules/approval.ts'
import { examinedSpan } from '../rules/booking-problems.ts'
import { judgeBy, type Judgement, type JudgingFacts } from '../rules/judging.ts'
import { isAssisted } from '../rules/operators.ts'
import { blockedSpan, type LaneTime } from '../rules/taken-time.ts'
import { termsOf } from '../rules/terms.ts'
import { takenNow } from './overtime.ts'
import { type SeatedTime, seatFor } from './seating.ts'
import { yieldHeldTime } from './yielding.ts'

export type Wanted = Interval & {
  readonly instrumentId: string
  /** Whom the booking is for; null when nobody is signed in. */
  readonly personId: string | null
  readonly customerInstitutionId: string | null
  /** The bookings that are judged or move, which are not in their own way and count against no quota twice. */
  readonly exceptIds?: readonly string[] | undefined
  /** Whether somebody is to operate; left out: as the instrument demands. */
  readonly withOperator?: boolean | null | undefined
  /** Who operates what has been booked already; null for nobody. */
  readonly operatorId?: string | null | undefined
}

/** Whether the viewer may have the time. Throws `INSTRUMENT_NOT_FOUND` where there is none. */
export async function judge(ctx: Context, db: Db, wanted: Wanted): Promise<Judgement> {
  const { exceptIds = [], withOperator, operatorId } = wanted
  const isAsked = operatorId ? true : (withOperator ?? null)
  return judgeBy(await judgingFacts(ctx, db, { ...wanted, spans: [wanted], exceptIds, isAsked }), wanted)
}

export type WantedSpans = Pick<Wanted, 'instrumentId' | 'personId' | 'customerInstitutionId'> & {
  readonly spans: readonly Interval[]
  /** Bookings that move, which are in nobody's way. */
  readonly exceptIds: readonly string[]
  /** Whether somebody is to operate; null: as the instrument demands. */
  readonly isAsked: boolean | null
}

/** All that decides about the spans, read once however many they are. Throws `INSTRUMENT_NOT_FOUND` where there is none. */
export async function judgingFacts(
  ctx: Context,
  db: Db,
  { instrumentId, personId, customerInstitutionId, spans, exceptIds, isAsked }: WantedSpans,
): Promise<JudgingFacts> {
  const examined = spans.map(examinedSpan)
  const window = {
    startsAt: Math.min(...examined.map((it) => it.startsAt)),
    endsAt: Math.max(...examined.map((it) => it.endsAt)),
  }
  const key = { personId, customerInstitutionId }
  const found = await bookableInstrument(db, instrumentId, window, key)
  if (!found) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  const { timetable, lanes, layers } = found
  const { institutionId, timeZone } = found.instrument
  const terms = termsOf(found.instrument.policy, layers, userClassOf(institutionId, found.customer))
  const instrument = { ...found.instrument, policy: terms.policy, grid: terms.grid }
  const reaching = blockedSpan(window, instrument.policy.turnaroundMs)
  const all = await takenNow(ctx, db, reaching, {
    instrumentId,
    stepMs: instrument.policy.stepMs,
    exceptIds,
  })
  const { taken, yieldsTo } = await besidesOwnHolds(db, all, { instrumentId, personId })
  const now = ctx.now()
  const quotas = boundQuotas(terms.quotas, key)
  const place = { instrumentId, institutionId, timeZone }
  const isStaff = may(ctx.viewer, 'recordUsage', { institutionId })
  const help = { ...found.operation, taken: [], isAsked }
  return {
    now,
    instrument,
    customerInstitutionId,
    isStaff,
    mayOverride: may(ctx.viewer, 'overrideRules', { institutionId }),
    isForColleague:
      personId !== null && isForColleague({ isStaff, bookedBy: ctx.viewer?.personId ?? null, personId }),
    standing: await standingFacts(db, { personId, instrumentId, institutionId }, now),
    timetable,
    taken,
    yieldsTo,
    lanes,
    terms,
    form: layers.instrument,
    operation: isAssisted(help, isStaff)
      ? await withOperatorTime(ctx, db, help, {
          ...window,
          instrumentId,
          exceptIds,
          stepMs: terms.policy.stepMs,
        })
      : help,
    quotas,
    quotaFacts: await quotaFacts(ctx, db, examined, { ...key, ...place, quotas, exceptIds }),
  }
}

/** What is taken for a person: time that is held for his group is not. */
async function besidesOwnHolds(
  db: Db,
  all: readonly LaneTime[],
  { instrumentId, personId }: Pick<Wanted, 'instrumentId' | 'personId'>,
): Promise<Pick<JudgingFacts, 'taken' | 'yieldsTo'>> {
  const held = all.filter((it) => it.kind === 'hold').map((it) => it.id)
  const own = personId === null ? [] : await holdsOfPerson(db, held, { instrumentId, personId })
  if (personId === null || own.length === 0) return { taken: all }
  return { taken: all.filter((it) => !own.includes(it.id)), yieldsTo: personId }
}

/** Makes room for a span that the rules let through, and says which time it takes, and on which lane. */
async function makeRoom(
  trx: Trx,
  { instrumentId, ...span }: Interval & { readonly instrumentId: string },
  { instrument, taken, lanes, yieldsTo }: Judgement,
): Promise<SeatedTime> {
  const { turnaroundMs } = instrument.policy
  if (yieldsTo !== undefined) {
    await yieldHeldTime(trx, { instrumentId, personId: yieldsTo }, blockedSpan(span, turnaroundMs))
  }
  // Where there are several lanes it counts which ones are taken by now, and not only how many.
  const seated =
    lanes.length === 1 ? taken : await takenTime(trx, instrumentId, blockedSpan(span, turnaroundMs))
  return seatFor(trx, span, { instrumentId, lanes, turnaroundMs, taken: seated })
}

type Taking = Interval & {
  readonly id: string
  readonly instrumentId: string
  readonly kind: 'booking' | 'offer'
}

/** Takes a span that the rules let through: a lane of the instrument, and the time of whoever operates it. */
export async function takeTime(
  trx: Trx,
  { id, instrumentId, kind, startsAt, endsAt }: Taking,
  judgement: Judgement,
): Promise<void> {
  const span = { startsAt, endsAt }
  const blocked = await makeRoom(trx, { instrumentId, ...span }, judgement)
  await insertBlockedSpan(trx, { ...blocked, id, instrumentId, kind })
  const [personId] = judgement.operatorIds
  if (personId !== undefined) await insertOperatorTime(trx, { id, personId, instrumentId, kind, ...span })
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

/** So often an action is begun anew when somebody came past the lock. */
const OVERTAKEN_MAX = 3

/** The same for an action that judges much at once: begun anew, it sees who is in the way, and judges again. */
export async function againWhenOvertaken<T>(ctx: Context, action: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action()
    } catch (error) {
      if (!ctx.store.dialect.isOverlapViolation(error)) throw error
      if (attempt === OVERTAKEN_MAX) throw new Rejection([problem('BOOKING_OVERLAPS')])
    }
  }
}
