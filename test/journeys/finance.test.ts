/** Journey 3: an institution's finance sees the month's charges, issues a statement, records its payment; the books balance. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { DEMO_PASSWORD, type Platform, startPlatform } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'

/** The amount `¥1,234.50` at the end of a text, in fen. */
function fenOf(text: string | null): number {
  const [, sign = '', amount = ''] = /(−?)¥([\d,]+\.\d{2})\s*$/.exec(text ?? '') ?? []
  return Math.round(Number(amount.replaceAll(',', '')) * 100) * (sign === '' ? 1 : -1)
}

/** As long as a click may wait, for what a page shows a moment later. */

describe.each(dialects)('%s: the finance of an institution', (dialect) => {
  let platform: Platform
  let browser: Browser
  let page: Page
  let number: string
  let owedFen: number

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    page = await signedIn('desktop', '单位财务', platform.urls.at(0))
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function signedIn(screen: Screen, account: string, url: string | undefined): Promise<Page> {
    const own = await (await newVisitor(browser, screen, url ?? '')).newPage()
    await own.goto('/sign-in')
    await own.getByRole('button', { name: account }).click()
    expect(await own.getByLabel('密码').inputValue()).toBe(DEMO_PASSWORD)
    await own.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await own.waitForURL('**/instruments')
    return own
  }

  const charges = () => page.getByRole('region', { name: '费用明细' })
  const unstated = () => page.getByRole('region', { name: '未出账单' })

  test('sees the charges of the month with the total, and how each came about', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '结算' }).click()
    await page.getByRole('heading', { level: 1, name: '费用与结算' }).waitFor()
    // In the first days of a month what can be stated is of the month before.
    await page.getByText('借贷平衡').waitFor()
    const settled = unstated().getByText('这段时间的费用均已出账。')
    await unstated().getByRole('listitem').or(settled).first().waitFor()
    if ((await unstated().getByRole('button', { name: /出账/ }).count()) === 0) {
      await page.getByRole('button', { name: '上一月' }).first().click()
    }
    await unstated().getByRole('button', { name: /出账/ }).first().waitFor()

    const opener = charges()
      .getByRole('button', { name: /的费用明细$/ })
      .first()
    await opener.click()
    expect(await opener.getAttribute('aria-expanded')).toBe('true')
    const lines = charges().getByRole('table', { name: '计费明细' })
    const amounts = await lines.locator('tbody tr').allTextContents()
    const total = fenOf(await lines.locator('tfoot').textContent())
    expect(amounts.length).toBeGreaterThan(0)
    expect(amounts.map(fenOf).reduce((sum, it) => sum + it, 0)).toBe(total)
    expect(await axeViolations(page)).toEqual([])
  })

  test('narrows them by state and payer, and the address says so', async () => {
    await page
      .getByRole('group', { name: '按状态筛选' })
      .getByRole('button', { name: /未出账/ })
      .click()
    await page.waitForURL(/state=OPEN/)
    const row = unstated().getByRole('listitem').last()
    const payer = (await row.getByRole('button').first().textContent()) ?? ''
    await row.getByRole('button').first().click()
    await page.waitForURL(/other=/)
    const named = charges().locator('tbody > tr > td:nth-child(4)')
    await expect.poll(async () => [...new Set(await named.allTextContents())]).toEqual([payer])
    await page.reload()
    await expect.poll(async () => [...new Set(await named.allTextContents())]).toEqual([payer])
  })

  test('lets somebody off a charge, with a reason that says enough', async () => {
    const before = await page.getByRole('button', { name: /已减免/ }).textContent()
    await charges()
      .getByRole('button', { name: /的费用明细$/ })
      .first()
      .click()
    await charges().getByRole('button', { name: '减免' }).click()
    const dialog = page.getByRole('dialog', { name: '减免费用' })
    await dialog.getByLabel('减免原因').fill('故障')
    await dialog.getByRole('button', { name: /^确认减免/ }).click()
    await dialog.getByText('请填写减免原因，至少 10 个字').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await dialog.getByLabel('减免原因').fill('仪器当日真空泵故障，测试结果无效')
    await dialog.getByRole('button', { name: /^确认减免/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('button', { name: /已减免/ }).textContent()).not.toBe(before)
  })

  test('issues a statement to the payer that owes most', async () => {
    const row = unstated().getByRole('listitem').first()
    owedFen = fenOf(await row.locator('.strong').textContent())
    expect(owedFen).toBeGreaterThan(0)
    await row.getByRole('button', { name: /^为 .+ 出账$/ }).click()
    const dialog = page.getByRole('dialog', { name: '出具结算单' })
    await dialog.getByRole('button', { name: /^确认出账/ }).waitFor()
    expect(fenOf(await dialog.getByRole('button', { name: /^确认出账/ }).textContent())).toBe(owedFen)
    await dialog.getByRole('button', { name: /^确认出账/ }).click()
    await dialog.waitFor({ state: 'detached' })
    const said = page.getByRole('status').filter({ hasText: '已出账' })
    number = /\d{4}-\d{6}/.exec((await said.textContent()) ?? '')?.[0] ?? ''
    await said.getByRole('button', { name: '查看结算单' }).click()
    await page.getByRole('heading', { level: 1, name: `结算单 ${number}` }).waitFor()
    const lines = page.getByRole('region', { name: '费用明细' }).getByRole('table')
    const each = lines.locator('tbody > tr > td:last-child')
    await lines.getByText('合计').waitFor()
    const sum = (await each.allTextContents()).map(fenOf).reduce((total, it) => total + it, 0)
    expect(sum).toBe(owedFen)
    expect(fenOf(await lines.locator('tfoot').textContent())).toBe(owedFen)
    expect(await axeViolations(page)).toEqual([])
  })

  test('records a part of the payment, is refused too much, then records the rest', async () => {
    const form = page.getByRole('region', { name: '登记收款' })
    const amount = form.getByLabel('金额（元）')
    expect(Number((await amount.inputValue()).replaceAll(',', '')) * 100).toBeCloseTo(owedFen)
    const record = async (yuan: string, reference: string) => {
      await amount.fill(yuan)
      await form.getByLabel('凭证号').fill(reference)
      await form.getByRole('button', { name: '登记收款' }).click()
    }
    await record('0.01', '回单 1')
    await page.getByText('部分收款').waitFor()
    await record(String(owedFen / 100), '回单 2')
    await form.getByRole('alert').getByText('付款金额超过未付金额').waitFor()
    expect(await form.getByLabel('凭证号').inputValue()).toBe('回单 2')
    expect(await axeViolations(page)).toEqual([])
    await record(String((owedFen - 1) / 100), '回单 2')
    await page.getByText('已收清').waitFor()
    await form.waitFor({ state: 'detached' })
    expect(await page.getByRole('region', { name: '收款记录' }).locator('tbody tr').count()).toBe(2)
  })

  test('finds the ledger in balance, debit as much as credit', async () => {
    await page.reload()
    const ledger = page.getByRole('region', { name: '总账核对' })
    await ledger.getByText('借贷平衡').waitFor()
    const rows = await ledger.locator('tbody tr').allTextContents()
    expect(rows.map(fenOf).reduce((sum, it) => sum + it, 0)).toBe(0)
    const ends = await ledger.locator('tfoot tr').allTextContents()
    expect(fenOf(ends[0] ?? '')).toBeGreaterThan(0)
    expect(fenOf(ends[0] ?? '')).toBe(fenOf(ends[1] ?? ''))
  })

  test('sees the paid statement on a phone, and the charges as cards', async () => {
    const phone = await signedIn('phone', '单位财务', platform.urls.at(-1))
    await phone.goto('/finance/statements?state=PAID')
    const card = phone.getByRole('listitem').filter({ hasText: number })
    await card.getByText('已收清').waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await card.getByRole('link', { name: number }).tap()
    await phone.getByRole('heading', { level: 1, name: `结算单 ${number}` }).waitFor()
    await phone.getByText('回单 2').waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await phone.goto('/finance')
    await phone.getByText('借贷平衡').waitFor()
    expect(await axeViolations(phone)).toEqual([])
  })

  test('a manager sees the charges and issues nothing; an engineer sees none', async () => {
    const manager = await signedIn('desktop', '机主', platform.urls.at(-1))
    await manager.goto('/finance')
    await manager.getByRole('group', { name: '按状态筛选' }).waitFor()
    await manager.getByRole('region', { name: '费用明细' }).waitFor()
    expect(await manager.getByRole('button', { name: /出账$/ }).count()).toBe(0)
    const engineer = await signedIn('desktop', '科研人员', platform.urls.at(-1))
    await engineer.goto('/finance')
    await engineer.getByRole('heading', { name: '没有权限' }).waitFor()
  })
})
