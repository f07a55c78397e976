/** Journey: an institution's finance decides about every difference of a month by keys, both sides sign, the month is closed. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { dialects } from '../support/dialects.ts'
import { DEMO_PASSWORD, type Platform, startPlatform } from '../support/server.ts'

describe.each(dialects)('%s: the reconciliation of a month', (dialect) => {
  let platform: Platform
  let browser: Browser
  let page: Page
  let run: string

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    page = await signedIn('desktop', '单位财务')
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function signedIn(screen: Screen, account: string): Promise<Page> {
    const own = await (await newVisitor(browser, screen, platform.urls.at(0) ?? '')).newPage()
    await own.goto('/sign-in')
    await own.getByRole('button', { name: account }).click()
    expect(await own.getByLabel('密码').inputValue()).toBe(DEMO_PASSWORD)
    await own.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await own.waitForURL('**/instruments')
    return own
  }

  const lines = (from = page) => from.getByRole('list', { name: '对账明细' })

  test('shows the month with its differences, and totals that balance', async () => {
    await page.goto('/finance/reconciliation')
    await page.getByText(/剩 \d+ 处差异/).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page
      .getByRole('main')
      .getByRole('link', { name: /^\d{4}-\d{2}$/ })
      .click()
    await lines().getByRole('listitem').first().waitFor()
    run = new URL(page.url()).pathname
    expect(await axeViolations(page)).toEqual([])
  })

  test('is decided line by line with keys, and a decision can be taken back', async () => {
    await lines().focus()
    await page.keyboard.press('t')
    await lines().getByText('✓ 以台账为准').waitFor()
    await page.keyboard.press('u')
    await lines().getByText('✓ 以台账为准').waitFor({ state: 'detached' })
    const left = Number(/剩 (\d+) 处/.exec((await page.getByText(/剩 \d+ 处差异/).textContent()) ?? '')?.[1])
    expect(left).toBeGreaterThan(0)
    for (let i = 0; i < left; i += 1) {
      await page.keyboard.press('a')
      const now = i + 1 === left ? '待签认' : `剩 ${left - i - 1} 处差异`
      await page.getByRole('main').getByText(now, { exact: true }).first().waitFor()
      const decided = lines().locator('[aria-current="true"]').getByText('✓ 以平台为准')
      await decided.waitFor()
      await page.keyboard.press('j')
      if (i + 1 < left) await decided.waitFor({ state: 'detached' })
    }
  })

  test('is signed by the institution, then by the city, and closed', async () => {
    await page.getByRole('button', { name: '代表单位签认' }).click()
    await page.getByText(/签认内容 SHA-256/).waitFor()
    const reviewer = await signedIn('desktop', '市级审核员')
    await reviewer.goto('/city/reconciliation')
    await reviewer.getByText('单位已签认').waitFor()
    expect(await axeViolations(reviewer)).toEqual([])
    await reviewer.goto(run)
    await reviewer.getByRole('button', { name: '代表市级签认' }).click()
    await reviewer.getByRole('main').getByText('已签认，待结账').waitFor()
    await page.reload()
    await page.getByRole('button', { name: /^结\s?账$/ }).click()
    await page.getByText(/已于 .* 结账/).waitFor()
  })

  test('is made of cards on a phone', async () => {
    const phone = await signedIn('phone', '单位财务')
    await phone.goto(run)
    await lines(phone).getByRole('listitem').first().waitFor()
    const wide = await phone.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wide).toBe(0)
    expect(await axeViolations(phone)).toEqual([])
  })
})
