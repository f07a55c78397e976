/** A researcher checks in and out with her phone, by the code that the keeper made for the instrument. */

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateOf, DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { MINUTE_MS } from '../../server/kernel/interval.ts'
import { spanText } from '../../web/design/format.ts'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { ask, signIn } from '../support/visitors.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'

const STEP_MS = 5 * MINUTE_MS

type Node = { readonly id: string; readonly nameZh: string; readonly freeNow: boolean }
type Listed = { readonly instruments: { readonly edges: readonly { readonly node: Node }[] } }

const OPEN = `mutation ($hours: SetOpeningHoursInput!, $policy: SetBookingPolicyInput!) {
  setOpeningHours(input: $hours) { __typename } setBookingPolicy(input: $policy) { __typename } }`
const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Booking { id state } ... on Rejection { problems { code } } } }`

describe.each(dialects)('%s: checking in with a phone', (dialect) => {
  let platform: Platform
  let browser: Browser
  let keeper: BrowserContext
  let keepersPage: Page
  /** Each screen has an instrument of its own. */
  const opened = new Set<string>()

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    keeper = await newVisitor(browser, 'desktop', platform.urls.at(0) ?? '')
    keepersPage = await keeper.newPage()
    await signIn(keepersPage, 'keeper')
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  /** An instrument of the keeper that is free now, open day and night and booked in steps of five minutes. */
  async function openInstrument(): Promise<Node> {
    const { viewer } = await ask<{ viewer: { institution: { id: string } } }>(
      keeper,
      '{ viewer { institution { id } } }',
      {},
    )
    const { instruments } = await ask<Listed>(
      keeper,
      'query ($id: ID!) { instruments(filter: { institutionId: $id }, first: 50) { edges { node { id nameZh freeNow } } } }',
      { id: viewer.institution.id },
    )
    const nodes = instruments.edges.map((it) => it.node).filter((it) => !opened.has(it.id))
    const instrument = nodes.find((it) => it.freeNow) ?? nodes[0]
    if (!instrument) throw new Error('The keeper has no instrument left.')
    opened.add(instrument.id)
    const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' }))
    await ask(keeper, OPEN, {
      hours: {
        instrumentId: instrument.id,
        validFrom: dateOf(Date.now(), DEFAULT_ZONE),
        windows,
        closedOnHolidays: false,
      },
      policy: {
        instrumentId: instrument.id,
        policy: {
          durationMinutesMin: 5,
          durationMinutesMax: 480,
          stepMinutes: 5,
          noticeMinutesMin: 0,
          horizonDays: 30,
          turnaroundMinutes: 0,
          approval: 'NONE',
          cancelNoticeMinutes: 0,
        },
      },
    })
    return instrument
  }

  describe.each<Screen>(['phone', 'desktop'])('on a %s', (screen) => {
    let page: Page
    let instrument: Node
    let address: string
    let renewed: string

    beforeAll(async () => {
      const visitor = await newVisitor(browser, screen, platform.urls.at(-1) ?? '')
      page = await visitor.newPage()
      instrument = await openInstrument()
    })

    test('the keeper makes a code, and another one', async () => {
      await keepersPage.goto(`/manage/${instrument.id}?step=submit`)
      const panel = keepersPage.getByRole('region', { name: '现场签到码' })
      await panel.getByRole('button', { name: '生成签到码' }).click()
      await panel.getByRole('img', { name: `${instrument.nameZh}的签到码` }).waitFor()
      const field = panel.getByRole('textbox', { name: '签到地址' })
      const before = await field.inputValue()
      expect(await axeViolations(keepersPage)).toEqual([])
      await panel.getByRole('button', { name: '更换' }).click()
      await keepersPage.getByRole('button', { name: '确认更换' }).click()
      await expect.poll(() => field.inputValue()).not.toBe(before)
      address = new URL(await field.inputValue()).pathname
      renewed = new URL(before).pathname
    })

    test('a researcher without a booking is shown the way to one', async () => {
      await signIn(page, 'researcher')
      await page.goto(address)
      await page.getByRole('heading', { level: 1, name: instrument.nameZh }).waitFor()
      await page.getByText('24 小时内没有您的预约').waitFor()
      await page.getByRole('link', { name: '查看空闲时段' }).waitFor()
      expect(await axeViolations(page)).toEqual([])
    })

    test('with one she checks in, and out with her samples', async () => {
      const startsAt = (Math.floor(Date.now() / STEP_MS) + 1) * STEP_MS
      const span = {
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(startsAt + 2 * STEP_MS).toISOString(),
      }
      const input = { instrumentId: instrument.id, purpose: '细度复测', ...span }
      expect(await ask(page.context(), BOOK, { input })).toMatchObject({
        bookInstrument: { state: 'CONFIRMED' },
      })
      await page.reload()
      await page.getByText(spanText(span.startsAt, span.endsAt)).waitFor()
      await page.getByText(/仍未签到记为爽约/).waitFor()
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: '签到，开始使用' }).click()
      await page.getByText(/已于 \d\d:\d\d 签到/).waitFor()
      await page.getByRole('spinbutton', { name: '样品数' }).fill('4')
      await page.getByRole('button', { name: '确认签退' }).click()
      await page.getByText('使用已结束').waitFor()
      expect(await axeViolations(page)).toEqual([])
    })

    test('a code that was renewed leads nowhere', async () => {
      await page.goto(renewed)
      await page.getByText('签到码无效').waitFor()
      expect(await page.getByRole('button', { name: '签到，开始使用' }).count()).toBe(0)
    })
  })
})
