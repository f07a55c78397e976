/** Using the week on an instrument's page as a person with a mouse does. */

import type { Page } from 'playwright-core'

/** Where a day and a wall-clock time are on the grid, in pixels of the window. */
async function gridPoint(page: Page, date: string, time: string): Promise<{ x: number; y: number }> {
  const calendar = page.getByRole('region', { name: '预约日历' })
  const head = await calendar.locator(`[role="columnheader"][data-date="${date}"]`).boundingBox()
  const nine = await calendar.getByText('09:00', { exact: true }).first().boundingBox()
  const ten = await calendar.getByText('10:00', { exact: true }).first().boundingBox()
  if (!head || !nine || !ten) throw new Error(`The week shows no ${date}.`)
  const [hours, minutes] = time.split(':').map(Number)
  const fromNine = (hours ?? 0) - 9 + (minutes ?? 0) / 60
  // Labels stand at the top of their hour, a few pixels inside it.
  return { x: head.x + head.width / 2, y: nine.y + fromNine * (ten.y - nine.y) }
}

/** Drags over a span of a day; `beforeLettingGo` looks at the page while the button is still down. */
export async function dragSpan(
  page: Page,
  { date, from, until }: { readonly date: string; readonly from: string; readonly until: string },
  beforeLettingGo: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page
    .getByRole('region', { name: '预约日历' })
    .locator(`[role="columnheader"][data-date="${date}"]`)
    .waitFor()
  const start = await gridPoint(page, date, from)
  const end = await gridPoint(page, date, until)
  await page.mouse.move(start.x, start.y + 3)
  await page.mouse.down()
  await page.mouse.move(start.x, (start.y + end.y) / 2, { steps: 4 })
  // The end is not in the span: the last cell is the one before it.
  await page.mouse.move(end.x, end.y - 5, { steps: 4 })
  await beforeLettingGo()
  await page.mouse.up()
}
