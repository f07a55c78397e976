/** What is taken of the time of those who operate instruments for others. */

import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { DAY_MS, type Interval } from '../../kernel/interval.ts'
import { may } from '../../identity/rules.ts'
import { demandedOperators, operatorTime } from '../queries/operators.ts'
import type { OperationFacts, OperatorTime } from '../rules/operators.ts'
import { overtimeEnd } from '../rules/overtime.ts'

type Asked = Interval & {
  readonly instrumentId: string
  readonly stepMs: number
  /** What moves, and is in nobody's way. */
  readonly exceptIds?: readonly string[]
}

/** The facts with what is taken of the operators' time during a span, and on its days: it counts who has least to do. */
export async function withOperatorTime(
  ctx: Context,
  db: Db,
  facts: OperationFacts,
  { instrumentId, startsAt, endsAt, stepMs, exceptIds = [] }: Asked,
): Promise<OperationFacts> {
  if (facts.operatorIds.length === 0) return facts
  const now = ctx.now()
  const window = { startsAt: startsAt - DAY_MS, endsAt: endsAt + DAY_MS }
  const asked = { ...window, instrumentId, now, stayingUntil: overtimeEnd(now, stepMs) }
  return { ...facts, taken: await operatorTime(db, asked, exceptIds) }
}

type Asking = {
  readonly id: string
  readonly institutionId: string
  readonly policy: { readonly stepMs: number }
}

type Needed = Pick<OperationFacts, 'operatorIds'> & { readonly taken: readonly OperatorTime[] }

/**
 * Without whom the viewer cannot have an instrument, with what is taken of their time during a span; undefined where he
 * can. Read once for these instruments, or for all: one statement, two where any demands somebody. Staff need nobody.
 */
export async function neededOperators(
  { store, viewer, now }: Context,
  span: Interval,
  ids?: readonly string[],
): Promise<(instrument: Asking) => Needed | undefined> {
  const at = now()
  const demanding = await demandedOperators(store.db, { ...span, now: at, stayingUntil: at }, ids)
  return ({ id, institutionId, policy }) => {
    const operators = demanding.get(id)
    if (!operators || may(viewer, 'recordUsage', { institutionId })) return undefined
    // Until when somebody is taken to stay depends on the step of where he is asked about.
    const soon = overtimeEnd(at, policy.stepMs)
    const taken = operators.taken.map((it) => (it.kind === 'use' ? { ...it, endsAt: soon } : it))
    return { ...operators, taken }
  }
}
