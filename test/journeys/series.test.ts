/** Journey: an engineer books a series in which some times do not fit, moves one, and gives up what follows. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf } from '../../server/kernel/calendar.ts'
import { weekdayText } from '../../web/design/format.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { DEMO_PASSWORD, type Platform, startPlatform } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'

const ZONE = 'Asia/Shanghai'
const NAME = '光学纤维直径分析仪'
const POST = { method: 'POST', headers: { 'content-type': 'application/json' } }

/** Signs a demo account in, in this page. */
async function signIn(page: Page, account: string): Promise<void> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }'
  const input = { email: `${account}@demo.local`, password: DEMO_PASSWORD }
  const body = JSON.stringify({ query, variables: { input } })
  await page.goto('/help')
  await page.evaluate(async (init) => fetch('/graphql', init), { ...POST, body })
}

/** Asks in the name of whoever the page is signed in as. */
async function ask(page: Page, query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const body = JSON.stringify({ query, variables })
  const answer = await page.evaluate(async (init) => (await fetch('/graphql', init)).json(), {
    ...POST,
    body,
  })
  return (answer as { data: Record<string, unknown> }).data
}

describe.each(dialects)('%s: a series', (dialect) => {
  let platform: Platform
  let browser: Browser
  let page: Page
  let instrumentId: string
  /** A Monday ten days ahead or more, and the days after it. */
  let days: readonly string[]
  const on = (day: number, time: string) => `${days[day]} ${weekdayText(days[day] ?? '')} ${time}`

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    const url = platform.urls.at(0) ?? ''
    const keeper = await (await newVisitor(browser, 'desktop', url)).newPage()
    await signIn(keeper, 'keeper')
    const { instruments } = (await ask(
      keeper,
      `{ instruments(filter: { managedByMe: true, text: "${NAME}" }, first: 5) { edges { node { id nameZh } } } }`,
    )) as { instruments: { edges: { node: { id: string; nameZh: string } }[] } }
    instrumentId = instruments.edges.find((it) => it.node.nameZh === NAME)?.node.id ?? ''
    days = await freeDays(keeper, instrumentId)
    // Somebody else has the third day.
    const input = {
      instrumentId,
      startsAt: `${days[2]}T09:00:00+08:00`,
      endsAt: `${days[2]}T10:00:00+08:00`,
      purpose: '校准',
    }
    const book = 'mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) { __typename } }'
    await ask(keeper, book, { input })
    page = await (await newVisitor(browser, 'desktop', url)).newPage()
    await signIn(page, 'researcher')
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  /** Four days in a row on which nothing is in the way from nine to eleven. */
  async function freeDays(by: Page, id: string): Promise<readonly string[]> {
    const query =
      'query ($input: PreviewSeriesInput!) { previewSeries(input: $input) { occurrences { problems { code } } } }'
    for (let ahead = 3; ahead < 24; ahead += 1) {
      const first = addDays(dateOf(Date.now(), ZONE), ahead)
      const input = {
        instrumentId: id,
        startsAt: `${first}T09:00:00+08:00`,
        endsAt: `${first}T12:00:00+08:00`,
        rrule: 'FREQ=DAILY;COUNT=4',
      }
      // One after the other: the first that is free is enough.
      // oxlint-disable-next-line eslint/no-await-in-loop
      const { previewSeries } = (await ask(by, query, { input })) as {
        previewSeries: { occurrences: { problems: { code: string }[] }[] }
      }
      const codes = previewSeries.occurrences.flatMap((it) => it.problems.map((each) => each.code))
      const weekdays = Array.from({ length: 4 }, (_, i) => addDays(first, i))
      const isWorkweek = weekdays.every((it) => new Date(`${it}T00:00:00Z`).getUTCDay() % 6 !== 0)
      if (codes.length === 0 && isWorkweek) return weekdays
    }
    throw new Error('No four days are free.')
  }

  test('shows every time with its outcome and the price of all, and asks to skip what does not fit', async () => {
    const [first] = days
    await page.goto(
      `/instruments/${instrumentId}?day=${first}&start=${first}T09:00:00%2B08:00&end=${first}T11:00:00%2B08:00`,
    )
    const panel = page.getByRole('form', { name: '预约机时' })
    await panel.getByRole('combobox', { name: '重复' }).click()
    await page.getByTitle('每天', { exact: true }).click()
    const list = panel.getByRole('region', { name: '每次预约' })
    await list.getByText('3 次可约，1 次不可约，0 次跳过').waitFor()
    await list.getByText(/合计 ¥/).waitFor()
    const third = list.getByRole('listitem').filter({ hasText: on(2, '09:00–11:00') })
    await third.getByText('该时段已被预约').waitFor()
    expect(await axeViolations(page)).toEqual([])
  })

  test('is refused whole, then booked with skips: what was made and what was not is told', async () => {
    const panel = page.getByRole('form', { name: '预约机时' })
    await panel.getByRole('textbox', { name: '用途' }).fill('连续四天对照')
    await panel.getByRole('button', { name: '预约 3 次' }).click()
    await panel
      .getByRole('alert')
      .getByText(/不能预约/)
      .waitFor()
    await panel.getByRole('switch', { name: /跳过冲突/ }).click()
    await panel.getByRole('button', { name: '预约 3 次' }).click()
    const summary = page.getByRole('dialog', { name: '系列预约结果' })
    await summary.getByText('3 次提交成功，1 次未预约').waitFor()
    const third = summary.getByRole('listitem').filter({ hasText: on(2, '09:00–11:00') })
    await third.getByText('该时段已被预约').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await summary.getByRole('link', { name: '查看我的预约' }).click()
    await page.getByRole('button', { name: '系列预约，第 4 次，共 4 次' }).waitFor()
  })

  const card = (day: number, time: string) => page.getByRole('listitem').filter({ hasText: on(day, time) })

  test('has one of its times moved', async () => {
    await card(1, '09:00–11:00').getByRole('button', { name: '改期' }).click()
    const dialog = page.getByRole('dialog', { name: '系列改期' })
    await dialog.getByRole('combobox', { name: '开始' }).fill('10:00')
    await page.keyboard.press('Enter')
    await dialog.getByText('可改期').waitFor()
    await dialog.getByRole('button', { name: '确认系列改期' }).click()
    await dialog.waitFor({ state: 'detached' })
    await card(1, '10:00–12:00').waitFor()
    await card(1, '10:00–12:00')
      .getByRole('button', { name: /^系列预约/ })
      .click()
    await page.getByRole('dialog', { name: '系列预约' }).getByText('单独改期').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('has what follows given up, the moved one left out unless asked for', async () => {
    await card(0, '09:00–11:00').getByRole('button', { name: '取消预约' }).click()
    const dialog = page.getByRole('dialog', { name: '取消系列预约' })
    await dialog.getByRole('radio', { name: '这次及以后' }).check()
    await dialog.getByRole('button', { name: '取消 2 次预约' }).waitFor()
    await dialog.getByRole('switch', { name: '也更改单独改期过的' }).click()
    await dialog.getByRole('button', { name: '取消 3 次预约' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('button', { name: /^系列预约，/ }).count()).toBe(0)
  })
})
