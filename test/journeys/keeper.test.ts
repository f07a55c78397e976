/** Journey 2: a keeper publishes an instrument, sets its terms, decides requests, and sees a use through to its charge. */

import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dateOf, DEFAULT_ZONE, timeOf } from '../../server/kernel/calendar.ts'
import { HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import { moneyText, spanText } from '../../web/design/format.ts'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

const STEP_MS = 30 * MINUTE_MS
const today = dateOf(Date.now(), DEFAULT_ZONE)

/** Types into a field with a list or a calendar, and takes what it offers. */
async function choose(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.fill(text)
  await field.press('Enter')
}

type Span = { readonly startsAt: string; readonly endsAt: string }

function spanFrom(startsAt: number, hours: number): Span {
  return {
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(startsAt + hours * HOUR_MS).toISOString(),
  }
}

describe.each(dialects)('%s: a keeper', (dialect) => {
  let platform: Platform
  let browser: Browser

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  describe.each<Screen>(['desktop', 'phone'])('on a %s', (screen) => {
    const name = `纤维长度仪（${screen}）`
    const assetNo = `JOURNEY-${screen}`
    let visitor: BrowserContext
    let page: Page
    let reviewer: Page
    let researcher: BrowserContext
    let id: string
    let soon: Span
    let later: Span

    beforeAll(async () => {
      const [first = '', last = first] = [platform.urls.at(0), platform.urls.at(-1)]
      visitor = await newVisitor(browser, screen, first)
      page = await visitor.newPage()
      reviewer = await (await newVisitor(browser, screen, last)).newPage()
      researcher = await newVisitor(browser, screen, last)
      await signIn(page, 'keeper')
      await signIn(reviewer, 'reviewer')
      await signIn(await researcher.newPage(), 'researcher')
    })

    /** The item of a list that is about this instrument. */
    const item = (on: Page) => on.getByRole('listitem').filter({ hasText: name })
    const open = async (step: string) => {
      await page.goto(`/manage/${id}?step=${step}`)
      await page.getByRole('heading', { level: 1, name }).waitFor()
    }
    const row = () =>
      screen === 'phone'
        ? page.getByRole('region', { name })
        : page.getByRole('rowgroup').filter({ hasText: name })

    test('drafts an instrument; a refusal names every field and keeps what was typed', async () => {
      await page.goto('/manage')
      await page.getByRole('link', { name: '发布仪器' }).first().click()
      await page.getByRole('textbox', { name: '中文名称' }).fill(name)
      await page.getByRole('button', { name: '保存草稿并继续' }).click()
      const refusal = page.getByRole('alert')
      await refusal.getByText('“资产编号”填写有误').waitFor()
      await refusal.getByText('没有这个仪器分类代码').waitFor()
      await page.getByRole('combobox', { name: '仪器分类' }).fill('010102')
      await page.getByRole('option', { name: /010102/ }).waitFor({ state: 'attached' })
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: '型号' }).fill('FL-100')
      await page.getByRole('textbox', { name: '生产厂商' }).fill('某仪器有限公司')
      await page.getByRole('textbox', { name: '资产编号' }).fill(assetNo)
      await page.getByRole('textbox', { name: '存放地点' }).fill('实验楼 101 室')
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: '保存草稿并继续' }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
      await page.getByRole('textbox', { name: '主要功能' }).fill('测定羊绒、羊毛纤维的长度分布')
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: '保存并继续' }).click()
      await page.waitForURL('**step=rules')
    })

    test('sets opening hours, asks for approval, and plans maintenance', async () => {
      await page.getByRole('button', { name: '全天 24 小时' }).click()
      await page.getByText('每周 168 h').waitFor()
      await page.getByRole('button', { name: '保存开放时间' }).click()
      await page.getByText('开放时间已保存').waitFor()
      await page.getByRole('radio', { name: '由机主审批' }).check()
      await page.getByRole('button', { name: '保存预约规则' }).click()
      await page.getByText('预约规则已保存').waitFor()
      await page.getByRole('textbox', { name: '维护内容' }).fill('年度校准')
      await page.getByRole('button', { name: '安排维护' }).click()
      const planned = page.getByRole('list', { name: '已安排的维护' })
      await planned.getByText('年度校准').waitFor()
      expect(await planned.textContent()).toContain(`${addDays(today, 1)} `)
      expect(await axeViolations(page)).toEqual([])
    })

    test('sets a tariff with cheaper nights, one dated ahead, and tries them', async () => {
      await open('price')
      const price = async (yuan: string) => {
        await page.getByRole('spinbutton', { name: '单价' }).fill(yuan)
        await page.getByRole('button', { name: '保存价格版本' }).click()
      }
      await page.getByRole('button', { name: '添加夜间时段' }).click()
      await price('120')
      const versions = page.getByRole('list', { name: '价格版本' })
      await versions.getByText('现行').waitFor()

      const trial = page.getByRole('region', { name: '试算' })
      await trial.getByRole('row').filter({ hasText: '合计' }).getByText('¥360.00').waitFor()
      await choose(trial.getByRole('combobox', { name: '开始' }), '21:00')
      await choose(trial.getByRole('combobox', { name: '结束' }), '23:00')
      await trial.getByRole('row').filter({ hasText: '合计' }).getByText('¥216.00').waitFor()

      await choose(page.getByRole('textbox', { name: '生效日期' }), addDays(today, 60))
      await price('150')
      await versions.getByText('待生效').waitFor()
      expect(await axeViolations(page)).toEqual([])
    })

    test('submits it; the city sends it back with a reason, then approves it', async () => {
      await open('submit')
      const submit = page.getByRole('button', { name: '提交审核', exact: true })
      await submit.click()
      await page.getByText('已提交，等待市级审核').waitFor()

      await reviewer.goto('/city?tab=instruments')
      await item(reviewer).getByRole('button', { name: '退回' }).click()
      await item(reviewer).getByRole('button', { name: '确认退回' }).click()
      await item(reviewer).getByRole('alert').getByText('请填写理由').waitFor()
      await item(reviewer).getByRole('textbox', { name: '退回理由' }).fill('请补充技术指标')
      expect(await axeViolations(reviewer)).toEqual([])
      await item(reviewer).getByRole('button', { name: '确认退回' }).click()
      await item(reviewer).waitFor({ state: 'detached' })

      await open('submit')
      await page.getByText('审核意见：请补充技术指标').waitFor()
      await submit.click()
      await page.getByText('已提交，等待市级审核').waitFor()
      await reviewer.reload()
      await item(reviewer).getByRole('button', { name: '通过' }).click()
      await item(reviewer).waitFor({ state: 'detached' })
      await page.goto(`/manage?q=${encodeURIComponent(name)}`)
      await page.getByText('已通过').first().waitFor()
    })

    test('is asked for two bookings, which maintenance may not cover', async () => {
      soon = spanFrom(Math.ceil((Date.now() + 5 * MINUTE_MS) / STEP_MS) * STEP_MS, 1)
      later = spanFrom(Date.parse(`${addDays(today, 3)}T10:00:00+08:00`), 2)
      for (const span of [soon, later]) {
        const input = { instrumentId: id, ...span, purpose: '羊绒条长度测试' }
        const booked = await ask(
          researcher,
          'mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) { ... on Booking { state } ... on Rejection { problems { code message } } } }',
          { input },
        )
        expect(booked).toEqual({ bookInstrument: { state: 'REQUESTED' } })
      }
      await open('rules')
      const plan = page.getByRole('region', { name: '维护', exact: true })
      await choose(plan.getByRole('textbox', { name: '开始日期' }), addDays(today, 3))
      await choose(plan.getByRole('textbox', { name: '结束日期' }), addDays(today, 3))
      await page.getByRole('textbox', { name: '维护内容' }).fill('更换夹具')
      await page.getByRole('button', { name: '安排维护' }).click()
      const refusal = page.getByRole('alert')
      await refusal.getByText('维护时段内已有预约').waitFor()
      const inTheWay = refusal.getByRole('list', { name: '占用此时段的预约' })
      await inTheWay.getByText(spanText(later.startsAt, later.endsAt)).waitFor()
      expect(await page.getByRole('textbox', { name: '维护内容' }).inputValue()).toBe('更换夹具')
    })

    test('rejects one with a reason, and approves the other', async () => {
      await page.goto('/desk?view=requests')
      const request = (span: Span) => item(page).filter({ hasText: spanText(span.startsAt, span.endsAt) })
      await request(later).getByRole('button', { name }).click()
      await page.getByText('没有记录，首次使用此仪器').waitFor()
      await page.keyboard.press('r')
      const dialog = page.getByRole('dialog', { name: '驳回预约' })
      await dialog.getByRole('button', { name: '样品不适合' }).click()
      expect(await axeViolations(page)).toEqual([])
      await dialog.getByRole('button', { name: '驳回', exact: true }).click()
      await request(later).waitFor({ state: 'detached' })

      await request(soon).getByRole('button', { name }).click()
      await page.getByRole('region', { name: '申请详情' }).getByRole('button', { name: '通过' }).click()
      await request(soon).waitFor({ state: 'detached' })
      const { myBookings } = await ask<{
        myBookings: { edges: { node: { state: string; decisionNote: string | null } }[] }
      }>(
        researcher,
        'query ($first: Int) { myBookings(scope: ALL, first: $first) { edges { node { state decisionNote instrument { id } } } } }',
        { first: 100 },
      )
      const mine = myBookings.edges.map((it) => it.node).filter((it) => JSON.stringify(it).includes(id))
      expect(mine.map((it) => it.state).toSorted()).toEqual(['CONFIRMED', 'REJECTED'])
      expect(mine.find((it) => it.state === 'REJECTED')?.decisionNote).toContain('样品不适合')
    })

    test('checks the user in and out, and sees the charge with its explanation', async () => {
      const { quote } = await ask<{ quote: { totalFen: number } }>(
        researcher,
        'query ($input: QuoteInput!) { quote(input: $input) { totalFen } }',
        { input: { instrumentId: id, ...soon } },
      )
      await page.goto(`/desk?day=${dateOf(Date.parse(soon.startsAt), DEFAULT_ZONE)}`)
      await row()
        .getByText(`${timeOf(Date.parse(soon.startsAt), DEFAULT_ZONE)}–`)
        .first()
        .waitFor()
      await row().getByRole('button', { name: '签到' }).click()
      await row().getByText('使用中').waitFor()
      await row().getByRole('button', { name: '签退' }).click()
      await row().getByRole('spinbutton', { name: '样品数' }).fill('3')
      await row().getByRole('button', { name: '确认签退' }).click()
      await row()
        .getByText(/相差较大，请填写原因/)
        .waitFor()
      await row().getByRole('textbox', { name: '原因' }).fill('运行正常')
      expect(await axeViolations(page)).toEqual([])
      await row().getByRole('button', { name: '确认签退' }).click()
      await page.getByText(`费用 ${moneyText(quote.totalFen)}`).waitFor()
      await row().getByText('已完成').waitFor()
      await row().getByText('3 个样品').waitFor()
      await row().getByText('运行正常').waitFor()
      await row().getByText(moneyText(quote.totalFen)).first().click()
      await row().getByText(/机时/).waitFor()
    })
  })
})
