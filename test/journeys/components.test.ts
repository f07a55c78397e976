/** Instruments that hang together: parts are booked together, all or none; of several units the calendar counts. */

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf, weekdayOf } from '../../server/kernel/calendar.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

const ZONE = 'Asia/Shanghai'

/** A working day next week, on which the demo's centre is open. */
const DAY = (() => {
  const today = dateOf(Date.now(), ZONE)
  return addDays(today, 9 - weekdayOf(today))
})()

const at = (time: string) => new Date(`${DAY}T${time}:00+08:00`).toISOString()

describe.each(dialects)('%s: instruments that hang together', (dialect) => {
  let platform: Platform
  let browser: Browser
  let visitor: BrowserContext
  let page: Page

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    visitor = await newVisitor(browser, 'desktop', platform.urls.at(0) ?? '')
    page = await visitor.newPage()
    await signIn(page, 'researcher')
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function idOf(name: string): Promise<string> {
    const { instruments } = await ask<{ instruments: { edges: { node: { id: string; nameZh: string } }[] } }>(
      visitor,
      'query ($text: String!) { instruments(filter: { text: $text }) { edges { node { id nameZh } } } }',
      { text: name },
    )
    return instruments.edges.find((it) => it.node.nameZh === name)?.node.id ?? ''
  }

  const book = async (name: string, from: string, to: string) =>
    ask<{ bookInstrument: { __typename: string } }>(
      visitor,
      'mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) { __typename } }',
      { input: { instrumentId: await idOf(name), startsAt: at(from), endsAt: at(to), purpose: '元素分析' } },
    )

  const form = () => page.getByRole('form', { name: '预约机时' })

  /** The page of an instrument with a span filled in. */
  async function open(name: string, from: string, to: string): Promise<void> {
    const query = new URLSearchParams({ day: DAY, start: at(from), end: at(to) })
    await page.goto(`/instruments/${await idOf(name)}?${query}`)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await form().getByLabel('用途').fill('纤维断裂过程观察')
  }

  test('a component is booked together with its sibling, with what both cost', async () => {
    await open('原位拉伸台', '10:00', '12:00')
    await page.getByText('属于').waitFor()
    await form().getByRole('checkbox', { name: 'X射线能谱仪' }).check()
    await form().getByText('2 项合计').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await form().getByRole('button', { name: '预约', exact: true }).click()
    await page
      .getByText(/^已预约 /)
      .first()
      .waitFor()
    await page.goto('/bookings')
    await page.getByText('一起预约：').first().waitFor()
  })

  test('where one of them is taken none is booked, and the reason names it', async () => {
    await open('原位拉伸台', '14:00', '16:00')
    expect(await book('X射线能谱仪', '15:00', '17:00')).toEqual({ bookInstrument: { __typename: 'Booking' } })
    await form().getByRole('checkbox', { name: 'X射线能谱仪' }).check()
    await form().getByRole('button', { name: '预约', exact: true }).click()
    await form().getByText('X射线能谱仪：该时段已被预约。').first().waitFor()
    const answer = await ask(
      visitor,
      'query ($id: ID!, $during: IntervalInput!) { availability(instrumentId: $id, during: $during) { busy { kind } } }',
      { id: await idOf('原位拉伸台'), during: { startsAt: at('14:00'), endsAt: at('16:00') } },
    )
    expect(answer).toEqual({ availability: { busy: [] } })
  })

  test('the whole is taken where a part is, and says what belongs to it', async () => {
    await open('扫描电镜原位力学测试平台', '11:00', '12:00')
    await page.getByText('包含部件，预约时一并占用：').waitFor()
    await form().getByText('该时段已被预约。').first().waitFor()
    expect(await axeViolations(page)).toEqual([])
  })

  test('of three units the calendar counts how many are taken', async () => {
    for (let i = 0; i < 2; i += 1) await book('八篮恒温烘箱', '10:00', '12:00')
    await open('八篮恒温烘箱', '10:00', '12:00')
    await page.getByText('同类 3 台').waitFor()
    await page.getByText('2/3 已约').first().waitFor()
    await form().getByRole('button', { name: '预约', exact: true }).click()
    await page.getByText('3/3 已约').first().waitFor()
    expect(await page.getByText('2/3 已约').count()).toBe(0)
  })
})
