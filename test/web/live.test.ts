/** What a page makes of the news. */

import { describe, expect, test } from 'vitest'
import { concerns, type News, newsOf, type Shown, waitMs } from '../../web/data/live-news.ts'

const SEM: News = { instruments: ['sem'], mine: false, desk: false }

describe('a page', () => {
  test.each<[Shown, News, boolean]>([
    [{ instruments: ['sem'] }, SEM, true],
    [{ instruments: ['tem'] }, SEM, false],
    [{ mine: true }, SEM, false],
    [{ mine: true }, { ...SEM, mine: true }, true],
    [{ desk: true }, { ...SEM, mine: true }, false],
    [{ desk: true }, { ...SEM, desk: true }, true],
    [{}, { ...SEM, mine: true, desk: true }, false],
    [{ instruments: [] }, { all: true }, true],
  ])('that shows %o, told %o, reads again: %s', (shown, news, expected) => {
    expect(concerns(shown, news)).toBe(expected)
  })

  test('takes what it does not understand for: everything may have changed', () => {
    expect(newsOf('{"instruments":["sem"],"mine":true,"desk":false}')).toEqual({ ...SEM, mine: true })
    for (const text of ['{"all":true}', '{}', 'null', '{"instruments":1}'])
      expect(newsOf(text)).toEqual({ all: true })
  })
})

describe('a line that broke', () => {
  test('is tried again after twice as long each time, half a minute at most', () => {
    expect([0, 1, 2, 5, 6, 60].map((it) => waitMs(it, 1))).toEqual([
      500, 1_000, 2_000, 16_000, 30_000, 30_000,
    ])
  })

  test('is not tried by everybody at once', () => {
    expect(waitMs(10, 0)).toBe(15_000)
    expect(waitMs(10, 0.5)).toBe(22_500)
  })
})
