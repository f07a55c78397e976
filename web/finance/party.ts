/** The two sides of a charge or a statement by name; a payer is an institution, or a person who belongs to none. */

import { useName } from '../design/names.ts'

type Named = { readonly nameZh: string; readonly nameEn?: string | null }

type Sides = {
  readonly provider?: Named
  readonly payer: Named | null
  readonly payerPerson: Named | null
}

export type Side = 'payer' | 'provider'

/** The name of one side, in the page's language. */
export function usePartyName() {
  const name = useName()
  return (it: Sides, side: Side = 'payer'): string => {
    const party = side === 'provider' ? it.provider : (it.payer ?? it.payerPerson)
    return party ? name(party) : ''
  }
}
