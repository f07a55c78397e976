/** Journey 1: a company's engineer finds an instrument by its task, books it, moves, cancels, subscribes. */

import ICAL from 'ical.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf, instantOf } from '../../server/kernel/calendar.ts'
import { contains } from '../../server/kernel/interval.ts'
import { weekdayText } from '../../web/design/format.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { dragSpan } from '../support/calendar-grid.ts'
import { DEMO_PASSWORD, type Platform, startPlatform } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'

const ZONE = 'Asia/Shanghai'
const OWNER = '国家羊绒制品工程技术研究中心'
const NAME = '光学纤维直径分析仪'
const YEAR_MINUTES = 365 * 1440

type Answer = { readonly data: Record<string, unknown> }

/** Somebody's session over HTTP, for what belongs to other journeys. */
async function session(url: string, account: string) {
  const ask = async (query: string, variables: object, cookie = '') => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables }),
    })
    return {
      cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
      answer: (await response.json()) as Answer,
    }
  }
  const input = { email: `${account}@demo.local`, password: DEMO_PASSWORD }
  const { cookie } = await ask('mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }', {
    input,
  })
  return async (query: string, variables: object = {}) => (await ask(query, variables, cookie)).answer.data
}

type Ask = Awaited<ReturnType<typeof session>>

/** Days from ten days ahead on which the instrument is free from nine to five, holidays left out by that. */
async function freeDays(ask: Ask, instrumentId: string): Promise<readonly string[]> {
  const today = dateOf(Date.now(), ZONE)
  const days = Array.from({ length: 18 }, (_, i) => addDays(today, i + 10))
  const during = { startsAt: `${days.at(0)}T00:00:00+08:00`, endsAt: `${days.at(-1)}T23:00:00+08:00` }
  const { availability } = (await ask(
    'query ($id: ID!, $during: IntervalInput!) { availability(instrumentId: $id, during: $during) { free { startsAt endsAt } } }',
    { id: instrumentId, during },
  )) as { availability: { free: { startsAt: string; endsAt: string }[] } }
  return days.filter((day) => {
    const wanted = { startsAt: instantOf(day, '09:00', ZONE), endsAt: instantOf(day, '17:45', ZONE) }
    return availability.free.some((it) =>
      contains({ startsAt: Date.parse(it.startsAt), endsAt: Date.parse(it.endsAt) }, wanted),
    )
  })
}

async function instrumentOfKeeper(ask: Ask): Promise<string> {
  const { instruments } = (await ask(`{
    instruments(filter: { managedByMe: true, text: "${NAME}" }, first: 5) { edges { node { id nameZh } } }
  }`)) as { instruments: { edges: { node: { id: string; nameZh: string } }[] } }
  return instruments.edges.find((it) => it.node.nameZh === NAME)?.node.id ?? ''
}

/** The keeper asks a fee for cancelling, whenever that is, from `date` on. */
async function chargeEveryCancellation(ask: Ask, instrumentId: string, date: string): Promise<void> {
  const input = {
    instrumentId,
    customerClass: 'EXTERNAL',
    validFrom: date,
    mode: 'RESERVATION',
    rateFenPerHour: 12_000,
    startUpFeeFen: 3_000,
    minimumChargeFen: 0,
    cancelNoticeMinutes: YEAR_MINUTES,
    cancelFeeFen: 6_600,
    rateWindows: [
      { nameZh: '午间优惠', weekdays: [1, 2, 3, 4, 5], startsAt: '12:00', endsAt: '14:00', percent: 50 },
    ],
  }
  const set = 'mutation ($input: SetTariffInput!) { setTariff(input: $input) { __typename } }'
  expect(await ask(set, { input })).toEqual({ setTariff: { __typename: 'Tariff' } })
}

/** Somebody else takes 14:00 to 15:00. */
async function bookOverHttp(ask: Ask, instrumentId: string, day: string): Promise<void> {
  const [startsAt, endsAt] = [`${day}T14:00:00+08:00`, `${day}T15:00:00+08:00`]
  const input = { instrumentId, startsAt, endsAt, purpose: '日常维护样品', clientKey: null }
  const book = 'mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) { __typename } }'
  expect(await ask(book, { input })).toEqual({ bookInstrument: { __typename: 'Booking' } })
}

