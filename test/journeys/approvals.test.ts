/**
 * An engineer asks for time at an instrument that asks twice: who leads her group agrees with a phone, the keeper at the
 * desk; another request is refused by the leader with a reason, and frees its time.
 */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../server/kernel/interval.ts'
import { spanText } from '../../web/design/format.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

type Span = { readonly startsAt: string; readonly endsAt: string }

/** Asks who leads the group and then the keeper in the demo, where the engineer belongs to a group. */
const NAME = '起球仪（马丁代尔）'
const LEADER = 'yinxiaoman'
const REASON = '不在计划内'

const FIND = `query ($text: String!) { instruments(filter: { text: $text, managedByMe: true }, first: 5) { edges { node { id nameZh } } } }`
const FREE = `query ($id: ID!, $during: IntervalInput!) {
  availability(instrumentId: $id, during: $during) { free { startsAt endsAt } } }`

describe.each(dialects)('%s: a request that is decided twice', (dialect) => {
  let platform: Platform
  let browser: Browser
  let engineer: Page
  let phone: Page
  let desk: Page
  let instrumentId: string
  let agreed: Span
  let refused: Span

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    const urls = platform.urls
    const visitors = await Promise.all([
      newVisitor(browser, 'desktop', urls.at(0) ?? ''),
      newVisitor(browser, 'phone', urls.at(-1) ?? ''),
      newVisitor(browser, 'desktop', urls.at(-1) ?? ''),
    ])
    ;[engineer, phone, desk] = (await Promise.all(visitors.map((it) => it.newPage()))) as [Page, Page, Page]
    await signIn(engineer, 'researcher')
    await signIn(phone, LEADER)
    await signIn(desk, 'keeper')
    const { instruments } = await ask<{
      instruments: { edges: readonly { node: { id: string; nameZh: string } }[] }
    }>(desk.context(), FIND, { text: NAME })
    instrumentId = instruments.edges.find((it) => it.node.nameZh === NAME)?.node.id ?? ''
    ;[agreed, refused] = await freeHours()
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  /** Two free spans of two hours that do not touch, some days ahead. */
  async function freeHours(): Promise<readonly [Span, Span]> {
    const from = Date.now() + 11 * DAY_MS
    const during = {
      startsAt: new Date(from).toISOString(),
      endsAt: new Date(from + 14 * DAY_MS).toISOString(),
    }
    const { availability } = await ask<{ availability: { free: readonly Span[] } }>(
      engineer.context(),
      FREE,
      {
        id: instrumentId,
        during,
      },
    )
    const found = availability.free.flatMap((it) => {
      const startsAt = Math.ceil(Date.parse(it.startsAt) / HOUR_MS) * HOUR_MS
      const endsAt = startsAt + 2 * HOUR_MS
      const span = { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
      return endsAt <= Date.parse(it.endsAt) ? [span] : []
    })
    const [first, second] = [found[0], found.at(-1)]
    if (!first || !second || first === second) throw new Error('There is no free time.')
    return [first, second]
  }

  const when = ({ startsAt, endsAt }: Span) => spanText(startsAt, endsAt)
  const unread = async (page: Page) =>
    (await ask<{ unreadNotices: number }>(page.context(), '{ unreadNotices }', {})).unreadNotices

  test('the engineer reads who decides, and asks for two spans', async () => {
    for (const span of [agreed, refused]) {
      const search = new URLSearchParams({ start: span.startsAt, end: span.endsAt })
      await engineer.goto(`/instruments/${instrumentId}?${search.toString()}`)
      await engineer.getByText('提交后先由您的课题负责人、再由机主审批，期间时段为您保留。').waitFor()
      await engineer.getByRole('textbox', { name: '用途' }).fill('羊绒混纺面料起球')
      await engineer.getByRole('button', { name: '提交预约申请' }).click()
      await engineer.getByText(`已提交 ${when(span)} 的申请，等待审批`).waitFor()
    }
    await engineer.goto('/bookings')
    const mine = engineer.getByRole('listitem').filter({ hasText: when(agreed) })
    await mine.getByText('待课题负责人审批').waitFor()
    expect(await axeViolations(engineer)).toEqual([])
  })

  test('the keeper is not asked yet', async () => {
    await desk.goto('/desk?view=requests')
    await desk.getByRole('heading', { name: '工作台' }).waitFor()
    expect(await desk.getByText(when(agreed)).count()).toBe(0)
  })

  test('who leads the group is told, and agrees with a phone', async () => {
    await expect.poll(() => unread(phone), { timeout: 15_000 }).toBeGreaterThan(0)
    await phone.goto('/')
    await phone.getByRole('link', { name: /^通知，\d+ 条未读$/ }).tap()
    const notice = phone
      .getByRole('listitem')
      .filter({ hasText: when(agreed) })
      .first()
    await notice.getByRole('link', { name: '查看：有预约待您审批' }).tap()
    await phone.waitForURL('**/approvals')
    const request = phone.getByRole('listitem').filter({ hasText: when(agreed) })
    await request.getByText('羊绒混纺面料起球').waitFor()
    await request.getByText('您同意后由机主审批').waitFor()
    expect(await axeViolations(phone)).toEqual([])
    await request.getByRole('button', { name: '同意', exact: true }).tap()
    await phone.getByText('已同意 1 项预约').waitFor()
    await request.waitFor({ state: 'detached' })
  })

  test('and refuses the other one with a reason', async () => {
    const request = phone.getByRole('listitem').filter({ hasText: when(refused) })
    await request.getByRole('button', { name: '驳回', exact: true }).tap()
    const dialog = phone.getByRole('dialog', { name: '驳回预约申请' })
    await dialog.getByRole('button', { name: REASON }).tap()
    expect(await axeViolations(phone)).toEqual([])
    await dialog.getByRole('button', { name: '驳回', exact: true }).tap()
    await phone.getByText('已驳回 1 项预约，理由已告知申请人').waitFor()
    await request.waitFor({ state: 'detached' })
  })

  test('the keeper sees what was said, and approves at the desk', async () => {
    await desk.goto('/desk?view=requests')
    const request = desk.getByRole('listitem').filter({ hasText: when(agreed) })
    await request.getByRole('button', { name: NAME }).click()
    const detail = desk.getByRole('region', { name: '申请详情' })
    await detail.getByText('殷小曼').waitFor()
    await detail.getByText('待机主审批').waitFor()
    expect(await axeViolations(desk)).toEqual([])
    await detail.getByRole('button', { name: '通过' }).click()
    await request.waitFor({ state: 'detached' })
  })

  test('the engineer has one booking, and the reason why she has not the other; its time is free', async () => {
    await engineer.goto('/bookings')
    const mine = engineer.getByRole('listitem').filter({ hasText: when(agreed) })
    await mine.getByText('已确认').first().waitFor()
    await mine.getByText('机主').first().waitFor()
    await engineer.goto('/bookings?show=past')
    const past = engineer.getByRole('listitem').filter({ hasText: when(refused) })
    await past.getByText('该次测试不在课题近期计划内').first().waitFor()
    expect(await axeViolations(engineer)).toEqual([])
    const { availability } = await ask<{ availability: { free: readonly Span[] } }>(
      engineer.context(),
      FREE,
      {
        id: instrumentId,
        during: refused,
      },
    )
    expect(availability.free.map((it) => Date.parse(it.startsAt))).toEqual([Date.parse(refused.startsAt)])
  })
})
