/** 开放时间与规则: when it is open, how it may be booked and by whom, who sees names, maintenance, with what it hangs together. */

import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { OperatorsPanel } from '../operators/operators-panel.tsx'
import { ArrangementPanel } from './arrangement-panel.tsx'
import { ExceptionsEditor } from './exceptions-editor.tsx'
import { HoldsPanel } from './holds-panel.tsx'
import { HoursEditor } from './hours-editor.tsx'
import { KeeperCalendar } from './keeper-calendar.tsx'
import { MaintenancePanel } from './maintenance-panel.tsx'
import { RulesEditor } from '../policies/rules-editor.tsx'
import { PolicyEditor } from './policy-editor.tsx'
import { InstrumentPrivacy } from './privacy-panel.tsx'
import { policyOf } from './policy-values.ts'

export function RulesStep({ instrument }: { readonly instrument: ManagedInstrumentFragment }) {
  return (
    <div className="stack">
      <HoursEditor instrument={instrument} />
      <ExceptionsEditor instrument={instrument} />
      <PolicyEditor instrument={instrument} />
      <RulesEditor instrumentId={instrument.id} policy={policyOf(instrument.policy)} />
      <InstrumentPrivacy instrument={instrument} />
      <MaintenancePanel instrument={instrument} />
      <KeeperCalendar key={`calendar ${instrument.id}`} instrumentId={instrument.id} />
      <OperatorsPanel key={`operators ${instrument.id}`} instrument={instrument} />
      <HoldsPanel instrument={instrument} />
      <ArrangementPanel key={instrument.id} instrument={instrument} />
    </div>
  )
}
