/** A box that narrows a list by words, after a pause and never while an input method composes. */

import './pieces.css'
import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 300

type TextFilterProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (words: string) => void
}

export function TextFilter({ label, value, onChange }: TextFilterProps) {
  const [words, setWords] = useState(value)
  const composing = useRef(false)
  useEffect(() => {
    if (composing.current || words.trim() === value) return undefined
    const timer = setTimeout(() => onChange(words.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  })
  return (
    <Input
      type="search"
      className="manage-filter"
      aria-label={label}
      placeholder={label}
      allowClear
      value={words}
      onChange={(event) => setWords(event.target.value)}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        setWords(event.currentTarget.value)
      }}
    />
  )
}
