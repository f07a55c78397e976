/**
 * A keeper holds time for a group, a member finds it and books inside it, an outsider is told why he cannot until it is
 * released; a manager books a series for a colleague, and two bookings are moved together.
 */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf, DEFAULT_ZONE, weekdayOf } from '../../server/kernel/calendar.ts'
import { spanText } from '../../web/design/format.ts'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

const NAME = '光学纤维直径分析仪'
const GROUP = '羊绒针织工艺课题组'
const MEMBER = 'researcher'
const OUTSIDER = 'sarula'
const COLLEAGUE = '陈雪梅'
const REASON = '该时段已为课题组保留，仅该组成员可预约。'

type Span = { readonly startsAt: string; readonly endsAt: string }

describe.each(dialects.filter((it) => it === 'sqlite'))('%s: time of a group', (dialect) => {
  let platform: Platform
  let browser: Browser

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  describe.each([
    ['desktop', 0],
    ['phone', 1],
  ] as const)('on a %s', (screen: Screen, turn) => {
    let keeper: Page
    let member: Page
    let outsider: Page
    let id: string
    /** A Monday with nothing on it, nor at two on the three days after it. */
    let day: string

    const at = (time: string) => new Date(`${day}T${time}:00+08:00`).toISOString()
    const span = (from: string, to: string): Span => ({ startsAt: at(from), endsAt: at(to) })
    const when = (from: string, to: string) => spanText(at(from), at(to))

    beforeAll(async () => {
      const url = platform.urls.at(0) ?? ''
      const visitors = await Promise.all([0, 1, 2].map(() => newVisitor(browser, screen, url)))
      ;[keeper, member, outsider] = (await Promise.all(visitors.map((it) => it.newPage()))) as [
        Page,
        Page,
        Page,
      ]
      for (const [page, account] of [
        [keeper, 'keeper'],
        [member, MEMBER],
        [outsider, OUTSIDER],
      ] as const) {
        await signIn(page, account)
      }
      const { instruments } = await ask<{
        instruments: { edges: readonly { node: { id: string; nameZh: string } }[] }
      }>(
        keeper.context(),
        'query ($text: String!) { instruments(filter: { text: $text, managedByMe: true }) { edges { node { id nameZh } } } }',
        { text: NAME },
      )
      id = instruments.edges.find((it) => it.node.nameZh === NAME)?.node.id ?? ''
      const today = dateOf(Date.now(), DEFAULT_ZONE)
      day = addDays(today, 8 - weekdayOf(today) + 7 * (turn + 1))
    })

    async function isFree(during: Span): Promise<boolean> {
      const { availability } = await ask<{ availability: { free: readonly Span[] } }>(
        outsider.context(),
        `query ($id: ID!, $during: IntervalInput!) {
          availability(instrumentId: $id, during: $during) { free { startsAt endsAt } } }`,
        { id, during },
      )
      return availability.free.some((it) => it.startsAt <= during.startsAt && during.endsAt <= it.endsAt)
    }

    const form = (page: Page) => page.getByRole('form', { name: '预约机时' })
    async function open(page: Page, { startsAt, endsAt }: Span): Promise<void> {
      const search = new URLSearchParams({ day, start: startsAt, end: endsAt })
      await page.goto(`/instruments/${id}?${search.toString()}`)
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
    }
    async function book(page: Page, purpose: string): Promise<void> {
      await form(page).getByRole('textbox', { name: '用途' }).fill(purpose)
      await form(page).getByRole('button', { name: '预约', exact: true }).click()
      await page
        .getByText(/^已预约 /)
        .first()
        .waitFor()
    }
    const held = () => keeper.getByRole('list', { name: '保留中的时段' }).getByRole('listitem')

    test('a keeper holds a morning for the group of somebody', async () => {
      expect(await isFree(span('09:00', '16:00'))).toBe(true)
      await keeper.goto(`/manage/${id}?step=rules`)
      const fields = keeper.locator('form#hold')
      for (const [label, text] of [
        ['开始日期', day],
        ['结束日期', day],
        ['开始时间', '09:00'],
        ['结束时间', '12:00'],
      ] as const) {
        const field = fields.getByLabel(label)
        await field.click()
        await field.fill(text)
        await field.press('Enter')
      }
      await fields.getByLabel('课题组成员邮箱').fill(`${MEMBER}@demo.local`)
      await fields.getByRole('button', { name: '保留时段' }).click()
      await keeper.getByText(`已为 ${GROUP} 保留`).waitFor()
      await held()
        .filter({ hasText: when('09:00', '12:00') })
        .waitFor()
    })

    test('a member finds it, and books inside it', async () => {
      const search = `q=${encodeURIComponent(NAME)}&find=60&when=dates&since=${day}&until=${day}&mine=only&hours=day`
      for (const [page, start] of [
        [outsider, '12:'],
        [member, '09:00'],
      ] as const) {
        await page.goto(`/instruments?${search}`)
        const link = page.locator(`a[href^="/instruments/${id}?"]`)
        const row = page.getByRole('listitem').filter({ has: link })
        await row.getByText(new RegExp(start)).first().waitFor()
      }
      await member.locator(`a.slot-book[href^="/instruments/${id}?"]`).click()
      await form(member).waitFor()
      expect(await axeViolations(member)).toEqual([])
      await book(member, '羊绒细度对比')
    })

    test('somebody else is told why he cannot', async () => {
      await open(outsider, span('10:00', '11:00'))
      await form(outsider).getByText(REASON).first().waitFor()
      expect(await isFree(span('10:00', '11:00'))).toBe(false)
    })

    test('what is left is released, and free for all', async () => {
      await keeper.goto(`/manage/${id}?step=rules`)
      const rest = held().filter({ hasText: day })
      await rest.getByRole('button', { name: '释放' }).click()
      await keeper.getByRole('tooltip').getByRole('button', { name: '释放' }).click()
      await rest.waitFor({ state: 'detached' })
      expect(await isFree(span('11:00', '12:00'))).toBe(true)
      await open(outsider, span('11:00', '12:00'))
      await book(outsider, '山羊绒直径分布')
    })

    test('a manager books a series for a colleague', async () => {
      await open(keeper, span('14:00', '15:00'))
      const panel = form(keeper)
      const forWhom = panel.getByLabel('预约人')
      await forWhom.click()
      await forWhom.fill(COLLEAGUE)
      await keeper.getByTitle(COLLEAGUE, { exact: true }).click()
      await panel.getByRole('combobox', { name: '重复' }).click()
      await keeper.getByTitle('每天', { exact: true }).click()
      await panel.getByRole('textbox', { name: '用途' }).fill('标样复测')
      await panel.getByRole('button', { name: '预约 4 次' }).click()
      const summary = keeper.getByRole('dialog', { name: '系列预约结果' })
      await summary.getByText('4 次全部提交成功').waitFor()
      const mine = await bookings()
      expect(mine.filter((it) => it.person?.nameZh === COLLEAGUE)).toHaveLength(1)
    })

    async function bookings() {
      const { bookings: found } = await ask<{
        bookings: readonly { startsAt: string; purpose: string; person: { nameZh: string } | null }[]
      }>(
        keeper.context(),
        'query ($id: ID!, $during: IntervalInput!) { bookings(instrumentId: $id, during: $during) { startsAt purpose person { nameZh } } }',
        { id, during: { startsAt: at('00:00'), endsAt: at('23:59') } },
      )
      return found
    }

    test('two bookings are moved together', async () => {
      await keeper.goto(`/desk?day=${day}`)
      await keeper.getByRole('button', { name: '批量改期' }).click()
      for (const text of [when('09:00', '10:00'), when('14:00', '15:00')]) {
        await keeper.getByRole('checkbox', { name: new RegExp(`^选择：.*${text}$`) }).check()
      }
      await keeper.getByText('已选 2 项').waitFor()
      await keeper.getByRole('button', { name: '为所选改期…' }).click()
      const dialog = keeper.getByRole('dialog', { name: '批量改期' })
      await dialog.getByLabel(/不早于/).fill(`${addDays(day, 4)}T09:00`)
      // Proposed for the day that was asked for, and not what was proposed before.
      await expect.poll(() => dialog.getByText(`→ ${addDays(day, 4)}`).count()).toBe(2)
      await dialog.getByLabel('原因').fill('仪器校准')
      expect(await axeViolations(keeper)).toEqual([])
      await dialog.getByRole('button', { name: '执行' }).click()
      await keeper.getByText('已完成，预约人会收到通知').waitFor()
      expect((await bookings()).map((it) => it.purpose)).toEqual(['山羊绒直径分布'])
    })
  })
})
