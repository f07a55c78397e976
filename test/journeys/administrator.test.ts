/** Journey 4: the city's administrator lets institutions and instruments in, and reads figures that can be checked. */

import ExcelJS from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf, instantOf } from '../../server/kernel/calendar.ts'
import { clipAll, HOUR_MS, unionMs } from '../../server/kernel/interval.ts'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'
import { ask } from '../support/visitors.ts'

const ZONE = 'Asia/Shanghai'

/** The number in a text such as `1,234.5 h` or `43.6 %`. */
function numberOf(text: string | null | undefined): number {
  return Number(/-?[\d,]+(?:\.\d+)?/.exec(text ?? '')?.[0].replaceAll(',', ''))
}

/** As long as a click may wait, for what a page shows a moment later. */

describe.each(dialects)("%s: the city's administrator", (dialect) => {
  let platform: Platform
  let browser: Browser
  let page: Page
  const today = dateOf(Date.now(), ZONE)
  const days = { from: addDays(today, -24), to: addDays(today, -4) }
  const period = `period=custom&from=${days.from}&to=${days.to}`

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    page = await signedIn('desktop', platform.urls.at(0))
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function signedIn(screen: Screen, url: string | undefined): Promise<Page> {
    const own = await (await newVisitor(browser, screen, url ?? '')).newPage()
    await own.goto('/sign-in')
    await own.getByRole('button', { name: '市级管理员' }).click()
    await own.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await own.waitForURL('**/instruments')
    return own
  }

  /** The value of a figure at the head of the page. */
  const figure = async (name: string) =>
    numberOf(await page.getByRole('region', { name, exact: true }).locator('.figure-value').textContent())
  const table = () => page.getByRole('table').first()
  const cellsOf = async (selector: string) => table().locator(`${selector} > *`).allTextContents()
  const hasRows = async () => {
    await expect.poll(() => table().locator('tbody tr').count()).toBeGreaterThan(0)
  }

  test('approves an institution that asks to join', async () => {
    await page.goto('/city')
    const approve = page.getByRole('button', { name: /^通过：/ }).first()
    const name = ((await approve.getAttribute('aria-label')) ?? '').replace('通过：', '')
    expect(await axeViolations(page)).toEqual([])
    await approve.click()
    await page.getByText(`已通过：${name}`).waitFor()
    await page.goto(`/city?tab=all&q=${name}`)
    await page.getByRole('row').filter({ hasText: name }).getByText('已通过').waitFor()
    expect(new URL(page.url()).searchParams.get('tab')).toBe('all')
  })

  test('publishes one instrument, and sends another back with the reason', async () => {
    await page.goto('/city?tab=instruments')
    const items = page.getByRole('list', { name: '待审仪器' }).getByRole('listitem')
    await expect.poll(() => items.count()).toBe(2)
    const address = (await items.first().getByRole('link', { name: '预览页面' }).getAttribute('href')) ?? ''
    await items
      .first()
      .getByRole('button', { name: /^通过：/ })
      .click()
    await expect.poll(() => items.count()).toBe(1)
    await items.getByRole('button', { name: /^退回：/ }).click()
    await items.getByLabel('退回理由').fill('请补充主要技术指标与开放时间')
    await items.getByRole('button', { name: '确认退回' }).click()
    await page.getByText('没有待审核的仪器').waitFor()

    const visitor = await (await newVisitor(browser, 'desktop', platform.urls.at(-1) ?? '')).newPage()
    await visitor.goto(address)
    await visitor.getByRole('region', { name: '收费标准' }).waitFor()
  })

  test('sees five figures that agree with each other, each with its definition and its source', async () => {
    await page.goto(`/statistics?${period}`)
    await hasRows()
    const [effective, external] = [await figure('有效机时'), await figure('对外服务机时')]
    expect(effective).toBeGreaterThan(0)
    expect(external).toBeGreaterThan(0)
    expect(external).toBeLessThanOrEqual(effective)
    const head = page.getByRole('region', { name: '有效机时', exact: true })
    const rated = numberOf(await head.getByText('额定机时').textContent())
    expect(await figure('利用率')).toBeCloseTo((effective / rated) * 100, 0)
    expect(await figure('共享率')).toBeCloseTo((external / effective) * 100, 0)
    await page.getByRole('button', { name: '利用率的定义' }).focus()
    await page
      .getByRole('tooltip')
      .getByText(/F10 .*E ÷ R.*教育部/)
      .waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('tooltip').waitFor({ state: 'hidden' })
  })

  test('cuts them by institution, district and category; the rows add up to the total', async () => {
    for (const by of ['单位', '旗区', '一级分类']) {
      await page.getByRole('radiogroup', { name: '统计维度' }).getByText(by, { exact: true }).click()
      await page.getByRole('columnheader', { name: by, exact: true }).waitFor()
      await hasRows()
      const rows = await table().locator('tbody tr td:nth-child(4)').allTextContents()
      const sum = rows.map(numberOf).reduce((total, it) => total + it, 0)
      expect(Math.abs(sum - (await figure('有效机时')))).toBeLessThanOrEqual(rows.length * 0.05 + 0.1)
    }
  })

  test('drills from an institution to its instruments, whose hours are the union of their uses in the period', async () => {
    await page.goto(`/statistics?${period}&by=INSTITUTION`)
    await hasRows()
    await table().locator('tbody tr').first().getByRole('link').click()
    await page.waitForURL(/by=INSTRUMENT/)
    await page.getByRole('columnheader', { name: '仪器', exact: true }).waitFor()
    // Until they are there, the rows of before stay, paler.
    const link = table().locator('tbody tr').first().locator('a[href*="/instruments/"]')
    await link.waitFor()
    const row = await cellsOf('tbody tr:first-child')
    const id = ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? ''

    const span = {
      startsAt: instantOf(days.from, '00:00', ZONE),
      endsAt: instantOf(days.to, '24:00', ZONE),
    }
    const uses = await usesOf(id, span)
    const hours = (some: typeof uses) => unionMs(clipAll(some, span)) / HOUR_MS
    expect(hours(uses)).toBeGreaterThan(0)
    expect(numberOf(row[2])).toBeCloseTo(hours(uses), 0)
    expect(numberOf(row[3])).toBeCloseTo(hours(uses.filter((it) => it.isExternal)), 0)
    expect(numberOf(row[5])).toBeCloseTo((hours(uses.filter((it) => it.isExternal)) / hours(uses)) * 100, 0)
  })

  /** The uses of an instrument, as anybody with the administrator's rights can read them. */
  async function usesOf(instrumentId: string, span: { startsAt: number; endsAt: number }) {
    const during = {
      startsAt: new Date(span.startsAt).toISOString(),
      endsAt: new Date(span.endsAt).toISOString(),
    }
    const query = `query ($instrumentId: ID!, $during: IntervalInput!) {
      bookings(instrumentId: $instrumentId, during: $during) { usage { startedAt endedAt isExternal } } }`
    type Use = { startedAt: string; endedAt: string | null; isExternal: boolean }
    const { bookings } = await ask<{ bookings: { usage: Use | null }[] }>(page.context(), query, {
      instrumentId,
      during,
    })
    return bookings.flatMap(({ usage }) =>
      usage?.endedAt
        ? [
            {
              startsAt: Date.parse(usage.startedAt),
              endsAt: Date.parse(usage.endedAt),
              isExternal: usage.isExternal,
            },
          ]
        : [],
    )
  }

  test('sees when the instruments are busy, as a picture and as a table', async () => {
    await page.goto(`/statistics?${period}`)
    const panel = page.getByRole('region', { name: '分时段使用热力图' })
    await panel.getByRole('img', { name: /最繁忙：周./ }).waitFor()
    await panel.locator('canvas').first().waitFor()
    await panel.getByText('表', { exact: true }).click()
    await page.waitForURL(/heat=table/)
    const cells = (await panel.getByRole('table').locator('td').allTextContents()).map(Number)
    expect(cells).toHaveLength(168)
    const words = (await panel.getByText(/最繁忙/).textContent()) ?? ''
    expect(numberOf(/([\d.]+) %/.exec(words)?.[0])).toBe(Math.max(...cells))
    expect(await axeViolations(page)).toEqual([])
  })

  test('finds the instruments that nobody used', async () => {
    const panel = page.getByRole('region', { name: '闲置与零对外服务仪器' })
    await panel.getByText('时段内有效机时为 0 的仪器。').waitFor()
    const idle = numberOf(await panel.getByText(/^闲置 \d+/).textContent())
    await expect.poll(() => panel.getByRole('listitem').count()).toBe(idle)
  })

  test('takes the same figures home as a workbook', async () => {
    await page.goto(`/statistics?${period}&by=DISTRICT`)
    await hasRows()
    const shown = await cellsOf('tfoot tr')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click(),
    ])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(await download.path())
    const sheet = workbook.worksheets[0]
    const rows = sheet?.getRows(1, sheet.rowCount) ?? []
    const total = rows.find((it) => it.getCell(2).value === '合计')
    expect(Number(total?.getCell(3).value)).toBe(numberOf(shown[1]))
    expect(Number(total?.getCell(4).value)).toBeCloseTo(numberOf(shown[3]), 0)
    expect(Number(total?.getCell(5).value)).toBeCloseTo(numberOf(shown[4]), 0)
    expect(Number(total?.getCell(7).value) * 100).toBeCloseTo(numberOf(shown[5]), 0)
    expect(workbook.worksheets).toHaveLength(3)
  })

  test('reads the figures on a phone, with nothing for axe to find', async () => {
    const phone = await signedIn('phone', platform.urls.at(-1))
    await phone.goto(`/statistics?${period}`)
    await phone.getByRole('region', { name: '共享率', exact: true }).waitFor()
    await phone.getByRole('region', { name: '各单位利用情况' }).getByRole('link').first().waitFor()
    expect(await axeViolations(phone)).toEqual([])
  })
})
