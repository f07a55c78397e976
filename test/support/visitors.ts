/** What every visitor of a journey does: signs in with a demo account, and asks a question in its own name. */

import type { BrowserContext, Page } from 'playwright-core'
import { DEMO_PASSWORD } from './server.ts'

/** Signs in without the form, which the journeys of finance and administrators fill in; afterwards the page is the catalog. */
export async function signIn(page: Page, account: string): Promise<void> {
  const input = { email: `${account}@demo.local`, password: DEMO_PASSWORD }
  const { signIn: answer } = await ask<{ signIn: { __typename: string } }>(
    page.context(),
    'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
    { input },
  )
  if (answer.__typename === 'Rejection') throw new Error(`${account} could not sign in.`)
  await page.goto('/instruments')
}

/** A question in the name of whoever is signed in there. */
export async function ask<Data>(visitor: BrowserContext, query: string, variables: object): Promise<Data> {
  const response = await visitor.request.post('/graphql', { data: { query, variables } })
  return ((await response.json()) as { data: Data }).data
}
