/**
 * People who operate an instrument for whoever books it. An operator's time is taken like an instrument's, in the same
 * table and under the same constraint: he is in one place at a time.
 */

import { dateOf } from '../../kernel/calendar.ts'
import { DAY_MS, type Interval, mergeIntervals, overlaps, subtractIntervals } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { fullTime } from './lanes.ts'
import type { TakenKind } from './taken-time.ts'

/** Whether an instrument is operated for others: whoever wishes may ask for it, or nobody but staff goes without. */
export type OperationDemand = 'offered' | 'required'

/** So many people operate one instrument at most. */
export const OPERATORS_MAX = 20
export const ABSENCE_MS_MAX = 366 * DAY_MS

/** Time that somebody has no more: of a booking or an offer on whatever instrument, or while he is away. */
export type OperatorTime = Interval & {
  readonly operatorId: string
  /** The id of what takes it. */
  readonly id: string
  readonly kind: TakenKind
}

export type OperationFacts = {
  /** Null where the instrument is operated for nobody. */
  readonly demand: OperationDemand | null
  /** Who may operate it, by id. */
  readonly operatorIds: readonly string[]
  /** What is taken of their time around the spans that are judged. */
  readonly taken: readonly OperatorTime[]
  /** Whether an operator is wanted; null: as the instrument demands. */
  readonly isAsked: boolean | null
}

export const NO_OPERATION: OperationFacts = { demand: null, operatorIds: [], taken: [], isAsked: null }

type Judged = {
  readonly isStaff: boolean
  readonly timeZone: string
  /** Who operates it already, and goes on where he is free. */
  readonly current?: string | null | undefined
}

export type Operation = {
  readonly problems: readonly Problem[]
  /** Who is free, the one who is chosen first; empty where nobody is wanted. */
  readonly free: readonly string[]
}

/** Whether somebody is to operate. Staff need nobody. */
export function isAssisted({ demand, isAsked }: OperationFacts, isStaff: boolean): boolean {
  return isAsked ?? (demand === 'required' && !isStaff)
}

/**
 * Who could operate the instrument during a span: whoever does already, then those with the fewest bookings on that
 * day, then by id.
 */
export function operationFor(span: Interval, facts: OperationFacts, judged: Judged): Operation {
  const { demand, operatorIds, taken, isAsked } = facts
  const { isStaff, timeZone, current } = judged
  if (!isAssisted(facts, isStaff)) {
    const isRefused = isAsked === false && demand === 'required' && !isStaff
    return { problems: isRefused ? [problem('OPERATOR_REQUIRED')] : [], free: [] }
  }
  if (demand === null) return { problems: [problem('OPERATOR_NOT_OFFERED')], free: [] }
  const times = Map.groupBy(taken, (it) => it.operatorId)
  const of = (id: string) => times.get(id) ?? []
  const day = dateOf(span.startsAt, timeZone)
  const load = (id: string) =>
    of(id).filter((it) => it.kind === 'booking' && dateOf(it.startsAt, timeZone) === day).length
  const free = operatorIds
    .filter((id) => of(id).every((it) => !overlaps(it, span)))
    .map((id) => ({ id, rank: id === current ? -1 : load(id) }))
    .toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map((it) => it.id)
  return { problems: free.length > 0 ? [] : [problem('OPERATOR_BUSY')], free }
}

/** When nobody is there who could operate: ascending, disjoint. */
export function unattendedTime({
  operatorIds,
  taken,
}: Pick<OperationFacts, 'operatorIds' | 'taken'>): readonly Interval[] {
  const times = Map.groupBy(taken, (it) => it.operatorId)
  return fullTime(
    operatorIds.flatMap((id) => mergeIntervals(times.get(id) ?? [])),
    operatorIds.length,
  )
}

/** Free time of an instrument in which one and the same person is there to operate it, for each of them. */
export function attendedTime(
  free: readonly Interval[],
  { operatorIds, taken }: Pick<OperationFacts, 'operatorIds' | 'taken'>,
): readonly (readonly Interval[])[] {
  const times = Map.groupBy(taken, (it) => it.operatorId)
  return operatorIds.map((id) => subtractIntervals(free, times.get(id) ?? []))
}

/** What is wrong with how an instrument is to be operated; `strangers` are not people of its owner. */
export function operationProblems(
  demand: OperationDemand | null,
  operatorIds: readonly string[],
  strangers: readonly string[],
): readonly Problem[] {
  return [
    ...(demand !== null && operatorIds.length === 0 ? [problem('OPERATORS_MISSING')] : []),
    ...(operatorIds.length > OPERATORS_MAX
      ? [problem('OPERATORS_TOO_MANY', [], { max: OPERATORS_MAX })]
      : []),
    ...(strangers.length > 0 ? [problem('OPERATOR_OF_ANOTHER_INSTITUTION', strangers)] : []),
  ]
}

/** What is wrong with an absence; `taken` is what is taken of the person's time. */
export function absenceProblems(
  span: Interval,
  taken: readonly OperatorTime[],
  now: number,
): readonly Problem[] {
  if (span.startsAt >= span.endsAt) return [problem('BOOKING_SPAN_EMPTY')]
  const inTheWay = taken.filter((it) => overlaps(it, span))
  const ids = (isOf: (it: OperatorTime) => boolean) => inTheWay.filter(isOf).map((it) => it.id)
  const absent = ids((it) => it.kind === 'maintenance')
  const held = ids((it) => it.kind !== 'maintenance')
  return [
    ...(span.endsAt <= now ? [problem('ABSENCE_IN_PAST')] : []),
    ...(span.endsAt - span.startsAt > ABSENCE_MS_MAX ? [problem('ABSENCE_TOO_LONG')] : []),
    ...(held.length > 0 ? [problem('ABSENCE_COVERS_BOOKINGS', held)] : []),
    ...(absent.length > 0 ? [problem('ABSENCE_OVERLAPS', absent)] : []),
  ]
}

/**
 * One operator for each of several things, none for two that share time; undefined where there is no such choice. Each
 * gets the first of its candidates that leaves one for all others.
 */
export function allotted(
  things: readonly (Interval & { readonly candidates: readonly string[] })[],
): readonly string[] | undefined {
  const chosen: string[] = []
  const place = (index: number): boolean => {
    const thing = things[index]
    if (!thing) return true
    for (const candidate of thing.candidates) {
      const clashes = chosen.some((id, i) => {
        const other = things[i]
        return id === candidate && other !== undefined && overlaps(other, thing)
      })
      if (clashes) continue
      chosen.push(candidate)
      if (place(index + 1)) return true
      chosen.pop()
    }
    return false
  }
  return place(0) ? chosen : undefined
}
