/**
 * Every page, for who works on it, on both screens: axe finds nothing serious, nothing is wider than the screen, nothing
 * fails in the console, and nothing is asked of another site.
 */

import { readdirSync, readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, launchBrowser, newVisitor, type Screen } from '../support/browser.ts'
import { type Platform, startPlatform } from '../support/server.ts'
import { ask, signIn } from '../support/visitors.ts'

const STEPS = ['basic', 'service', 'rules', 'training', 'price', 'submit']

/** What each visits; `$id` is an id of the kind that the list before the slash holds. */
const PAGES: Record<string, readonly string[]> = {
  nobody: [
    '/',
    '/instruments',
    '/instruments?q=没有这样的仪器',
    '/instruments/$id',
    '/instruments/none',
    '/timeline',
    '/help',
    '/vouchers',
    '/sign-in',
    '/bookings',
    '/nowhere',
  ],
  researcher: [
    '/bookings',
    '/bookings?show=past',
    '/me',
    '/me/notices',
    '/vouchers',
    '/finance',
    '/approvals',
    '/checkin/$token',
    '/city/register',
  ],
  keeper: [
    '/desk',
    '/desk?view=requests',
    '/desk/records',
    '/manage',
    '/manage/new',
    ...STEPS.map((step) => `/manage/$id?step=${step}`),
    '/manage/people',
    '/manage/standing',
    '/manage/template',
    '/finance',
  ],
  finance: [
    '/finance',
    '/finance/statements',
    '/finance/statements/$id',
    '/finance/payments',
    '/finance/payments?show=all',
    '/finance/vouchers',
    '/finance/reconciliation',
    '/finance/reconciliation/$id',
  ],
  admin: [
    '/city',
    '/city?tab=instruments',
    '/city?tab=standing',
    '/city/audit',
    '/city/reconciliation',
    '/city/rules',
    '/city/vouchers',
    '/city/vouchers?show=claims',
    '/statistics',
    '/statistics?heat=table',
  ],
}

const IDS: Record<string, string> = {
  '/instruments/$id': '{ instruments(first: 1) { edges { node { id } } } }',
  '/manage/$id': '{ instruments(first: 1, filter: { managedByMe: true }) { edges { node { id } } } }',
  '/finance/statements/$id': '{ statements(first: 1) { edges { node { id } } } }',
  '/finance/reconciliation/$id': '{ reconciliations(first: 1) { edges { node { id } } } }',
}

let platform: Platform
let browser: Browser
let home: string

beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform('sqlite'), launchBrowser()])
  home = platform.urls[0] ?? ''
})
afterAll(async () => {
  await browser.close()
  await platform.stop()
})

/** The address of a page, with an id in the place of `$id`. */
async function addressOf(visitor: BrowserContext, page: string): Promise<string> {
  const question = IDS[page.replace(/\?.*/, '')]
  if (question === undefined) return page.replace('$token', 'none')
  const data = await ask<Record<string, { edges: { node: { id: string } }[] }>>(visitor, question, {})
  return page.replace('$id', Object.values(data)[0]?.edges[0]?.node.id ?? 'none')
}

/** What is wrong with the page that is shown, apart from what `heard` says. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle')
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    return document.documentElement.scrollWidth > width ? [`wider than ${width} px`] : []
  })
  return [...wide, ...(await axeViolations(page))]
}

/** Fills with what the console and other sites are told, from now on. */
function listen(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (it) => {
    if (it.type() === 'error') heard.push(it.text())
  })
  page.on('pageerror', (it) => heard.push(it.message))
  page.on('request', (it) => {
    if (!it.url().startsWith(home) && !/^(data|blob):/.test(it.url())) heard.push(`asks ${it.url()}`)
  })
  return heard
}

describe.each<Screen>(['desktop', 'phone'])('on a %s', (screen) => {
  test.each(Object.entries(PAGES))(
    '%s finds every page in order',
    async (who, pages) => {
      const visitor = await newVisitor(browser, screen, home)
      const page = await visitor.newPage()
      if (who !== 'nobody') await signIn(page, who)
      const heard = listen(page)
      for (const each of pages) {
        await page.goto(await addressOf(visitor, each))
        expect.soft([...(await faultsOf(page)), ...heard.splice(0)], `${who} ${each}`).toEqual([])
      }
      await visitor.close()
    },
    240_000,
  )
})

test('every route is visited', () => {
  const routes = readdirSync('web/routes').flatMap((file) =>
    [...readFileSync(`web/routes/${file}`, 'utf8').matchAll(/path: '(\/[^']*)'/g)].map((it) => it[1] ?? ''),
  )
  const visited = new Set(
    Object.values(PAGES)
      .flat()
      .map((it) => it.replace(/\?.*/, '')),
  )
  expect(routes.length).toBeGreaterThan(15)
  expect(routes.filter((it) => !visited.has(it))).toEqual([])
})

test('a page with faults does not pass', async () => {
  const visitor = await newVisitor(browser, 'phone', home)
  const page = await visitor.newPage()
  const heard = listen(page)
  await page.goto('/help')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => {
    const picture = document.createElement('img')
    picture.src = 'https://elsewhere.invalid/x.png'
    picture.style.cssText = 'display: block; min-width: 900px; height: 90px'
    document.querySelector('main')?.append(picture)
  })
  const faults = await faultsOf(page)
  expect(faults.some((it) => it.startsWith('image-alt'))).toBe(true)
  expect(faults).toContain('wider than 390 px')
  expect(heard.some((it) => it.includes('elsewhere.invalid'))).toBe(true)
  await visitor.close()
})
