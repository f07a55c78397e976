/** One-letter shortcuts of a page; silent while something is typed, a dialog is open, or a modifier is held. */

import { useEffect, useRef } from 'react'

const TYPING = /^(?:INPUT|TEXTAREA|SELECT)$/

function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return false
  const { target } = event
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return true
  if (target instanceof HTMLElement && (target.isContentEditable || TYPING.test(target.tagName))) return false
  return document.querySelector('[aria-modal="true"]') === null
}

/** Runs `keys[letter]` when the letter is pressed. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const run = isFree(event) ? latest.current[event.key] : undefined
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
