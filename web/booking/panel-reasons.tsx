/** What stands against a booking, what helps against each reason, and where staff set reasons aside. */

import { waitingHelps } from '../../server/booking/rules/waiting-list.ts'
import type { Interval } from '../../server/kernel/interval.ts'
import type { Problem } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { OverrideBox } from '../policies/override-box.tsx'
import { WaitStep } from '../waiting/wait-step.tsx'
import { NextStep } from './next-step.tsx'
import type { Week } from './week.ts'

type PanelReasonsProps = {
  readonly instrument: NonNullable<InstrumentQuery['instrument']>
  readonly span: Interval | undefined
  readonly week: Week | undefined
  readonly purpose: string
  readonly withOperator: boolean | undefined
  readonly problems: readonly Problem[]
  readonly failure: Parameters<typeof ProblemList>[0]['failure']
  readonly onPick: (span: Interval) => void
  /** Undefined for several times or instruments, for which there are no exceptions. */
  readonly override: { readonly pending: boolean; readonly submit: (reason: string) => void } | undefined
}

export function PanelReasons(props: PanelReasonsProps) {
  const { instrument, span, week, purpose, withOperator, problems, failure, onPick, override } = props
  const { policy, timeZone: zone } = instrument
  const waitable = problems.find((it) => waitingHelps(it.code))
  return (
    <>
      <ProblemList
        {...{ problems, failure }}
        nextStep={(problem) => (
          <>
            {span ? <NextStep {...{ problem, span, zone, onPick }} limits={policy} /> : null}
            {problem === waitable ? (
              <WaitStep {...{ instrument, span, week, purpose, withOperator }} />
            ) : null}
          </>
        )}
      />
      {override ? (
        <OverrideBox {...{ problems }} pending={override.pending} what="book" onOverride={override.submit} />
      ) : null}
    </>
  )
}
