/** Journey: an enterprise applies for a voucher, the bureau grants it, and its researcher sees what it pays of a booking. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { dialects } from '../support/dialects.ts'
import { DEMO_PASSWORD, type Platform, startPlatform } from '../support/server.ts'

describe.each(dialects)('%s: vouchers', (dialect) => {
  let platform: Platform
  let browser: Browser

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function signedIn(screen: Screen, email: string): Promise<Page> {
    const page = await (await newVisitor(browser, screen, platform.urls.at(0) ?? '')).newPage()
    await page.goto('/sign-in')
    await page.getByLabel('邮箱').fill(email)
    await page.getByLabel('密码').fill(DEMO_PASSWORD)
    await page.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL('**/instruments')
    return page
  }

  test('everybody reads the rules and where they are from', async () => {
    const page = await (await newVisitor(browser, 'phone', platform.urls.at(0) ?? '')).newPage()
    await page.goto('/vouchers')
    await page.getByRole('heading', { level: 3, name: '鄂尔多斯市科技创新券（演示规则）' }).waitFor()
    await page.getByText('抵扣费用的 50%').waitFor()
    await page.getByText('鲁科字〔2015〕80号 ·').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  test('an enterprise applies, with its evidence', async () => {
    const page = await signedIn('desktop', 'yinxiaoman@demo.local')
    await page.goto('/vouchers')
    const form = page.getByRole('region', { name: '申领创新券' })
    await form.getByRole('button', { name: '提交申领' }).click()
    await form.getByText('请选择证明材料。').waitFor()
    await form.getByLabel('单位类型').click()
    await page.getByTitle('入库科技型中小企业').click()
    await form.getByLabel('申领额度（元）').fill('30000')
    await form.getByLabel('用途').fill('新型羊绒混纺纱线的结构表征')
    const file = { name: '证明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('evidence') }
    await form.getByLabel('证明材料').setInputFiles(file)
    await form.getByRole('checkbox').check()
    expect(await axeViolations(page)).toEqual([])
    await form.getByRole('button', { name: '提交申领' }).click()
    await page.getByText('已提交，等待科技主管部门审核。').waitFor()
    await page.getByRole('region', { name: '本单位的创新券' }).getByText('申领 ¥30,000.00').waitFor()
    await page.context().close()
  })

  test('the bureau grants a part, with a reason', async () => {
    const page = await signedIn('desktop', 'reviewer@demo.local')
    await page.goto('/city/vouchers')
    const application = page.getByRole('listitem').filter({ hasText: '新型羊绒混纺纱线的结构表征' })
    await application.getByRole('button', { name: /^批准/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('批准额度（元）').fill('20000')
    await dialog.getByRole('button', { name: /批\s*准/ }).click()
    await dialog.getByText('理由至少 4 个字。').waitFor()
    await dialog.getByLabel('审核意见').fill('材料齐全')
    await dialog.getByRole('button', { name: /批\s*准/ }).click()
    await page.getByText('已批准。').waitFor()
    await application.waitFor({ state: 'detached' })
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  test('its people see what is left', async () => {
    const page = await signedIn('phone', 'researcher@demo.local')
    await page.goto('/vouchers')
    await page.getByRole('region', { name: '本单位的创新券' }).getByText('可用 ¥20,000.00').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })
})
