/** Whose charges and statements a viewer sees. */

import { may, mayEverywhere, placesOf, type Viewer } from '../../identity/rules.ts'

/** Null: all of them. Otherwise what these provide, what these pay, and what this person caused. */
export type Sight = {
  readonly providerIds: readonly string[]
  readonly payerIds: readonly string[]
  readonly personId: string
} | null

/** What somebody signed in sees: his own, his institution's by his role there, or all by a role for the city. */
export function sightOf(viewer: Viewer): Sight {
  if (mayEverywhere(viewer, 'seeCharges')) return null
  return {
    providerIds: placesOf(viewer, 'seeCharges'),
    payerIds: [...placesOf(viewer, 'seeCosts'), viewer.personId],
    personId: viewer.personId,
  }
}

/** One index to walk: the rows of a provider, of a payer or of a person; all rows where it is null. */
export type View = { readonly by: 'provider' | 'payer' | 'person'; readonly id: string } | null

export type Parties = {
  readonly providerId?: string | null | undefined
  readonly payerId?: string | null | undefined
}

/**
 * The rows that the viewer sees and that are between the wanted parties, as few views as hold them. The same row may
 * be in several.
 */
export function viewsOf(sight: Sight, wanted: Parties): readonly View[] {
  const { providerId, payerId } = wanted
  const provider = providerId ? ({ by: 'provider', id: providerId } as const) : undefined
  const payer = payerId ? ({ by: 'payer', id: payerId } as const) : undefined
  if (sight === null) return [provider ?? payer ?? null]
  if (provider && sight.providerIds.includes(provider.id)) return [provider]
  if (payer && sight.payerIds.includes(payer.id)) return [payer]
  return [
    ...sight.providerIds.map((id) => ({ by: 'provider', id }) as const),
    ...sight.payerIds.map((id) => ({ by: 'payer', id }) as const),
    { by: 'person', id: sight.personId },
  ]
}

export type Involved = {
  readonly providerId: string
  readonly payerId: string
  readonly payerInstitutionId: string | null
  readonly personId?: string
}

/** Whether the viewer sees this charge or statement. */
export function seesSettlement(
  viewer: Viewer | null,
  { providerId, payerId, payerInstitutionId, personId }: Involved,
): boolean {
  return (
    may(viewer, 'seeCharges', { institutionId: providerId, personId: personId ?? payerId }) ||
    may(viewer, 'seeCosts', { institutionId: payerInstitutionId })
  )
}
