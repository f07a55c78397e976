/**
 * Booking rules of the demo, after its history: a weekly quota on one instrument, a question on another, mornings that a
 * third keeps for its institution; they bind only what is to come.
 */

import { setInstrumentRules } from '../server/catalog/actions/policy-layers.ts'
import { EMPTY_INSTRUMENT_LAYER } from '../server/catalog/rules/policy-layers.ts'
import type { FormField } from '../server/catalog/rules/form-fields.ts'
import type { PriorityWindow } from '../server/catalog/rules/priority-windows.ts'
import type { Quota } from '../server/catalog/rules/quota.ts'
import type { Park } from './instruments.ts'
import type { Stage } from './stage.ts'

const WITH_QUOTA = 'cashmere-centre-uster6'
const WITH_QUESTION = 'cashmere-centre-dsc2500'
const WITH_PRIORITY = 'cashmere-centre-permeability'

const WEEKLY: Quota = {
  measure: 'minutes',
  per: 'person',
  period: 'week',
  limit: 16 * 60,
  enforced: null,
  userClasses: [],
}

const MORNINGS: PriorityWindow = {
  weekdays: [1, 2, 3, 4, 5],
  startsAt: '08:00',
  endsAt: '12:00',
  userClasses: ['own'],
  releaseHours: 48,
  firstDay: null,
  lastDay: null,
}

const QUESTION: FormField = {
  key: 'corrosive_gas',
  kind: 'yes_no',
  labelZh: '样品受热是否放出腐蚀性气体',
  labelEn: 'Does the sample give off corrosive gas when heated',
  required: true,
  min: null,
  max: null,
  choices: [],
}

export async function seedPolicies(stage: Stage, park: Park): Promise<void> {
  stage.clock.now = stage.now
  const { formVersion: _counted, ...nothing } = EMPTY_INSTRUMENT_LAYER
  const said = [
    [WITH_QUOTA, { ...nothing, quotas: [WEEKLY] }],
    [WITH_QUESTION, { ...nothing, form: [QUESTION] }],
    [WITH_PRIORITY, { ...nothing, priorityWindows: [MORNINGS] }],
  ] as const
  for (const [key, rules] of said) {
    const placed = park.find((it) => it.seed.key === key)
    if (placed) await setInstrumentRules(stage.as(placed.keeper), { instrumentId: placed.id, rules })
  }
}
