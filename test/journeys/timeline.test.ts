/** Many instruments side by side: free time is found by eye, by pointer and by keyboard, and leads to booking it. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf, timeOf } from '../../server/kernel/calendar.ts'
import { MINUTE_MS } from '../../server/kernel/interval.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'

const ZONE = 'Asia/Shanghai'

/** As long as a click may wait, for what a page shows a moment later. */

/** The first day from three days ahead on which most instruments are open: no weekend and no holiday. */
async function openDay(url: string): Promise<string> {
  const first = addDays(dateOf(Date.now(), ZONE), 3)
  const days = Array.from({ length: 12 }, (_, i) => addDays(first, i))
  const during = { startsAt: `${first}T00:00:00+08:00`, endsAt: `${days.at(-1)}T23:00:00+08:00` }
  const query = `query ($during: IntervalInput!) { timeline(during: $during, first: 60) { open { startsAt } } }`
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { during } }),
  })
  const { data } = (await response.json()) as {
    data: { timeline: { open: { startsAt: string }[] }[] }
  }
  const openOn = (day: string) =>
    data.timeline.filter((row) => row.open.some((it) => dateOf(Date.parse(it.startsAt), ZONE) === day)).length
  return days.find((day) => openOn(day) > 45) ?? first
}

/** Puts one finger on the page, moves it and lifts it. */
async function touching(page: Page) {
  const session = await page.context().newCDPSession(page)
  return (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: x === undefined || y === undefined ? [] : [{ x, y }],
    })
}

