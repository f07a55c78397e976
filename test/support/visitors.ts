/** What every visitor of a journey does: signs in with a demo account, and asks a question in its own name. */

import type { BrowserContext, Page } from 'playwright-core'
import { DEMO_PASSWORD } from './server.ts'

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }'

/** Signs in without the form, which the journeys of finance and administrators fill in; afterwards the page is the catalog. */
export async function signIn(page: Page, account: string): Promise<void> {
  const input = { email: `${account}@demo.local`, password: DEMO_PASSWORD }
  const { signIn: answer } = await ask<{ signIn: { __typename: string } }>(page.context(), SIGN_IN, { input })
  if (answer.__typename !== 'Viewer') throw new Error(`${account} could not sign in.`)
  await page.goto('/instruments')
}

/** A question in the name of whoever is signed in there. */
export async function ask<Data>(visitor: BrowserContext, query: string, variables: object): Promise<Data> {
  const page = await blankPage(visitor)
  const answer = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/graphql', { method: 'POST', headers, body })
    return response.text()
  }, JSON.stringify({ query, variables }))
  return (JSON.parse(answer) as { data: Data }).data
}

/**
 * A page of each visitor that shows nothing and only asks. The browser asks, and not this process, because cookies end
 * by the clock of who keeps them: here it is the one of the journeys, and by that a session would be long over.
 */
const blankPages = new WeakMap<BrowserContext, Promise<Page>>()

function blankPage(visitor: BrowserContext): Promise<Page> {
  const known = blankPages.get(visitor)
  if (known) return known
  const made = visitor.newPage().then(async (page) => {
    await page.goto('/healthz')
    return page
  })
  blankPages.set(visitor, made)
  return made
}
