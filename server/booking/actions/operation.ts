/** What is taken of the time of those who operate an instrument for others. */

import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { DAY_MS, type Interval } from '../../kernel/interval.ts'
import { operatorTime } from '../queries/operators.ts'
import type { OperationFacts } from '../rules/operators.ts'
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