describe.each(dialects)('%s: the timeline', (dialect) => {
  let platform: Platform
  let browser: Browser
  let page: Page
  let day: string

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    day = await openDay(platform.urls.at(0) ?? '')
    page = await (await newVisitor(browser, 'desktop', platform.urls.at(0) ?? '')).newPage()
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  const grid = () => page.getByRole('grid', { name: '仪器时间轴' })
  const free = () => grid().getByRole('link', { name: /空闲，可预约$/ })

  /** What the address asks for, once the booking form is filled in with it. */
  async function asked(): Promise<{ start: number; end: number }> {
    await page.waitForURL(/\/instruments\/[^?]+\?.*start=/)
    const { searchParams } = new URL(page.url())
    const [start, end] = ['start', 'end'].map((key) =>
      Date.parse((searchParams.get(key) ?? '').replaceAll('"', '')),
    )
    if (start === undefined || end === undefined) throw new Error('the address asks for a span')
    const form = page.getByRole('form', { name: '预约机时' })
    await form.getByText(timeOf(start, ZONE), { exact: true }).first().waitFor()
    return { start, end }
  }

  test('shows rows of a day with only those in sight in the document', async () => {
    await page.goto(`/timeline?day=${day}`)
    await free().first().waitFor()
    expect(Number(await grid().getAttribute('aria-rowcount'))).toBeGreaterThan(100)
    expect(await grid().getByRole('row').count()).toBeLessThan(40)
    expect(await axeViolations(page)).toEqual([])
  })

  test('books what a click in free time asks for', async () => {
    const span = free().first()
    const box = await span.boundingBox()
    expect(box?.width).toBeGreaterThan(60)
    await span.click({ position: { x: 30, y: 20 } })
    const { start, end } = await asked()
    expect(end - start).toBeGreaterThanOrEqual(30 * MINUTE_MS)
    expect(dateOf(start, ZONE)).toBe(day)
  })

  test('books what a drag over free time covers', async () => {
    await page.goto(`/timeline?day=${day}`)
    const box = await free().first().boundingBox()
    if (!box) throw new Error('there is free time')
    await page.mouse.move(box.x + 10, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + Math.min(box.width - 10, 330), box.y + 20, { steps: 6 })
    const words = await grid()
      .getByText(/^\d\d:\d\d–\d\d:\d\d$/)
      .textContent()
    await page.mouse.up()
    const { start, end } = await asked()
    expect(`${timeOf(start, ZONE)}–${timeOf(end, ZONE)}`).toBe(words)
  })

  test('goes from row to row and along a row by arrow keys; one Tab leads in', async () => {
    await page.goto(`/timeline?day=${day}`)
    await free().first().waitFor()
    expect(await grid().locator('[data-stop][tabindex="0"]').count()).toBe(1)
    await grid().locator('[data-stop][tabindex="0"]').focus()
    const rowOf = () =>
      page.evaluate(() => document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex'))
    for (const row of ['3', '4']) {
      await page.keyboard.press('ArrowDown')
      await expect.poll(rowOf).toBe(row)
    }
    await page.keyboard.press('PageDown')
    await page.waitForFunction(
      () => document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex') === '14',
    )
    const stops = grid().locator('[aria-rowindex="14"] [data-stop]')
    await page.keyboard.press('End')
    expect(await stops.last().evaluate((it) => it === document.activeElement)).toBe(true)
    await page.keyboard.press('Home')
    expect(await stops.first().evaluate((it) => it === document.activeElement)).toBe(true)
    expect(await grid().locator('[data-stop][tabindex="0"]').count()).toBe(1)
  })

  test('narrows the rows by words, and shows a week', async () => {
    await page.getByRole('searchbox', { name: '名称、型号、用途' }).fill('光谱')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=/)
    const rows = () => grid().getAttribute('aria-rowcount').then(Number)
    await expect.poll(rows).toBeLessThan(100)
    await page.getByRole('radiogroup', { name: '范围' }).getByText('周', { exact: true }).click()
    await page.waitForURL(/view=week/)
    await expect.poll(() => grid().getByRole('columnheader').count()).toBe(8)
    expect(await axeViolations(page)).toEqual([])
  })

  // A browser that waits too long for a busy page takes the finger from it and scrolls: then it is drawn again.
  test(
    'books on a tablet what a finger draws once it was held; one that moves on scrolls',
    { retry: 2 },
    async () => {
      const tablet = await (await newVisitor(browser, 'tablet', platform.urls.at(0) ?? '')).newPage()
      await tablet.goto(`/timeline?day=${day}`)
      const links = tablet
        .getByRole('grid', { name: '仪器时间轴' })
        .getByRole('link', { name: /空闲，可预约$/ })
      await links.first().waitFor()
      const boxes = await Promise.all((await links.all()).map((it) => it.boundingBox()))
      const box = boxes.find((it) => it !== null && it.width > 300)
      if (!box) throw new Error('there is free time')
      const touch = await touching(tablet)
      const [x, y] = [box.x + 30, box.y + box.height / 2]
      await touch('touchStart', x, y)
      await touch('touchMove', x + 60, y)
      await touch('touchEnd')
      expect(await tablet.locator('.timeline-ghost').count()).toBe(0)
      await touch('touchStart', x, y)
      const word = tablet.locator('.timeline-ghost-word')
      const held = await word.textContent()
      await touch('touchMove', x + 40, y)
      await touch('touchMove', x + Math.min(box.width - 40, 240), y)
      await expect.poll(() => word.textContent()).not.toBe(held)
      const drawn = await word.textContent()
      await touch('touchEnd')
      await tablet.waitForURL(/\/instruments\/[^?]+\?.*start=/)
      const { searchParams } = new URL(tablet.url())
      const times = ['start', 'end'].map((key) =>
        timeOf(Date.parse((searchParams.get(key) ?? '').replaceAll('"', '')), ZONE),
      )
      expect(times.join('–')).toBe(drawn)
    },
  )

  test('lists a day on a phone, with free time as buttons', async () => {
    const phone = await (await newVisitor(browser, 'phone', platform.urls.at(-1) ?? '')).newPage()
    await phone.goto(`/timeline?day=${day}`)
    const chip = phone.getByRole('link', { name: /空闲，可预约$/ }).first()
    await chip.waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await chip.tap()
    await phone.waitForURL(/\/instruments\/[^?]+\?.*start=/)
    await phone.getByRole('form', { name: '预约机时' }).waitFor()
  })
})