/** Fills in the sign-in form with the engineer's demo account. */
async function signIn(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '登录平台' })
  await dialog.getByRole('button', { name: '科研人员 / 企业工程师' }).click()
  await dialog.getByRole('button', { name: '登录', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

describe.each(dialects)('%s: a researcher', (dialect) => {
  let platform: Platform
  let browser: Browser
  let url: string
  let keeper: Ask
  let instrumentId: string
  let day: string
  let later: string
  /** A span of the first day as the pages write it. */
  const on = (time: string) => `${day} ${weekdayText(day)} ${time}`

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    url = platform.urls.at(0) ?? ''
    keeper = await session(platform.urls.at(-1) ?? '', 'keeper')
    instrumentId = await instrumentOfKeeper(keeper)
    ;[day = '', later = ''] = await freeDays(keeper, instrumentId)
    await chargeEveryCancellation(keeper, instrumentId, day)
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  describe('at a desk', () => {
    let page: Page

    beforeAll(async () => {
      page = await (await newVisitor(browser, 'desktop', url)).newPage()
    })

    test('finds the instrument by what she wants to measure', async () => {
      await page.goto('/')
      await page.getByRole('searchbox', { name: '搜索仪器' }).fill('羊绒 细度')
      await page.waitForURL(/q=/)
      const results = page.getByRole('region', { name: '检索结果' }).getByRole('listitem')
      const row = results.filter({ hasText: NAME }).filter({ hasText: OWNER })
      await expect.poll(() => row.count()).toBe(1)
      expect(await axeViolations(page)).toEqual([])
      await row.getByRole('link', { name: NAME }).click()
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
      expect(page.url()).toContain(instrumentId)
    })

    test('sees specifications, prices, rules and the week', async () => {
      for (const name of ['主要技术指标', '收费标准', '预约规则', '联系与位置', '预约日历']) {
        await page.getByRole('region', { name }).waitFor()
      }
      await page.getByRole('columnheader').nth(6).waitFor()
      expect(await axeViolations(page)).toEqual([])
    })

    test('drags a free span, signs in midway without losing it, and sees the quote line by line while dragging', async () => {
      await page.goto(`/instruments/${instrumentId}?day=${day}`)
      await dragSpan(page, { date: day, from: '09:00', until: '10:00' })
      await page.getByRole('button', { name: '登录后查看报价' }).click()
      await signIn(page)
      const quote = page.getByRole('table', { name: '费用明细' })
      await quote.getByText('¥150.00').waitFor()

      await dragSpan(page, { date: day, from: '11:00', until: '13:00' }, async () => {
        // 1 h at ¥120, 1 h at half of it, ¥30 to start up.
        await quote.getByText('¥210.00').waitFor()
      })
      await expect.poll(() => quote.getByRole('row').count()).toBeGreaterThanOrEqual(3)
    })

    test('books it, and finds it under 我的预约', async () => {
      const panel = page.getByRole('form', { name: '预约机时' })
      await panel.getByRole('button', { name: '预约', exact: true }).click()
      await panel.getByText('请填写用途').waitFor()
      await panel.getByRole('textbox', { name: '用途' }).fill('羊绒条细度分布')
      await panel.getByRole('button', { name: '预约', exact: true }).click()
      await page.getByText(`已预约 ${on('11:00–13:00')}`).waitFor()
      await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '我的预约' }).click()
      const booking = page.getByRole('listitem').filter({ hasText: on('11:00–13:00') })
      await booking.getByText('羊绒条细度分布').waitFor()
      await booking.getByText('已确认').waitFor()
      expect(await axeViolations(page)).toEqual([])
    })

    test('is told when somebody takes the time meanwhile, keeps what she typed, and is offered the nearest', async () => {
      await page.goto(`/instruments/${instrumentId}?day=${day}`)
      await dragSpan(page, { date: day, from: '14:00', until: '15:00' })
      const panel = page.getByRole('form', { name: '预约机时' })
      await panel.getByRole('textbox', { name: '用途' }).fill('第二批样品')
      await panel.getByRole('table', { name: '费用明细' }).waitFor()
      await bookOverHttp(keeper, instrumentId, day)
      await panel.getByRole('button', { name: '预约', exact: true }).click()
      await panel.getByRole('alert').getByText('该时段已被预约').waitFor()
      expect(await panel.getByRole('textbox', { name: '用途' }).inputValue()).toBe('第二批样品')
      await panel.getByText('最近可约').waitFor()
    })

    test('moves it, takes the move back, and moves it for good', async () => {
      await page.goto('/bookings')
      const at = (time: string) => page.getByRole('listitem').filter({ hasText: on(time) })
      const moveTo = async (from: string, start: string) => {
        await at(from).getByRole('button', { name: '改期' }).click()
        const dialog = page.getByRole('dialog', { name: '改期' })
        await dialog.getByRole('combobox', { name: '开始' }).fill(start)
        await page.keyboard.press('Enter')
        await dialog.getByRole('table', { name: '费用明细' }).waitFor()
        await dialog.getByRole('button', { name: '确认改期' }).click()
        await dialog.waitFor({ state: 'detached' })
      }
      await moveTo('11:00–13:00', '15:30')
      await at('15:30–17:30').waitFor()
      await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
      await at('11:00–13:00').waitFor()
      await moveTo('11:00–13:00', '15:15')
      await at('15:15–17:15').getByRole('button', { name: '记录' }).click()
      await expect.poll(() => page.getByRole('dialog').getByText('改期', { exact: true }).count()).toBe(3)
      await page.keyboard.press('Escape')
    })

    test('sees the fee of a late cancellation before she confirms it', async () => {
      await page.goto(`/instruments/${instrumentId}?day=${day}`)
      await dragSpan(page, { date: day, from: '09:00', until: '10:00' })
      const panel = page.getByRole('form', { name: '预约机时' })
      await panel.getByRole('textbox', { name: '用途' }).fill('对照样')
      await panel.getByRole('button', { name: '预约', exact: true }).click()
      await page.getByText(`已预约 ${on('09:00–10:00')}`).waitFor()
      await page.goto('/bookings')
      const booking = page.getByRole('listitem').filter({ hasText: on('09:00–10:00') })
      await booking.getByRole('button', { name: '取消预约' }).click()
      const dialog = page.getByRole('dialog', { name: '取消预约' })
      await dialog.getByText('¥66.00').first().waitFor()
      expect(await axeViolations(page)).toEqual([])
      await dialog.getByRole('button', { name: '确认取消' }).click()
      await booking.waitFor({ state: 'detached' })
    })

    test('subscribes to her bookings in her own calendar', async () => {
      await page.getByRole('button', { name: '订阅日历' }).click()
      const dialog = page.getByRole('dialog', { name: '订阅我的预约日历' })
      await dialog.getByRole('button', { name: '生成地址' }).click()
      const address = new URL(await dialog.getByRole('textbox').inputValue())
      const response = await fetch(new URL(`${address.pathname}${address.search}`, platform.urls.at(-1)))
      const calendar = new ICAL.Component(ICAL.parse(await response.text()))
      const starts = calendar
        .getAllSubcomponents('vevent')
        .filter((it) => it.getFirstPropertyValue('status') !== 'CANCELLED')
        .map((it) => new ICAL.Event(it))
        .filter((it) => it.summary.includes(NAME))
        .map((it) => it.startDate.toJSDate().toISOString())
      expect(starts).toContain(new Date(`${day}T15:15:00+08:00`).toISOString())
      expect(starts).not.toContain(new Date(`${day}T09:00:00+08:00`).toISOString())
    })
  })

  test('books on a phone from the agenda, with nothing for axe to find', async () => {
    const page = await (await newVisitor(browser, 'phone', url)).newPage()
    await page.goto('/instruments?q=羊绒 细度')
    await page.getByRole('button', { name: '筛选' }).tap()
    await page
      .getByRole('dialog', { name: '筛选' })
      .getByRole('button', { name: /查看 \d+ 台/ })
      .tap()
    expect(await axeViolations(page)).toEqual([])
    await page.goto(`/instruments/${instrumentId}?day=${later}`)
    await page
      .getByRole('region', { name: '预约日历' })
      .getByRole('button', { name: /^选择 / })
      .first()
      .tap()
    expect(await axeViolations(page)).toEqual([])
    const panel = page.getByRole('form', { name: '预约机时' })
    await panel.getByRole('textbox', { name: '用途' }).fill('手机预约')
    await panel.getByRole('button', { name: '预约', exact: true }).tap()
    await signIn(page)
    await page.getByText(`已预约 ${later} ${weekdayText(later)}`).waitFor()
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '我的预约' }).tap()
    await page.getByText('手机预约').waitFor()
    expect(await axeViolations(page)).toEqual([])
  })
})
