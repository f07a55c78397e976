/** Journey: an institution's finance brings in a file of the bank, matches what came in by keys, takes a match back. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { dialects } from '../support/dialects.ts'
import { DEMO_PASSWORD, type Platform, startPlatform } from '../support/server.ts'

const FILE = [
  '交易日期,借方发生额,贷方发生额,对方户名,对方账号,摘要,交易流水号',
  '2026-11-24,,88.00,某公司,1,押金,JOURNEY-1',
  '2026-02-30,,1.00,某公司,1,日期有误,JOURNEY-2',
].join('\n')

describe.each(dialects)('%s: the bank', (dialect) => {
  let platform: Platform
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    page = await signedIn('desktop')
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function signedIn(screen: Screen): Promise<Page> {
    const own = await (await newVisitor(browser, screen, platform.urls.at(0) ?? '')).newPage()
    await own.goto('/sign-in')
    await own.getByRole('button', { name: '单位财务' }).click()
    expect(await own.getByLabel('密码').inputValue()).toBe(DEMO_PASSWORD)
    await own.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await own.waitForURL('**/instruments')
    return own
  }

  const lines = () => page.getByRole('list', { name: '银行到账' }).getByRole('listitem')
  /** What came in, was matched, was set aside and is open, in fen. */
  async function totals(): Promise<readonly number[]> {
    const texts = await page.locator('dl[aria-label="到账合计"] dd').allTextContents()
    return texts.map((it) => Math.round(Number(it.replaceAll(/[¥,]/g, '')) * 100))
  }

  test('shows what came in beside what it may pay, and sums that balance', async () => {
    await page.goto('/finance/payments')
    await lines().first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    const [all = 0, ...parts] = await totals()
    expect(all).toBeGreaterThan(0)
    expect(parts.reduce((sum, it) => sum + it, 0)).toBe(all)
  })

  test('a file is looked at, its bad row is told by number, and the others are kept', async () => {
    await page.getByRole('button', { name: '导入流水' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByLabel('选择文件')
      .setInputFiles({ name: 'bank.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
    await dialog.getByText('第 3 行：').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: '导入 1 行' }).click()
    await page.getByText('已导入 1 行').waitFor()
    await lines().filter({ hasText: 'JOURNEY-1' }).waitFor()
  })

  test('a line is matched by one key, and taken back by another', async () => {
    const before = await totals()
    const likely = lines().filter({ hasText: '100 分' }).first()
    const number = (await likely.getByRole('link').first().textContent()) ?? ''
    await likely.getByText(/^\d{4}-\d{2}-\d{2}$/).click()
    await page.getByRole('list', { name: '银行到账' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(/^已核销 ¥/).waitFor()
    await lines()
      .filter({ hasText: `仪器使用费 ${number}` })
      .waitFor({ state: 'detached' })
    expect((await totals())[1]).toBeGreaterThan(before[1] ?? 0)
    await page.getByRole('button', { name: '撤销', exact: true }).last().click()
    await lines()
      .filter({ hasText: `仪器使用费 ${number}` })
      .waitFor()
    expect(await totals()).toEqual(before)
  })

  test('all that is sure is matched at once, and what is not ours is set aside', async () => {
    await page.getByRole('button', { name: /^核销 \d+ 笔确定的$/ }).click()
    await page.getByText(/^已核销 \d+ 笔$/).waitFor()
    const stranger = lines().filter({ hasText: 'JOURNEY-1' })
    await stranger.getByRole('button', { name: '非本业务' }).click()
    await stranger.waitFor({ state: 'detached' })
    const [all = 0, ...parts] = await totals()
    expect(parts[1]).toBe(8800)
    expect(parts.reduce((sum, it) => sum + it, 0)).toBe(all)
  })

  test('is made of cards on a phone', async () => {
    const phone = await signedIn('phone')
    await phone.goto('/finance/payments?show=all')
    await phone.getByText('✓ 已核销').first().waitFor()
    expect(await axeViolations(phone)).toEqual([])
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
})
