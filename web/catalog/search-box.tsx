/** The search box: `/` focuses it, and nothing is asked while an input method is composing. */

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/icons.tsx'

const PAUSE_MS = 300

type SearchBoxProps = { readonly value: string; readonly onSearch: (words: string) => void }

/** True when a key press is typing into something. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

export function SearchBox({ value, onSearch }: SearchBoxProps) {
  const { t } = useTranslation('catalog')
  const [words, setWords] = useState(value)
  const [asked, setAsked] = useState(value)
  const composing = useRef(false)
  const box = useRef<HTMLInputElement>(null)

  // The URL changed from elsewhere (back, a cleared condition): the box follows it.
  if (value !== asked) {
    setAsked(value)
    setWords(value)
  }

  function ask(next: string) {
    setAsked(next.trim())
    if (next.trim() !== value) onSearch(next.trim())
  }

  useEffect(() => {
    if (composing.current || words.trim() === value) return undefined
    const timer = setTimeout(() => ask(words), PAUSE_MS)
    return () => clearTimeout(timer)
  })

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      box.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <search className="catalog-search">
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={(event) => {
          composing.current = false
          setWords(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) ask(words)
        }}
      />
      {words === '' ? <kbd aria-hidden="true">/</kbd> : null}
    </search>
  )
}
