/** A researcher waits for time that is taken, and takes it with her phone when it becomes free. */

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateOf, DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { DAY_MS, HOUR_MS } from '../../server/kernel/interval.ts'
import { spanText } from '../../web/design/format.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

type Span = { readonly startsAt: string; readonly endsAt: string }
type Instrument = { readonly id: string; readonly nameZh: string }

const FIND = `query ($id: ID!) { instruments(filter: { institutionId: $id }, first: 50) { edges { node { id nameZh } } } }`
const OPEN = `mutation ($hours: SetOpeningHoursInput!, $policy: SetBookingPolicyInput!) {
  setOpeningHours(input: $hours) { __typename } setBookingPolicy(input: $policy) { __typename } }`
const FREE = `query ($id: ID!, $during: IntervalInput!) {
  availability(instrumentId: $id, during: $during) { free { startsAt endsAt } } }`
const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) { __typename ... on Booking { id } } }`
const CANCEL = `mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { __typename } }`

describe.each(dialects)('%s: waiting for time', (dialect) => {
  let platform: Platform
  let browser: Browser
  let keeper: BrowserContext
  let keepersPage: Page
  let phone: Page
  let instrument: Instrument
  let span: Span
  let bookingId: string

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    keeper = await newVisitor(browser, 'desktop', platform.urls.at(0) ?? '')
    keepersPage = await keeper.newPage()
    await signIn(keepersPage, 'keeper')
    instrument = await openInstrument()
    span = await freeHour()
    bookingId = await book(span)
    const visitor = await newVisitor(browser, 'phone', platform.urls.at(-1) ?? '')
    phone = await visitor.newPage()
    await signIn(phone, 'researcher')
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  /** An instrument of the keeper, open day and night and booked by the hour. */
  async function openInstrument(): Promise<Instrument> {
    const { viewer } = await ask<{ viewer: { institution: { id: string } } }>(
      keeper,
      '{ viewer { institution { id } } }',
      {},
    )
    const { instruments } = await ask<{
      instruments: { edges: readonly { node: Instrument }[] }
    }>(keeper, FIND, { id: viewer.institution.id })
    const found = instruments.edges[0]?.node
    if (!found) throw new Error('The keeper has no instrument.')
    const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' }))
    const validFrom = dateOf(Date.now(), DEFAULT_ZONE)
    await ask(keeper, OPEN, {
      hours: { instrumentId: found.id, validFrom, windows, closedOnHolidays: false },
      policy: {
        instrumentId: found.id,
        policy: {
          durationMinutesMin: 60,
          durationMinutesMax: 480,
          stepMinutes: 60,
          noticeMinutesMin: 0,
          horizonDays: 60,
          turnaroundMinutes: 0,
          approval: 'NONE',
          cancelNoticeMinutes: 0,
        },
      },
    })
    return found
  }

  /** A free hour some days ahead. */
  async function freeHour(): Promise<Span> {
    const from = Date.now() + 20 * DAY_MS
    const during = {
      startsAt: new Date(from).toISOString(),
      endsAt: new Date(from + 20 * DAY_MS).toISOString(),
    }
    const { availability } = await ask<{ availability: { free: readonly Span[] } }>(keeper, FREE, {
      id: instrument.id,
      during,
    })
    const hours = availability.free.map((it) => {
      const startsAt = Math.ceil(Date.parse(it.startsAt) / HOUR_MS) * HOUR_MS
      return { startsAt, fits: startsAt + HOUR_MS <= Date.parse(it.endsAt) }
    })
    const startsAt = hours.find((it) => it.fits)?.startsAt ?? from
    return {
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + HOUR_MS).toISOString(),
    }
  }

  async function book(at: Span): Promise<string> {
    const input = { instrumentId: instrument.id, purpose: '校准', ...at }
    const { bookInstrument } = await ask<{ bookInstrument: { id: string } }>(keeper, BOOK, { input })
    return bookInstrument.id
  }

  test('the reason that the time is taken leads to the waiting list', async () => {
    const search = new URLSearchParams({ start: span.startsAt, end: span.endsAt })
    await phone.goto(`/instruments/${instrument.id}?${search.toString()}`)
    await phone.getByRole('button', { name: '排队等候' }).click()
    const dialog = phone.getByRole('dialog')
    await dialog.getByText(spanText(span.startsAt, span.endsAt)).waitFor()
    await dialog.getByRole('button', { name: '加入候补' }).click()
    await dialog.getByText('请填写用途').waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await dialog.getByRole('textbox', { name: '用途' }).fill('煤灰形貌')
    await dialog.getByRole('button', { name: '加入候补' }).click()
    await phone.getByText('已加入候补，您排在第 1 位').waitFor()
  })

  test('she sees her place, and the keeper how many wait', async () => {
    await phone.goto('/bookings')
    const waiting = phone.getByRole('region', { name: '候补' })
    await waiting.getByText(spanText(span.startsAt, span.endsAt)).waitFor()
    await waiting.getByText('候补第 1 位').waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await keepersPage.goto('/manage')
    await keepersPage.getByText('候补 1 人').first().waitFor()
    expect(await axeViolations(keepersPage)).toEqual([])
  })

  test('when the time becomes free the bell rings, and leads to the offer', async () => {
    const unread = async () =>
      (await ask<{ unreadNotices: number }>(phone.context(), '{ unreadNotices }', {})).unreadNotices
    const before = await unread()
    await ask(keeper, CANCEL, { input: { bookingId } })
    await expect.poll(unread, { timeout: 15_000 }).toBeGreaterThan(before)
    await phone.goto('/')
    await phone.getByRole('link', { name: /^通知，\d+ 条未读$/ }).tap()
    const notice = phone.getByRole('listitem').filter({ hasText: '候补邀约' }).first()
    await notice.getByText(spanText(span.startsAt, span.endsAt)).waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await notice.getByRole('link', { name: '查看：候补邀约' }).tap()
    await phone.waitForURL('**/bookings')
  })

  test('nobody else can take it, and she takes it with one tap', async () => {
    expect(await book(span)).toBeUndefined()
    const waiting = phone.getByRole('region', { name: '候补' })
    await waiting.getByText(/为您保留 · 剩余 \d\d:\d\d/).waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await waiting.getByRole('button', { name: '接受' }).tap()
    await phone.getByText(`已预约 ${spanText(span.startsAt, span.endsAt)}`).waitFor()
    await waiting.waitFor({ state: 'detached' })
    const booked = phone.getByRole('listitem').filter({ hasText: spanText(span.startsAt, span.endsAt) })
    await booked.getByText('煤灰形貌').waitFor()
  })

  test('she chooses how to be told', async () => {
    await phone.goto('/me')
    const panel = phone.getByRole('region', { name: '通知设置' })
    await panel.getByRole('checkbox', { name: '提前 1 小时' }).check()
    await phone.getByText('已保存').first().waitFor()
    await panel.getByRole('checkbox', { name: '预约提醒 · 站内' }).waitFor()
    expect(await panel.getByText('邮件').count()).toBe(0)
    expect(await axeViolations(phone)).toEqual([])
    await phone.reload()
    await expect.poll(() => panel.getByRole('checkbox', { name: '提前 1 小时' }).isChecked()).toBe(true)
  })
})
