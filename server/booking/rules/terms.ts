/** What counts for one customer at an instrument: the tightest limits of all layers, the grid, the quotas that bind him. */

import { binds } from '../../catalog/rules/quota.ts'
import {
  type EffectivePolicy,
  effectivePolicy,
  type InstrumentLayer,
  type PolicyLayer,
  slotGridOf,
} from '../../catalog/rules/policy-layers.ts'
import type { BookingPolicy } from '../../catalog/rules/policy.ts'
import type { SlotGrid } from '../../catalog/rules/slots.ts'
import type { UserClass } from '../../institutions/rules.ts'
import type { PriorityTerms } from './priority-time.ts'
import type { PlacedQuota } from './quotas.ts'

/** Whom time is wanted for. */
export type CustomerKey = { readonly personId: string | null; readonly customerInstitutionId: string | null }

export type Terms = PriorityTerms & {
  readonly policy: EffectivePolicy
  readonly grid: SlotGrid
  readonly quotas: readonly PlacedQuota[]
}

export type TermLayers = {
  readonly city: PolicyLayer
  readonly institution: PolicyLayer
  readonly instrument: InstrumentLayer
}

/** What counts for a class of users; for nobody's class no quota does. */
export function termsOf(base: BookingPolicy, layers: TermLayers, userClass: UserClass | null): Terms {
  const own = { base, layer: layers.instrument }
  const placed = (['instrument', 'institution', 'city'] as const).flatMap((level) =>
    layers[level].quotas.map((it) => ({ ...it, level })),
  )
  return {
    policy: effectivePolicy(layers.city, layers.institution, own, userClass),
    grid: slotGridOf(own),
    priorityWindows: layers.instrument.priorityWindows,
    userClass,
    quotas: userClass === null ? [] : placed.filter((it) => binds(it, userClass)),
  }
}
