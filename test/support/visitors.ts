/** What every visitor of a journey does: signs in with a demo account, and asks a question in its own name. */

import type { BrowserContext, Page } from 'playwright-core'
import { DEMO_PASSWORD } from './server.ts'

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }'

/**
 * Signs in without the form, which the journeys of finance and administrators fill in; afterwards the page is the catalog.
 * The browser itself asks: its clock says when the cookie ends, and not the one of the journeys.
 */
export async function signIn(page: Page, account: string): Promise<void> {
  const input = { email: `${account}@demo.local`, password: DEMO_PASSWORD }
  const body = JSON.stringify({ query: SIGN_IN, variables: { input } })
  await page.goto('/healthz')
  const answer = await page.evaluate(async (sent) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/graphql', { method: 'POST', headers, body: sent })
    return response.text()
  }, body)
  if (!answer.includes('"Viewer"')) throw new Error(`${account} could not sign in: ${answer}`)
  await page.goto('/instruments')
}

/** A question in the name of whoever is signed in there. */
export async function ask<Data>(visitor: BrowserContext, query: string, variables: object): Promise<Data> {
  const response = await visitor.request.post('/graphql', { data: { query, variables } })
  return ((await response.json()) as { data: Data }).data
}
