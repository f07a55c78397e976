/**
 * A real browser for the journeys: `CHROME_PATH`, the machine's Chromium, or the one from npm.
 *
 * Pages come from `browser.newContext()`, which axe needs; their clock shows the journey's time, in Beijing's zone.
 */

import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { clockOffsetMs, shiftClock } from './clock.ts'

const MACHINE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const SCREENS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const

export type Screen = keyof typeof SCREENS

/** Where a browser is; the one from npm is unpacked on first use. */
async function browserPath(): Promise<string> {
  const found = [process.env['CHROME_PATH'], ...MACHINE].find(
    (path) => path !== undefined && existsSync(path),
  )
  if (found !== undefined) return found
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: ARGS })
}

/** A visitor of their own: fresh cookies, one screen, Chinese, Beijing's clock. */
export async function newVisitor(browser: Browser, screen: Screen, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...SCREENS[screen],
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  await context.addInitScript(shiftClock, clockOffsetMs())
  return context
}

/** Serious and critical findings of axe on a page at rest, each with the elements it is about; empty is clean. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // What is being loaded anew is dimmed meanwhile.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .map((it) => `${it.id}: ${it.help} — ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
