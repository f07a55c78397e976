/** How many streams one person, one address and all together may hold open, and how often they may open one. */

type Key = { readonly key: string; readonly isPerson: boolean }

export type Refusal = { readonly status: 429 | 503; readonly retrySeconds: number }

const OPEN_MAX = 5_000
/** A browser shares one stream among its tabs where it can; others hold one a tab. */
const PERSON_OPEN_MAX = 12
const PERSON_OPENINGS_MAX = 60
/** A whole campus may come from one address. */
const ADDRESS_OPEN_MAX = 400
const ADDRESS_OPENINGS_MAX = 1_200
const MINUTE_MS = 60_000

export function liveLimits(now: () => number) {
  const open = new Map<string, number>()
  let total = 0
  let minute = 0
  let openings = new Map<string, number>()

  return {
    /** Takes a place; answers with why there is none. Who took one gives it back with `leave`. */
    enter: ({ key, isPerson }: Key): Refusal | undefined => {
      const at = Math.floor(now() / MINUTE_MS)
      if (at !== minute) openings = new Map()
      minute = at
      const asked = (openings.get(key) ?? 0) + 1
      openings.set(key, asked)
      const held = open.get(key) ?? 0
      const retrySeconds = Math.ceil((MINUTE_MS - (now() % MINUTE_MS)) / 1_000)
      if (asked > (isPerson ? PERSON_OPENINGS_MAX : ADDRESS_OPENINGS_MAX))
        return { status: 429, retrySeconds }
      if (held >= (isPerson ? PERSON_OPEN_MAX : ADDRESS_OPEN_MAX)) return { status: 429, retrySeconds: 30 }
      if (total >= OPEN_MAX) return { status: 503, retrySeconds: 30 }
      open.set(key, held + 1)
      total += 1
      return undefined
    },
    leave: ({ key }: Key): void => {
      const held = (open.get(key) ?? 1) - 1
      if (held > 0) open.set(key, held)
      else open.delete(key)
      total -= 1
    },
    areAllFree: (): boolean => total === 0,
  }
}
