/** An untrained researcher is refused with the way out, enrols, passes the exam that the keeper records, and books. */

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateOf, DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { DAY_MS, HOUR_MS, type Interval } from '../../server/kernel/interval.ts'
import { axeViolations, launchBrowser, newVisitor } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'
import { dialects } from '../support/dialects.ts'

const NAME = '傅里叶变换红外光谱仪'
const INSTRUMENTS = `query ($id: ID!) { instruments(filter: { institutionId: $id }, first: 50) {
  edges { node { id nameZh } } } }`
const FREE = `query ($id: ID!, $during: IntervalInput!) { availability(instrumentId: $id, during: $during) {
  free { startsAt endsAt } } }`
const SCHEDULE = `mutation ($input: ScheduleTrainingInput!) { scheduleTraining(input: $input) {
  __typename ... on TrainingSession { id } } }`

/** Long enough to enrol by hand, short enough to wait for. */
const SOON_MS = 25_000
const PATIENCE = { timeout: 60_000, interval: 1_000 }

describe.each(dialects)('%s: a training', (dialect) => {
  let platform: Platform
  let browser: Browser
  let keeper: BrowserContext
  let keepersPage: Page
  let page: Page
  let instrumentId: string
  let span: Interval

  beforeAll(async () => {
    ;[platform, browser] = await Promise.all([startPlatform(dialect), launchBrowser()])
    keeper = await newVisitor(browser, 'desktop', platform.urls.at(0) ?? '')
    keepersPage = await keeper.newPage()
    await signIn(keepersPage, 'keeper')
    const { viewer } = await ask<{ viewer: { institution: { id: string } } }>(
      keeper,
      '{ viewer { institution { id } } }',
      {},
    )
    type Listed = { instruments: { edges: { node: { id: string; nameZh: string } }[] } }
    const { instruments } = await ask<Listed>(keeper, INSTRUMENTS, { id: viewer.institution.id })
    instrumentId = instruments.edges.find((it) => it.node.nameZh === NAME)?.node.id ?? ''
    span = await freeHour()
    page = await (await newVisitor(browser, 'phone', platform.urls.at(-1) ?? '')).newPage()
    await signIn(page, 'researcher')
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  /** An hour of the coming days that nobody has booked. */
  async function freeHour(): Promise<Interval> {
    const from = Date.now() + DAY_MS
    const during = {
      startsAt: new Date(from).toISOString(),
      endsAt: new Date(from + 7 * DAY_MS).toISOString(),
    }
    type Free = { availability: { free: { startsAt: string; endsAt: string }[] } }
    const { availability } = await ask<Free>(keeper, FREE, { id: instrumentId, during })
    const free = availability.free
      .map((it) => ({
        startsAt: Math.ceil(Date.parse(it.startsAt) / HOUR_MS) * HOUR_MS,
        endsAt: Date.parse(it.endsAt),
      }))
      .find((it) => it.endsAt - it.startsAt >= 2 * HOUR_MS)
    if (!free) throw new Error('The instrument has no free hour.')
    return { startsAt: free.startsAt, endsAt: free.startsAt + HOUR_MS }
  }

  const panel = () => page.getByRole('region', { name: '上机资质' })
  const form = () => page.getByRole('form', { name: '预约机时' })

  /** The instrument's page with the hour asked for. */
  async function askForTheHour(): Promise<void> {
    const quoted = (at: number) => encodeURIComponent(JSON.stringify(new Date(at).toISOString()))
    const day = dateOf(span.startsAt, DEFAULT_ZONE)
    await page.goto(
      `/instruments/${instrumentId}?day=${day}&start=${quoted(span.startsAt)}&end=${quoted(span.endsAt)}`,
    )
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
  }

  test('the keeper requires a qualification', async () => {
    await keepersPage.goto(`/manage/${instrumentId}?step=training`)
    await keepersPage.getByRole('checkbox', { name: '预约须先取得上机资质' }).check()
    await keepersPage.getByRole('spinbutton', { name: '有效天数' }).fill('365')
    await keepersPage.getByRole('button', { name: '保存要求' }).click()
    await keepersPage.getByText('已保存资质要求').first().waitFor()
    expect(await axeViolations(keepersPage)).toEqual([])
  })

  test('the researcher is refused, with the reason and the next step', async () => {
    await askForTheHour()
    await panel().getByText('未取得').waitFor()
    await form().getByRole('textbox', { name: '用途' }).fill('红外谱图')
    await form().getByRole('button', { name: '预约', exact: true }).click()
    await form().getByText('该仪器须先取得上机资质，请报名培训。').waitFor()
    await form().getByRole('link', { name: '查看培训' }).waitFor()
    await panel().getByText('暂无待开班的培训').waitFor()
    expect(await axeViolations(page)).toEqual([])
  })

  test('she takes a seat in the next training', async () => {
    const startsAt = Date.now() + SOON_MS
    const times = {
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + HOUR_MS).toISOString(),
    }
    const input = { instrumentId, place: '检测楼 203 室', seats: 6, passMark: 60, ...times }
    expect(await ask(keeper, SCHEDULE, { input })).toMatchObject({
      scheduleTraining: { __typename: 'TrainingSession' },
    })
    await page.reload()
    await panel().getByText('余 6 / 6 个名额').waitFor()
    await panel().getByRole('button', { name: /^报名/ }).click()
    await panel().getByText('已报名', { exact: true }).waitFor()
  })

  test('the keeper records that she passed, once the training has begun', async () => {
    const score = keepersPage.getByRole('spinbutton', { name: '苏日娜 的成绩' })
    await expect
      .poll(async () => {
        await keepersPage.reload()
        await keepersPage.getByRole('region', { name: '培训安排' }).getByText('苏日娜').waitFor()
        return score.count()
      }, PATIENCE)
      .toBe(1)
    await score.fill('85')
    await keepersPage.getByRole('button', { name: '登记 苏日娜 的成绩' }).click()
    const people = keepersPage.getByRole('list', { name: '具备资质的人员' })
    await people.getByText('苏日娜').waitFor()
    expect(await axeViolations(keepersPage)).toEqual([])
  })

  test('she books, and finds her qualification on her own page', async () => {
    await askForTheHour()
    await panel().getByText('有效', { exact: true }).waitFor()
    await form().getByRole('textbox', { name: '用途' }).fill('红外谱图')
    await form().getByRole('button', { name: '预约', exact: true }).click()
    await page
      .getByText(/^已预约/)
      .first()
      .waitFor()
    await page.goto('/me')
    await page.getByRole('region', { name: '上机资质' }).getByRole('link', { name: NAME }).first().waitFor()
    await page.getByText('不属于社会信用或科研诚信记录').waitFor()
    expect(await axeViolations(page)).toEqual([])
  })
})
