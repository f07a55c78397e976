/** What the server tells of changes, and whether that is about what a page shows. Pure. */

/** `all` where too much changed to name, or nobody knows what did. */
export type News =
  | { readonly instruments: readonly string[]; readonly mine: boolean; readonly desk: boolean }
  | { readonly all: true }

/** What a page shows. */
export type Shown = {
  /** Ids of instruments whose calendar is on screen. */
  readonly instruments?: readonly string[]
  /** Whether the viewer's own bookings are. */
  readonly mine?: boolean
  /** Whether a keeper's desk is. */
  readonly desk?: boolean
}

export const EVERYTHING: News = { all: true }

/** Whether a page that shows this has to read again. */
export function concerns({ instruments = [], mine = false, desk = false }: Shown, news: News): boolean {
  if ('all' in news) return true
  return (mine && news.mine) || (desk && news.desk) || news.instruments.some((it) => instruments.includes(it))
}

/** The message of the server as news; everything where it is none. */
export function newsOf(text: string): News {
  const told: unknown = JSON.parse(text)
  if (typeof told !== 'object' || told === null || !('instruments' in told)) return EVERYTHING
  const { instruments } = told
  if (!Array.isArray(instruments)) return EVERYTHING
  return {
    instruments: instruments.map(String),
    mine: 'mine' in told && told.mine === true,
    desk: 'desk' in told && told.desk === true,
  }
}

const WAIT_MS_MIN = 500
const WAIT_MS_MAX = 30_000

/** How long to wait before the next attempt: twice as long each time, spread so that not all come at once. */
export function waitMs(failures: number, fraction: number): number {
  const most = Math.min(WAIT_MS_MIN * 2 ** failures, WAIT_MS_MAX)
  return Math.round(most * (0.5 + fraction / 2))
}
