/** 开放时间与规则: when it is open, how it may be booked, when it is under maintenance. */

import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { HoursEditor } from './hours-editor.tsx'
import { MaintenancePanel } from './maintenance-panel.tsx'
import { PolicyEditor } from './policy-editor.tsx'

export function RulesStep({ instrument }: { readonly instrument: ManagedInstrumentFragment }) {
  return (
    <div className="stack">
      <HoursEditor instrument={instrument} />
      <PolicyEditor instrument={instrument} />
      <MaintenancePanel instrument={instrument} />
    </div>
  )
}
