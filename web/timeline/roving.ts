/** Arrow keys in the timeline: along a row, and to what lies nearest in the next one. */

import type { KeyboardEvent, RefObject } from 'react'

/** The key of a row's first stop, the instrument's name; other stops have the start of their span. */
export const HEADER = 'name'

/** Marks what the arrow keys stop at. */
export const STOP = 'data-stop'

function stopsOf(row: Element | null | undefined): readonly HTMLElement[] {
  return row ? [...row.querySelectorAll<HTMLElement>(`[${STOP}]`)] : []
}

function middle(element: HTMLElement): number {
  const { left, width } = element.getBoundingClientRect()
  return left + width / 2
}

/** The stop of `row` nearest to a place across; names only answer to names. */
function nearest(row: Element | null, from: HTMLElement): HTMLElement | undefined {
  const stops = stopsOf(row)
  if (from.getAttribute(STOP) === HEADER) return stops[0]
  const spans = stops.filter((it) => it.getAttribute(STOP) !== HEADER)
  const at = middle(from)
  return spans.toSorted((a, b) => Math.abs(middle(a) - at) - Math.abs(middle(b) - at))[0] ?? stops[0]
}

/** How many rows a key goes, or undefined. */
function rowsOf(key: string): number | undefined {
  return { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }[key]
}

/** Handles keys on the grid; `reveal` brings a row into the document. */
export function useRoving(
  box: RefObject<HTMLElement | null>,
  rowCount: number,
  reveal: (row: number) => void,
): (event: KeyboardEvent) => void {
  const rowAt = (index: number) => box.current?.querySelector(`[aria-rowindex="${index + 2}"]`) ?? null

  function toRow(index: number, from: HTMLElement): void {
    reveal(index)
    // What was just revealed is drawn in the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => nearest(rowAt(index), from)?.focus()))
  }

  return (event) => {
    const from = event.target instanceof HTMLElement ? event.target : undefined
    if (!from?.hasAttribute(STOP) || event.ctrlKey || event.metaKey || event.altKey) return
    const row = from.closest('[role="row"]')
    const stops = stopsOf(row)
    const at = stops.indexOf(from)
    const along: Record<string, HTMLElement | undefined> = {
      ArrowLeft: stops[at - 1],
      ArrowRight: stops[at + 1],
      Home: stops[0],
      End: stops.at(-1),
    }
    const by = rowsOf(event.key)
    if (by === undefined && !Object.hasOwn(along, event.key)) return
    event.preventDefault()
    if (by === undefined) return along[event.key]?.focus()
    const index = Number(row?.getAttribute('aria-rowindex')) - 2
    toRow(Math.min(Math.max(0, index + by), rowCount - 1), from)
  }
}
