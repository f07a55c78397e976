/**
 * Judges spans of one instrument's time by facts that were loaded once: a single span, many one after another, or
 * bookings that move together.
 */

import { openIntervals, type OpeningFacts } from '../../catalog/rules/opening.ts'
import type { InstrumentLayer } from '../../catalog/rules/policy-layers.ts'
import { durationMs, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { type StandingFacts, standingProblems, withoutReasons } from '../../standing/rules/standing.ts'
import {
  type BookableInstrument,
  type BookingFacts,
  bookingProblems,
  examinedSpan,
} from './booking-problems.ts'
import { moveLeadProblems } from './change-leads.ts'
import { type OperationFacts, operationFor } from './operators.ts'
import { markedProblems } from './overrides.ts'
import { priorityProblems } from './priority-time.ts'
import { type PlacedQuota, type QuotaFacts, quotaProblems } from './quotas.ts'
import { blockedSpan, fittedSpan, type LaneTime } from './taken-time.ts'
import type { Terms } from './terms.ts'

/** All that decides about spans inside a window; `taken` covers the window and the turnaround after it. */
export type JudgingFacts = Omit<BookingFacts, 'open' | 'taken' | 'capacity'> & {
  /** How the person stands for whom the time is. */
  readonly standing: StandingFacts
  /** Whether the viewer asks for a colleague, whose restrictions are no matter of his. */
  readonly isForColleague: boolean
  readonly timetable: OpeningFacts
  readonly taken: readonly LaneTime[]
  /** For whom held time yields: he belongs to the group of a hold in the window, which `taken` is without. */
  readonly yieldsTo?: string | undefined
  /** The interchangeable units of the instrument, one at least. */
  readonly lanes: readonly string[]
  /** What counts for whom the time is for: the instrument's policy and grid are these. */
  readonly terms: Terms
  /** Those of the terms that have somebody to bind, and what counts against them in the window. */
  readonly quotas: readonly PlacedQuota[]
  readonly quotaFacts: QuotaFacts
  readonly form: AskedForm
  readonly mayOverride: boolean
  /** How the instrument is operated, and when those who could are taken. */
  readonly operation: OperationFacts
}

/** What is asked of those who book. */
export type AskedForm = Pick<InstrumentLayer, 'form' | 'formVersion'>

export type Judgement = {
  readonly instrument: BookableInstrument
  /** What counts for whom the time is for. */
  readonly terms: Terms
  readonly form: AskedForm
  /** Whether the viewer may set reasons aside. */
  readonly mayOverride: boolean
  /** Whether the viewer keeps or manages the instrument. */
  readonly isStaff: boolean
  /** Every reason why not, the most telling first. */
  readonly problems: readonly Problem[]
  readonly taken: readonly LaneTime[]
  /** For whom held time yields where he takes the span. */
  readonly yieldsTo?: string | undefined
  /** The interchangeable units of the instrument, one at least. */
  readonly lanes: readonly string[]
  /** Who could operate, the one who is chosen first; empty where nobody is to. */
  readonly operatorIds: readonly string[]
}

/** A span, and who operates what has been booked already: null for nobody, left out for what is new. */
export type Judged = Interval & { readonly operatorId?: string | null | undefined }

/** Whether a span inside the window may be had. */
export function judgeBy(facts: JudgingFacts, span: Judged): Judgement {
  const { now, instrument, isStaff, standing, taken, timetable, lanes, terms, form, mayOverride } = facts
  const open = openIntervals(timetable, examinedSpan(span))
  const use = { now, startsAt: span.startsAt, timeZone: instrument.timeZone }
  const operation = operationFor(span, askedFor(span, facts.operation), {
    isStaff,
    timeZone: instrument.timeZone,
    current: span.operatorId,
  })
  const barring = standingProblems(standing, use)
  const problems = [
    ...(facts.isForColleague ? withoutReasons(barring) : barring),
    ...bookingProblems(span, { ...facts, open, capacity: lanes.length }),
    ...priorityProblems(examinedSpan(span), terms, { now, timeZone: instrument.timeZone }),
    ...(durationMs(span) > 0 ? quotaProblems(examinedSpan(span), facts.quotas, facts.quotaFacts) : []),
    ...operation.problems,
  ]
  return {
    instrument,
    terms,
    form,
    mayOverride,
    isStaff,
    taken,
    yieldsTo: facts.yieldsTo,
    lanes,
    operatorIds: operation.free,
    problems: markedProblems(problems, mayOverride),
  }
}

/** Who has an operator wants one where he moves to; who has none gets one where the instrument demands it. */
function askedFor({ operatorId }: Judged, facts: OperationFacts): OperationFacts {
  return operatorId === undefined ? facts : { ...facts, isAsked: operatorId === null ? null : true }
}

/** A span that would be taken under this id. */
export type Candidate = Judged & { readonly id: string }

export type JudgedSpan<T> = { readonly candidate: T; readonly judgement: Judgement }

/** Judges candidates one after another by their starts, each against what those before it take; in the order given. */
export function judgeEach<T extends Candidate>(
  facts: JudgingFacts,
  candidates: readonly T[],
): readonly JudgedSpan<T>[] {
  const own = new Set(candidates.map((it) => it.id))
  const judged = new Map<string, JudgedSpan<T>>()
  let grown = facts
  for (const candidate of candidates.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const judgement = judgeBy(grown, candidate)
    const problems = judgement.problems.flatMap((it) => namingOwn(it, own))
    judged.set(candidate.id, { candidate, judgement: { ...judgement, problems } })
    if (problems.length === 0) grown = withBooked(grown, candidate, judgement)
  }
  return candidates.flatMap((it) => judged.get(it.id) ?? [])
}

/** The facts once a candidate is booked: it takes its time, and counts against quotas. */
function withBooked(facts: JudgingFacts, candidate: Candidate, judgement: Judgement): JudgingFacts {
  const { quotaFacts } = facts
  const { instrumentId, institutionId, booked } = quotaFacts
  const { id, startsAt, endsAt } = candidate
  const counted = { id, startsAt, endsAt, instrumentId, institutionId, state: 'confirmed' } as const
  return {
    ...facts,
    taken: [...facts.taken, takenBy(candidate, judgement)],
    operation: withOperator(facts.operation, candidate, judgement.operatorIds[0]),
    quotaFacts: {
      ...quotaFacts,
      booked: { person: [...booked.person, counted], institution: [...booked.institution, counted] },
    },
  }
}

function withOperator(
  facts: OperationFacts,
  { id, startsAt, endsAt }: Candidate,
  operatorId: string | undefined,
): OperationFacts {
  if (operatorId === undefined) return facts
  return { ...facts, taken: [...facts.taken, { id, operatorId, kind: 'booking', startsAt, endsAt }] }
}

/** A booking that is to move: `before` is where it stays when it cannot. */
export type Move = Candidate & { readonly before: Interval }

/**
 * Judges bookings that move together. None is in the way of another where it stands; with `skipsConflicts` those that
 * cannot move stay, and are in the way of the others. The facts are without all of them.
 */
export function judgeMoves<T extends Move>(
  facts: JudgingFacts,
  moves: readonly T[],
  skipsConflicts: boolean,
): readonly JudgedSpan<T>[] {
  const staying = new Map<string, JudgedSpan<T>>()
  for (;;) {
    const held = [...staying.values()].reduce(
      (grown, { candidate: { id, before, operatorId }, judgement }) =>
        withBooked(
          grown,
          { id, startsAt: before.startsAt, endsAt: before.endsAt },
          { ...judgement, taken: [], operatorIds: operatorId ? [operatorId] : [] },
        ),
      facts,
    )
    const going = moves.filter((it) => !staying.has(it.id))
    const judged = judgeEach(held, going).map((it) => withLead(it, facts))
    const refused = judged.filter((it) => it.judgement.problems.length > 0)
    if (refused.length === 0 || !skipsConflicts) {
      const all = new Map([...staying, ...judged.map((it) => [it.candidate.id, it] as const)])
      return moves.flatMap((it) => all.get(it.id) ?? [])
    }
    for (const it of refused) staying.set(it.candidate.id, it)
  }
}

/** A booking that would have had to be moved earlier stays, whatever its new time. */
function withLead<T extends Move>(
  { candidate, judgement }: JudgedSpan<T>,
  { now, isStaff, terms }: JudgingFacts,
): JudgedSpan<T> {
  const late = isStaff ? [] : moveLeadProblems(candidate.before, terms.policy, now)
  return { candidate, judgement: { ...judgement, problems: [...late, ...judgement.problems] } }
}

/** The time that a candidate takes among what is taken already. */
function takenBy(
  { id, startsAt, endsAt }: Candidate,
  { instrument, taken, lanes }: Pick<Judgement, 'instrument' | 'taken' | 'lanes'>,
): LaneTime {
  const { turnaroundMs } = instrument.policy
  const blockedUntil =
    taken.length > 0
      ? fittedSpan({ startsAt, endsAt }, turnaroundMs, taken).blocked.endsAt
      : blockedSpan({ startsAt, endsAt }, turnaroundMs).endsAt
  // On which of several lanes is known when it is stored.
  return { id, kind: 'booking', startsAt, endsAt, blockedUntil, lanes: lanes.length === 1 ? lanes : [] }
}

/** What stands in the way is not another's when it belongs to the same series; a quota counts the whole series. */
function namingOwn(it: Problem, own: ReadonlySet<string>): readonly Problem[] {
  const others = it.refs.filter((ref) => !own.has(ref))
  if (it.code.startsWith('QUOTA_')) return [{ ...it, refs: others }]
  if (others.length === it.refs.length || it.code !== 'BOOKING_OVERLAPS') return [it]
  return [...(others.length > 0 ? [{ ...it, refs: others }] : []), problem('SERIES_OVERLAPS_ITSELF')]
}
