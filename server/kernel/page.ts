/** Cursor pages: a cursor is the sort key of the last row, opaque to the client. */

export type PageArgs = {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** How many rows to read, and after which key. One row more than `limit` is read to know whether more follow. */
export type PageRequest = { readonly limit: number; readonly after: readonly (string | number)[] | undefined }

export type Page<T> = {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

export const PAGE_SIZE = 20
export const PAGE_SIZE_MAX = 100

/** Bounds the page size to 1…`max` and reads the cursor; an unreadable cursor starts from the beginning. */
export function pageRequest({ first, after }: PageArgs, max = PAGE_SIZE_MAX): PageRequest {
  const limit = Math.min(Math.max(first ?? Math.min(PAGE_SIZE, max), 1), max)
  return { limit, after: after ? decodeCursor(after) : undefined }
}

/** A page of at most `limit` rows out of `rows`, which may hold one more; `keyOf` is the sort key. */
export function pageOf<T>(
  rows: readonly T[],
  request: PageRequest,
  keyOf: (row: T) => readonly (string | number)[],
): Page<T> {
  const edges = rows.slice(0, request.limit).map((node) => ({ cursor: encodeCursor(keyOf(node)), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > request.limit,
      hasPreviousPage: request.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

function encodeCursor(key: readonly (string | number)[]): string {
  return btoa(encodeURIComponent(JSON.stringify(key)))
}

function decodeCursor(cursor: string): readonly (string | number)[] | undefined {
  try {
    const key: unknown = JSON.parse(decodeURIComponent(atob(cursor)))
    const isKey = Array.isArray(key) && key.every((it) => typeof it === 'string' || typeof it === 'number')
    return isKey ? key : undefined
  } catch {
    return undefined
  }
}
