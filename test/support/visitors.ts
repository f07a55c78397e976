/** What every visitor of a journey does: signs in with a demo account, and asks a question in its own name. */

import type { BrowserContext, Page } from 'playwright-core'
import { DEMO_PASSWORD } from './server.ts'

/** Signs in by the form; afterwards the page is the catalog. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: '邮箱' }).fill(`${account}@demo.local`)
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL('**/instruments')
}

/** A question in the name of whoever is signed in there. */
export async function ask<Data>(visitor: BrowserContext, query: string, variables: object): Promise<Data> {
  const response = await visitor.request.post('/graphql', { data: { query, variables } })
  return ((await response.json()) as { data: Data }).data
}
