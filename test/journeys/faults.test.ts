/** A fault is reported with a phone; the keeper confirms it, moves two of the bookings it hits and gives up one; their person is told. */

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateOf, DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { HOUR_MS } from '../../server/kernel/interval.ts'
import { wallInput } from '../../web/records/wall-input.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

type Listed = {
  readonly instruments: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly nameZh: string } }[]
  }
}
type Booked = { readonly bookInstrument: { readonly id?: string; readonly __typename: string } }

const PREPARE = `mutation ($hours: SetOpeningHoursInput!, $policy: SetBookingPolicyInput!) {
  setOpeningHours(input: $hours) { __typename } setBookingPolicy(input: $policy) { __typename } }`
const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Booking { id } ... on Rejection { problems { code } } } }`
const STATE = 'query ($id: ID!) { booking(id: $id) { state startsAt } }'

describe.each(dialects)('%s: a fault', (dialect) => {
  let platform: Platform
  let browser: Browser
  let keeper: BrowserContext
  let desk: Page
  let researcher: BrowserContext
  let phone: Page
  let instrument: { readonly id: string; readonly nameZh: string }
  /** Three of an hour each, one after another, from a whole hour on. */
  let bookings: readonly string[]
  const from = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + HOUR_MS

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    keeper = await newVisitor(browser, 'desktop', platform.urls.at(0) ?? '')
    researcher = await newVisitor(browser, 'phone', platform.urls.at(-1) ?? '')
    desk = await keeper.newPage()
    phone = await researcher.newPage()
    await signIn(desk, 'keeper')
    await signIn(phone, 'researcher')
    instrument = await openInstrument()
    bookings = await bookThree()
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  async function openInstrument() {
    const { viewer } = await ask<{ viewer: { institution: { id: string } } }>(
      keeper,
      '{ viewer { institution { id } } }',
      {},
    )
    const { instruments } = await ask<Listed>(
      keeper,
      'query ($id: ID!) { instruments(filter: { institutionId: $id }, first: 50) { edges { node { id nameZh } } } }',
      { id: viewer.institution.id },
    )
    const found = instruments.edges.at(-1)?.node
    if (!found) throw new Error('The keeper has no instrument.')
    const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' }))
    await ask(keeper, PREPARE, {
      hours: {
        instrumentId: found.id,
        validFrom: dateOf(Date.now(), DEFAULT_ZONE),
        windows,
        closedOnHolidays: false,
      },
      policy: {
        instrumentId: found.id,
        policy: {
          durationMinutesMin: 30,
          durationMinutesMax: 480,
          stepMinutes: 30,
          noticeMinutesMin: 0,
          horizonDays: 30,
          turnaroundMinutes: 0,
          approval: 'NONE',
          cancelNoticeMinutes: 1440,
        },
      },
    })
    return found
  }

  /** The first three hours in a row that are free. */
  async function bookThree(): Promise<readonly string[]> {
    const made: string[] = []
    for (let i = 0; made.length < 3 && i < 12; i += 1) {
      const startsAt = new Date(from + i * HOUR_MS).toISOString()
      const endsAt = new Date(from + (i + 1) * HOUR_MS).toISOString()
      const input = { instrumentId: instrument.id, purpose: `断口分析 ${i}`, startsAt, endsAt }
      const { bookInstrument } = await ask<Booked>(researcher, BOOK, { input })
      if (bookInstrument.id) made.push(bookInstrument.id)
    }
    return made
  }

  const stateOf = async (id: string) =>
    (await ask<{ booking: { state: string; startsAt: string } }>(keeper, STATE, { id })).booking

  const kindsTold = async () => {
    const query = '{ notices(first: 50) { edges { node { kind } } } }'
    const { notices } = await ask<{ notices: { edges: readonly { node: { kind: string } }[] } }>(
      researcher,
      query,
      {},
    )
    return notices.edges.map((it) => it.node.kind)
  }

  test('is reported with a phone from the page of the instrument', async () => {
    expect(bookings).toHaveLength(3)
    await phone.goto(`/instruments/${instrument.id}`)
    await phone.getByRole('button', { name: '报告故障' }).click()
    const dialog = phone.getByRole('dialog', { name: '报告故障' })
    await dialog.getByRole('radio', { name: '无法使用' }).check()
    await dialog.getByRole('textbox', { name: '故障情况' }).fill('真空泵异响，无法抽真空')
    expect(await axeViolations(phone)).toEqual([])
    await dialog.getByRole('button', { name: '提交' }).click()
    await phone.getByText('已报告，机主会收到提醒').waitFor()
  })

  test('is confirmed by the keeper, who moves two of the bookings and gives up one', async () => {
    await desk.goto('/desk')
    const panel = desk.getByRole('region', { name: '故障报告' })
    await panel.getByText('真空泵异响，无法抽真空').waitFor()
    expect(await axeViolations(desk)).toEqual([])
    await panel.getByRole('button', { name: '确认故障…' }).click()
    const dialog = desk.getByRole('dialog', { name: '确认故障' })
    const until = wallInput(from + 14 * HOUR_MS, DEFAULT_ZONE)
    await dialog.getByLabel('预计恢复时间（北京时间）').fill(until)
    const rows = dialog.getByRole('list', { name: '受影响的预约' }).getByRole('listitem')
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(3)
    const mine = rows.filter({ hasText: '→' })
    await mine.last().getByRole('radio', { name: '免费取消' }).check()
    await dialog.getByText(/取消 1 项/).waitFor()
    expect(await axeViolations(desk)).toEqual([])
    await dialog.getByRole('button', { name: '确认并执行' }).click()
    await desk.getByText('故障已确认，预约人会收到通知').waitFor()
    const states = await Promise.all(bookings.map(stateOf))
    expect(states.map((it) => it.state).toSorted()).toEqual(['CANCELLED', 'CONFIRMED', 'CONFIRMED'])
    const moved = states.filter((it) => it.state === 'CONFIRMED')
    expect(moved.every((it) => Date.parse(it.startsAt) >= from + 14 * HOUR_MS)).toBe(true)
  })

  test('is told to the researcher, with the old time and the new one, and seen on the instrument', async () => {
    // The platform tells people within seconds, and not in the moment itself.
    await expect.poll(kindsTold, { timeout: 15_000 }).toContain('FAULT_REPORTED')
    await phone.goto('/me/notices')
    await phone.getByText('仪器故障').first().waitFor()
    await phone
      .getByText(/机主将您预约的.+由 .+ 改到 /)
      .first()
      .waitFor()
    await phone.getByText('预约被取消').first().waitFor()
    await phone.goto(`/instruments/${instrument.id}`)
    await phone.getByText(/预计 .+ 恢复/).waitFor()
    expect(await axeViolations(phone)).toEqual([])
  })

  test('is repaired: the instrument is open again', async () => {
    await desk.goto('/desk')
    const panel = desk.getByRole('region', { name: '故障报告' })
    await panel.getByRole('button', { name: '已修复' }).click()
    await desk.getByRole('tooltip').getByRole('button', { name: '已修复' }).click()
    await desk.getByText('仪器已恢复开放').waitFor()
    expect(await panel.count()).toBe(0)
  })
})
