/** Two browsers at two processes: what one person does on a calendar appears before the other without reloading. */

import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf, instantOf } from '../../server/kernel/calendar.ts'
import { contains } from '../../server/kernel/interval.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

const ZONE = 'Asia/Shanghai'
const NAME = '光学纤维直径分析仪'

const MINE = `query ($text: String) {
  instruments(filter: { managedByMe: true, text: $text }, first: 5) { edges { node { id nameZh } } } }`
const FREE = `query ($id: ID!, $during: IntervalInput!) {
  availability(instrumentId: $id, during: $during) { free { startsAt endsAt } } }`
const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Booking { id } ... on Rejection { problems { code } } } }`
const CANCEL = `mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { __typename } }`
const MAINTAIN = `mutation ($input: ScheduleMaintenanceInput!) { scheduleMaintenance(input: $input) { __typename } }`

/** A day from ten days ahead on which the instrument is free from nine to five. */
async function freeDay(visitor: BrowserContext, id: string): Promise<string> {
  const today = dateOf(Date.now(), ZONE)
  const days = Array.from({ length: 18 }, (_, i) => addDays(today, i + 10))
  const during = { startsAt: `${days.at(0)}T00:00:00+08:00`, endsAt: `${days.at(-1)}T23:00:00+08:00` }
  const { availability } = await ask<{ availability: { free: { startsAt: string; endsAt: string }[] } }>(
    visitor,
    FREE,
    { id, during },
  )
  const isFree = (day: string) =>
    availability.free.some((it) =>
      contains(
        { startsAt: Date.parse(it.startsAt), endsAt: Date.parse(it.endsAt) },
        { startsAt: instantOf(day, '09:00', ZONE), endsAt: instantOf(day, '17:00', ZONE) },
      ),
    )
  return days.find(isFree) ?? ''
}

/** Marks the page as it is now: a page that is loaded anew has lost the mark. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-stayed', 'yes'))
}

async function stayed(page: Page): Promise<boolean> {
  return (await page.locator('html').getAttribute('data-stayed')) === 'yes'
}

describe.each(dialects)('%s: two people at one instrument', (dialect) => {
  let platform: Platform
  let browser: Browser
  let engineer: BrowserContext
  let keeper: BrowserContext
  let desktop: Page
  let phone: Page
  let instrumentId: string
  let day: string

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    engineer = await newVisitor(browser, 'desktop', platform.urls.at(0) ?? '')
    keeper = await newVisitor(browser, 'phone', platform.urls.at(-1) ?? '')
    ;[desktop, phone] = await Promise.all([engineer.newPage(), keeper.newPage()])
    await signIn(desktop, 'researcher')
    await signIn(phone, 'keeper')
    const { instruments } = await ask<{ instruments: { edges: { node: { id: string; nameZh: string } }[] } }>(
      keeper,
      MINE,
      { text: NAME },
    )
    instrumentId = instruments.edges.find((it) => it.node.nameZh === NAME)?.node.id ?? ''
    day = await freeDay(keeper, instrumentId)
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  const span = (from: string, until: string) => ({
    startsAt: `${day}T${from}:00+08:00`,
    endsAt: `${day}T${until}:00+08:00`,
  })
  const calendar = (page: Page) => page.getByRole('region', { name: '预约日历' })
  const form = (page: Page) => page.getByRole('form', { name: '预约机时' })

  async function bookAs(visitor: BrowserContext, from: string, until: string): Promise<string> {
    const input = { instrumentId, ...span(from, until), purpose: '羊绒细度' }
    const { bookInstrument } = await ask<{ bookInstrument: { id: string } }>(visitor, BOOK, { input })
    expect(bookInstrument).toMatchObject({ __typename: 'Booking' })
    return bookInstrument.id
  }

  /** The instrument's page on the day, with the form filled in for a span. */
  async function openDay(page: Page, from: string, until: string): Promise<void> {
    const { startsAt, endsAt } = span(from, until)
    const times = `start=${encodeURIComponent(startsAt)}&end=${encodeURIComponent(endsAt)}`
    await page.goto(`/instruments/${instrumentId}?day=${day}&${times}`)
    await form(page).waitFor()
    await calendar(page)
      .getByText(page === phone ? '空闲' : '09:00')
      .first()
      .waitFor()
    await mark(page)
  }

  test('the keeper sees on his phone what the engineer books by the form at her desk', async () => {
    await openDay(desktop, '09:00', '10:00')
    await openDay(phone, '15:00', '16:00')
    const taken = calendar(phone).getByRole('listitem').filter({ hasText: '已预约' })
    expect(await taken.count()).toBe(0)
    await form(desktop).getByRole('textbox', { name: '用途' }).fill('山羊绒细度复测')
    await form(desktop).getByRole('button', { name: '预约', exact: true }).click()
    await taken.filter({ hasText: '09:00–10:00' }).waitFor()
    expect(await stayed(phone)).toBe(true)
    expect(await axeViolations(phone)).toEqual([])
  })

  test('the engineer sees in her week what the keeper books on his phone', async () => {
    await form(phone).getByRole('textbox', { name: '用途' }).fill('标样核查')
    await form(phone).getByRole('button', { name: '预约', exact: true }).tap()
    const theirs = calendar(desktop).locator('.cal-other').filter({ hasText: '15:00' })
    await theirs.waitFor()
    expect(await theirs.textContent()).toContain('已预约')
    expect(await stayed(desktop)).toBe(true)
  })

  test('a slot that is taken while she types turns; what she typed stays, and other times are offered', async () => {
    await openDay(desktop, '11:00', '12:00')
    const purpose = form(desktop).getByRole('textbox', { name: '用途' })
    await purpose.fill('送检样品三件，')
    await bookAs(keeper, '11:00', '12:00')
    await form(desktop).getByText('刚刚被占用').waitFor()
    await form(desktop).getByText('最近可约：').waitFor()
    expect(await purpose.inputValue()).toBe('送检样品三件，')
    await calendar(desktop).locator('.cal-clash').first().waitFor()
    expect(await stayed(desktop)).toBe(true)
    expect(await axeViolations(desktop)).toEqual([])
    await form(desktop)
      .getByRole('button', { name: /^\d\d-\d\d/ })
      .first()
      .click()
    await form(desktop).getByText('刚刚被占用').waitFor({ state: 'detached' })
    expect(await purpose.inputValue()).toBe('送检样品三件，')
  })

  test('maintenance appears in her week', async () => {
    const input = { instrumentId, reason: '更换光源', ...span('16:30', '17:00') }
    expect(await ask(keeper, MAINTAIN, { input })).toEqual({
      scheduleMaintenance: { __typename: 'Maintenance' },
    })
    await calendar(desktop).locator('.cal-maintenance').filter({ hasText: '更换光源' }).waitFor()
    expect(await stayed(desktop)).toBe(true)
  })

  test('the desk shows a booking that comes, and that it goes', async () => {
    await phone.goto(`/desk?day=${day}`)
    const cards = phone.getByRole('main').getByRole('listitem')
    await cards.first().waitFor()
    await mark(phone)
    const id = await bookAs(engineer, '13:00', '14:00')
    const card = cards.filter({ hasText: '13:00–14:00' })
    await card.waitFor()
    await ask(engineer, CANCEL, { input: { bookingId: id } })
    await card.waitFor({ state: 'detached' })
    expect(await stayed(phone)).toBe(true)
  })

  test('her own list loses what the keeper cancels', async () => {
    const id = await bookAs(engineer, '13:00', '14:00')
    await desktop.goto('/bookings')
    const row = desktop.getByRole('listitem').filter({ hasText: '13:00–14:00' }).filter({ hasText: day })
    await row.waitFor()
    await mark(desktop)
    await ask(keeper, CANCEL, { input: { bookingId: id, reason: '光源故障' } })
    await row.waitFor({ state: 'detached' })
    expect(await stayed(desktop)).toBe(true)
  })

  test('the timeline shows what is booked while it is open', async () => {
    await desktop.goto(`/timeline?day=${day}&q=${encodeURIComponent(NAME)}`)
    const grid = desktop.getByRole('grid', { name: '仪器时间轴' })
    await grid
      .getByRole('link', { name: /空闲，可预约$/ })
      .first()
      .waitFor()
    await mark(desktop)
    const theirs = grid.locator('[aria-label*="13:00–14:00"], [title*="13:00–14:00"]')
    expect(await theirs.count()).toBe(0)
    await bookAs(keeper, '13:00', '14:00')
    await theirs.first().waitFor()
    expect(await stayed(desktop)).toBe(true)
  })

  test('two tabs of one browser share one line, and the other takes over when the first is closed', async () => {
    const [first, second] = [await engineer.newPage(), await engineer.newPage()]
    // A line may be opened anew; there is never more than one at a time.
    const lines = new Map([first, second].map((page) => [page, new Set<Request>()]))
    for (const [page, open] of lines) {
      page.on('request', (it) => new URL(it.url()).pathname === '/events' && open.add(it))
      page.on('requestfinished', (it) => open.delete(it))
      page.on('requestfailed', (it) => open.delete(it))
    }
    const openLines = (...pages: Page[]) => pages.reduce((sum, page) => sum + (lines.get(page)?.size ?? 0), 0)
    await desktop.close()
    await openDay(first, '09:00', '10:00')
    await openDay(second, '09:00', '10:00')
    await bookAs(keeper, '10:00', '10:30')
    const shown = (page: Page) => calendar(page).locator('.cal-other').filter({ hasText: '10:00' })
    await Promise.all([shown(first).waitFor(), shown(second).waitFor()])
    await expect.poll(() => openLines(first, second)).toBe(1)
    await first.close()
    await bookAs(keeper, '10:30', '11:00')
    await calendar(second).locator('.cal-other').filter({ hasText: '10:30' }).nth(0).waitFor()
    await expect.poll(() => openLines(second)).toBe(1)
    expect(await stayed(second)).toBe(true)
  })
})
