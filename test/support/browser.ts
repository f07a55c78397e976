/**
 * A real browser for the journeys.
 *
 * Pages come from `browser.newContext()`, which axe needs; their clock shows the journey's time, in Beijing's zone.
 */

import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { clockOffsetMs, shiftClock } from './clock.ts'

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
  /** Wide enough for the timeline and the week, and touched. */
  tablet: { viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const

export type Screen = keyof typeof SCREENS

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: inject('browserPath'), args: ARGS })
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

/**
 * Serious and critical findings of axe on a page at rest, each with the elements it is about; empty is clean. A finding
 * counts when it is still there at a second look: a page that was drawn meanwhile was not at rest.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const found = await findings(page)
  if (found.length === 0) return []
  const seen = new Set(found.map((it) => it.place))
  return (await findings(page)).filter((it) => seen.has(it.place)).map((it) => it.words)
}

/** `place` is the same while rule and element are; what the element says may change. */
type Finding = { readonly place: string; readonly words: string }

async function findings(page: Page): Promise<readonly Finding[]> {
  // What is being loaded anew is dimmed meanwhile, and so is a button that waits.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .ant-btn-loading') === null)
  // There are no frames, so axe runs once in the page itself.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  return violations
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .flatMap((it) =>
      it.nodes.map(({ target, html }) => {
        const place = `${it.id}: ${it.help} — ${target.join(' ')}`
        return { place, words: `${place} ${html.slice(0, 200)}` }
      }),
    )
}
