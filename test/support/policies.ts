/** What places say of booking, said through the front door. */

import type { Viewer } from '../../server/identity/rules.ts'
import type { World } from './world.ts'

export type Said = {
  readonly all?: object
  readonly classes?: readonly object[]
  readonly quotas?: readonly object[]
  readonly alignMinutes?: number
  readonly blocks?: readonly object[]
  readonly priorityWindows?: readonly object[]
  readonly form?: readonly object[]
}

type Answered = {
  readonly __typename: string
  readonly problems?: readonly { readonly code: string; readonly message: string }[]
}

const PROBLEMS = '__typename ... on Rejection { problems { code message } }'

/** A quota as the API takes it. */
export function quota(measure: string, limit: number, more: object = {}) {
  return { measure, limit, per: 'PERSON', userClasses: [], ...more }
}

/** Sets what an instrument says. */
export async function sayOf(
  world: World,
  who: Viewer | null,
  instrumentId: string,
  said: Said,
): Promise<Answered> {
  const input = { instrumentId, all: {}, classes: [], quotas: [], blocks: [], form: [], ...said }
  const { setInstrumentRules } = await world.ask(
    who,
    `mutation ($input: SetInstrumentRulesInput!) { setInstrumentRules(input: $input) { ${PROBLEMS} } }`,
    { input },
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return setInstrumentRules as Answered
}

/** Sets what an institution says; the city where none is given. */
export async function sayFor(
  world: World,
  who: Viewer | null,
  institutionId: string | undefined,
  said: Pick<Said, 'all' | 'classes' | 'quotas'>,
): Promise<Answered> {
  const input = { institutionId, all: {}, classes: [], quotas: [], ...said }
  const { setBookingTemplate } = await world.ask(
    who,
    `mutation ($input: SetBookingTemplateInput!) { setBookingTemplate(input: $input) { ${PROBLEMS} } }`,
    { input },
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return setBookingTemplate as Answered
}
