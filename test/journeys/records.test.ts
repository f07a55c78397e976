/** A keeper brings uses in from a file, begins a walk-in, and decides on a correction that a researcher asks for. */

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateOf, DEFAULT_ZONE, timeOf } from '../../server/kernel/calendar.ts'
import { HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

type Node = {
  readonly id: string
  readonly nameZh: string
  readonly localAssetNo: string
}

describe.each(dialects)('%s: records of use', (dialect) => {
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
    let keeper: BrowserContext
    let page: Page
    let instrument: Node

    beforeAll(async () => {
      keeper = await newVisitor(browser, screen, platform.urls.at(0) ?? '')
      page = await keeper.newPage()
      await signIn(page, 'keeper')
      instrument = await freeInstrument(screen === 'phone' ? 1 : 0)
    })

    /** One of the keeper's instruments on which nothing is booked within an hour. */
    async function freeInstrument(place: number): Promise<Node> {
      const { viewer } = await ask<{ viewer: { institution: { id: string } } }>(
        keeper,
        '{ viewer { institution { id } } }',
        {},
      )
      const { instruments } = await ask<{ instruments: { edges: { node: Node }[] } }>(
        keeper,
        `query ($id: ID!) { instruments(filter: { institutionId: $id }, first: 50) {
          edges { node { id nameZh localAssetNo } } } }`,
        { id: viewer.institution.id },
      )
      const during = {
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + HOUR_MS).toISOString(),
      }
      const free: Node[] = []
      for (const { node } of instruments.edges) {
        const { availability } = await ask<{ availability: { busy: readonly object[] } }>(
          keeper,
          'query ($id: ID!, $during: IntervalInput!) { availability(instrumentId: $id, during: $during) { busy { startsAt } } }',
          { id: node.id, during },
        )
        if (availability.busy.length === 0) free.push(node)
      }
      const found = free[place] ?? free[0]
      if (!found) throw new Error('No instrument of the keeper is free.')
      return found
    }

    const wall = (instant: number) => `${dateOf(instant, DEFAULT_ZONE)} ${timeOf(instant, DEFAULT_ZONE)}`

    /** A file with two good rows and two bad ones. */
    function file(): Buffer {
      const at = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 40 * 24 * HOUR_MS
      const row = (email: string, from: number, to: number, samples: string) =>
        [
          instrument.localAssetNo,
          email,
          wall(at + from * MINUTE_MS),
          wall(at + to * MINUTE_MS),
          '使用',
          samples,
        ].join(',')
      return Buffer.from(
        [
          '资产编号,使用人邮箱,开始时间,结束时间,使用类型,样品数',
          row('researcher@demo.local', 0, 7, '2'),
          row('nobody@demo.local', 10, 15, '1'),
          row('researcher@demo.local', 20, 20, '许多'),
          row('researcher@demo.local', 30, 37, '3'),
        ].join('\n'),
      )
    }

    test('a file is looked at, its bad rows are named, and the good ones are imported', async () => {
      await page.goto('/desk/records')
      await page.getByRole('heading', { level: 1, name: '使用记录' }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('button', { name: '从文件导入' }).click()
      const dialog = page.getByRole('dialog', { name: '从文件导入使用记录' })
      const upload = { name: 'uses.csv', mimeType: 'text/csv', buffer: file() }
      await dialog.getByLabel('选择文件').first().setInputFiles(upload)
      await dialog.getByText('可导入 2 行，已存在 0 行，有问题 2 行').waitFor()
      const bad = dialog.locator('.records-row-bad')
      expect(await bad.allInnerTexts()).toEqual([
        expect.stringMatching(/第 3 行[\s\S]*没有邮箱为 nobody@demo\.local 的账号/),
        expect.stringMatching(/第 4 行[\s\S]*“样品数”不能读作/),
      ])
      expect(await axeViolations(page)).toEqual([])
      await dialog.getByRole('button', { name: '导入所选 2 行' }).click()
      await dialog.getByText('可导入 0 行，已存在 0 行，有问题 2 行').waitFor()
      await dialog.getByLabel('选择文件').first().setInputFiles(upload)
      await dialog.getByText('可导入 0 行，已存在 2 行，有问题 2 行').waitFor()
      await dialog.getByRole('button', { name: '关闭' }).last().click()
      await dialog.waitFor({ state: 'hidden' })
    })

    test('a walk-in takes the instrument at once, and is ended at the desk', async () => {
      await page.goto('/desk')
      await page.getByRole('button', { name: '临时上机' }).click()
      const dialog = page.getByRole('dialog', { name: '临时上机' })
      await dialog.getByRole('combobox', { name: '仪器' }).click()
      await page.keyboard.type(instrument.localAssetNo)
      await page.locator('.ant-select-item-option-active', { hasText: instrument.localAssetNo }).waitFor()
      await page.keyboard.press('Enter')
      await dialog.getByRole('textbox', { name: '使用人邮箱' }).fill('researcher@demo.local')
      await dialog.getByRole('spinbutton', { name: '最长使用（分钟）' }).fill('5')
      await dialog.getByRole('textbox', { name: '用途' }).fill('样品复测')
      expect(await axeViolations(page)).toEqual([])
      await dialog.getByRole('button', { name: '开始使用' }).click()
      await dialog.waitFor({ state: 'hidden' })
      await page.getByText('样品复测').first().waitFor()
      // Somebody else may be at another instrument.
      const leave = page.getByRole('button', { name: '签退' })
      await page
        .locator('tr, li')
        .filter({ hasText: '样品复测' })
        .filter({ has: leave })
        .last()
        .locator(leave)
        .click()
      await page.getByRole('button', { name: '确认签退' }).click()
      await page.getByRole('button', { name: '确认签退' }).waitFor({ state: 'hidden' })
    })

    test('a researcher asks for a correction, and the keeper approves it', async () => {
      const visitor = await newVisitor(browser, screen, platform.urls.at(-1) ?? '')
      const own = await visitor.newPage()
      await signIn(own, 'researcher')
      await own.goto('/bookings?show=past')
      const card = own.getByRole('listitem').filter({ hasText: '样品复测' }).first()
      await card.getByRole('button', { name: '使用记录' }).click()
      const list = own.getByRole('dialog', { name: /使用记录/ })
      await list.getByRole('button', { name: '申请更正' }).first().click()
      const dialog = own.getByRole('dialog', { name: '申请更正使用记录' })
      await dialog.getByRole('spinbutton', { name: '样品' }).fill('17')
      await dialog.getByRole('textbox', { name: '更正理由' }).fill('漏记样品')
      expect(await axeViolations(own)).toEqual([])
      await dialog.getByRole('button', { name: '提交申请' }).click()
      await list.getByText('更正待处理').waitFor()
      await page.goto('/desk/records')
      const waiting = page.getByRole('region', { name: '待处理的更正申请' })
      await waiting.getByText(/17 个样品/).waitFor()
      expect(await axeViolations(page)).toEqual([])
      await waiting.getByRole('button', { name: '批准' }).first().click()
      await waiting.waitFor({ state: 'hidden' })
      await page.getByText('已更正').first().waitFor()
      await own.reload()
      await card.getByRole('button', { name: '使用记录' }).click()
      await own.getByText('已更正').first().waitFor()
      await visitor.close()
    })
  })
})
