/** Somebody needs three hours on any such instrument: he finds them, sees what they cost, and books with one tap. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

describe.each(dialects)('%s: finding time', (dialect) => {
  let platform: Platform
  let browser: Browser

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function visit(device: 'desktop' | 'phone', path: string): Promise<Page> {
    const page = await (await newVisitor(browser, device, platform.urls.at(0) ?? '')).newPage()
    await page.goto(path)
    return page
  }

  const rows = (page: Page) => page.getByRole('link', { name: /^预约 / })
  const bar = (page: Page) => page.getByRole('region', { name: '找时间' }).last()

  test('three hours next week, the cheapest first, and the booking form filled in', async () => {
    const page = await visit('desktop', '/instruments')
    await page.getByRole('button', { name: '找时间' }).click()
    await bar(page).getByRole('radio', { name: '下周' }).check()
    await rows(page).first().waitFor()
    await page.getByRole('radio', { name: '最便宜' }).check()
    await page.waitForURL(/find=.*180.*when=next.*order=price/)
    await rows(page).first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    await rows(page).first().click()
    await page.waitForURL(/\/instruments\/[^?]+\?.*start=/)
    const { searchParams } = new URL(page.url())
    const [start = 0, end = 0] = ['start', 'end'].map((key) =>
      Date.parse((searchParams.get(key) ?? '').replaceAll('"', '')),
    )
    expect(end - start).toBe(3 * 3_600_000)
    await page.getByRole('form', { name: '预约机时' }).waitFor()
  })

  test('only what the viewer may book, on a phone, and what to do where there is nothing', async () => {
    const page = await visit('phone', '/instruments')
    await signIn(page, 'researcher')
    await page.goto('/instruments?find=60&when=next&mine=only')
    await rows(page).first().waitFor()
    expect(await page.getByLabel('只看我能约的').isChecked()).toBe(true)
    expect(await axeViolations(page)).toEqual([])
    await page.goto('/instruments?find=20160&when=next')
    await page.getByRole('heading', { name: '这段时间没有合适的空闲机时' }).waitFor()
    await page.getByRole('button', { name: '缩短为 1 小时' }).click()
    await rows(page).first().waitFor()
  })

  test('the catalog in the order of the next free start', async () => {
    const page = await visit('desktop', '/instruments')
    await page.getByRole('radio', { name: '最近可约' }).check()
    await page.waitForURL(/sort=free/)
    await page
      .getByRole('listitem')
      .filter({ hasText: '现在空闲' })
      .or(page.getByText(/最近空闲/))
      .first()
      .waitFor()
    expect(await axeViolations(page)).toEqual([])
  })
})
