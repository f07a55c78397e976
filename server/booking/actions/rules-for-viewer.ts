/** What counts for the viewer when he books an instrument. */

import DataLoader from 'dataloader'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import { type Layers, layersByInstrumentIds } from '../../catalog/queries/policy-layers.ts'
import type { FormField } from '../../catalog/rules/form-fields.ts'
import type { Context } from '../../context.ts'
import { may, type Viewer } from '../../identity/rules.ts'
import { institutionsByIds } from '../../institutions/queries/institutions.ts'
import { type InstitutionKind, type UserClass, userClassOf } from '../../institutions/rules.ts'
import { type Terms, termsOf } from '../rules/terms.ts'

export type RulesForViewer = Terms & {
  readonly userClass: UserClass | null
  readonly form: readonly FormField[]
  readonly mayOverride: boolean
}

/** One statement for all instruments of a request, and one for the viewer's institution. */
type Known = { readonly layers: DataLoader<string, Layers>; readonly kind: Promise<InstitutionKind | null> }
const known = new WeakMap<Context, Known>()

export async function rulesForViewer(
  ctx: Context,
  { id, institutionId, policy }: Instrument,
): Promise<RulesForViewer> {
  const { layers, kind } = known.get(ctx) ?? remember(ctx)
  const own = await layers.load(id)
  const userClass = classAt(ctx.viewer, await kind, institutionId)
  return {
    ...termsOf(policy, own, userClass),
    userClass,
    form: own.instrument.form,
    mayOverride: may(ctx.viewer, 'overrideRules', { institutionId }),
  }
}

/** As what the viewer comes to the instruments of each institution; null for nobody. */
export async function userClassAt(ctx: Context): Promise<(institutionId: string) => UserClass | null> {
  const kind = await (known.get(ctx) ?? remember(ctx)).kind
  return (institutionId) => classAt(ctx.viewer, kind, institutionId)
}

/** As bookings are judged: by the roles of the person, whatever an API token may be used for. */
function classAt(
  viewer: Viewer | null,
  kind: InstitutionKind | null,
  institutionId: string,
): UserClass | null {
  if (!viewer) return null
  const isStaff = viewer.grants.some(
    (it) => it.institutionId === institutionId && (it.role === 'keeper' || it.role === 'manager'),
  )
  return userClassOf(institutionId, { institutionId: viewer.institutionId, kind, isStaff })
}

function remember(ctx: Context): Known {
  const made = {
    layers: new DataLoader((ids: readonly string[]) => layersByInstrumentIds(ctx.store.db, ids)),
    kind: kindOfViewer(ctx),
  }
  known.set(ctx, made)
  return made
}

async function kindOfViewer({ store, viewer }: Context): Promise<InstitutionKind | null> {
  const ids = viewer?.institutionId ? [viewer.institutionId] : []
  const [institution] = ids.length > 0 ? await institutionsByIds(store.db, ids) : []
  return institution?.kind ?? null
}
