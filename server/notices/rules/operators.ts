/** What those who operate for others are told of a change of a booking. */

import type { BookingChangeKind } from '../../booking/rules/states.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { NoticeKind } from './kinds.ts'

export type OperatorChange = {
  readonly what: BookingChangeKind
  /** Who did it; null for the platform. */
  readonly actorId: string | null
  readonly operatorBefore: string | null
  readonly operatorAfter: string | null
  /** Null or left out where the span did not change. */
  readonly before?: Interval | null | undefined
  readonly span: Interval
}

/** An operator with what he is told, of which span, and of which one before. */
export type ToldOperator = {
  readonly personId: string
  readonly kind: NoticeKind
  readonly span: Interval
  readonly was?: Interval
}

/** Nobody is told what he did himself; that nobody came is seen by who was there. */
export function toldOperators(change: OperatorChange): readonly ToldOperator[] {
  const { what, actorId, operatorBefore, operatorAfter, before, span } = change
  const told: ToldOperator[] = []
  if (operatorBefore === operatorAfter) {
    if (operatorAfter !== null && what === 'moved' && before && isOther(before, span)) {
      told.push({ personId: operatorAfter, kind: 'operation_moved', span, was: before })
    }
  } else {
    const isGivenUp = what === 'cancelled' || what === 'rejected'
    if (operatorBefore !== null && what !== 'missed') {
      const kind = isGivenUp ? 'operation_cancelled' : 'operation_passed_on'
      told.push({ personId: operatorBefore, kind, span: before ?? span })
    }
    if (operatorAfter !== null) told.push({ personId: operatorAfter, kind: 'operation_assigned', span })
  }
  return told.filter((it) => it.personId !== actorId)
}

function isOther(a: Interval, b: Interval): boolean {
  return a.startsAt !== b.startsAt || a.endsAt !== b.endsAt
}
