/** Reading search parameters of a URL, which may hold anything: what does not fit is left out. */

type Search = Readonly<Record<string, unknown>>

/** A non-empty text, or undefined. Numbers become text: the router reads `?q=1234` as a number. */
export function textOf(search: Search, key: string): string | undefined {
  const value = search[key]
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}

/** One of `allowed`, or undefined. */
export function oneOf<const T extends string>(
  search: Search,
  key: string,
  allowed: readonly T[],
): T | undefined {
  return allowed.find((it) => it === search[key])
}

/** A calendar day `YYYY-MM-DD`, or undefined. */
export function dayOf(search: Search, key: string): string | undefined {
  const text = textOf(search, key)
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : undefined
}

/** A moment in ISO 8601, or undefined. */
export function momentOf(search: Search, key: string): string | undefined {
  const text = textOf(search, key)
  return text !== undefined && text.includes('T') && !Number.isNaN(Date.parse(text)) ? text : undefined
}

/** `record` without its undefined members: what a URL shows is what was chosen. */
export function chosen<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the keys.
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
