/** One of the 739 categories, found by words or code; beside the chosen one its siblings are at hand. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import type { ManageCategoriesQuery } from '../gql/graphql.ts'
import { parentCode, rootCode } from './category-code.ts'
import { ManageCategoriesDocument } from './operations/instruments.ts'

type Category = ManageCategoriesQuery['categories'][number]

const PAUSE_MS = 250

/** `text` after it stood still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Categories that fit the words; without words the siblings of the chosen one; and the names of the first level. */
function useCategories(words: string, value: string | undefined) {
  const settled = useSettled(words.trim())
  const found = useQuery({
    ...queryOf(ManageCategoriesDocument, { text: settled, first: 50 }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
  const parent = value === undefined ? undefined : parentCode(value)
  const siblings = useQuery({
    ...queryOf(ManageCategoriesDocument, { parentCode: parent ?? null, first: 100 }),
    enabled: value !== undefined,
  })
  const roots = useQuery(queryOf(ManageCategoriesDocument, { parentCode: null, first: 100 }))
  const options: readonly Category[] =
    settled === '' ? (siblings.data?.categories ?? []) : (found.data?.categories ?? [])
  const chosen = siblings.data?.categories.find((it) => it.code === value)
  return {
    options: chosen && !options.includes(chosen) ? [...options, chosen] : options,
    roots: roots.data?.categories ?? [],
    searching: found.isFetching || settled !== words.trim(),
  }
}

type CategoryPickerProps = {
  readonly value?: string
  readonly onChange?: (code: string) => void
  readonly id?: string
}

export function CategoryPicker({ value, onChange, id }: CategoryPickerProps) {
  const { t } = useTranslation('manage')
  const name = useName()
  const [words, setWords] = useState('')
  const composing = useRef(false)
  const { options, roots, searching } = useCategories(words, value)
  const rootName = (code: string) => {
    const root = roots.find((it) => it.code === rootCode(code) && it.code !== code)
    return root ? name(root) : ''
  }
  return (
    <div
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        if (event.target instanceof HTMLInputElement) setWords(event.target.value)
      }}
    >
      <Select
        {...(id === undefined ? {} : { id })}
        value={value ?? null}
        onChange={(code: string | null) => {
          if (code !== null) onChange?.(code)
        }}
        showSearch={{
          filterOption: false,
          onSearch: (text) => {
            if (!composing.current) setWords(text)
          },
        }}
        loading={searching && words !== ''}
        placeholder={t('category.placeholder')}
        notFoundContent={t(words.trim() === '' ? 'category.type' : 'category.none')}
        onOpenChange={(open) => {
          if (!open) setWords('')
        }}
        options={options.map((it) => ({ value: it.code, label: `${name(it)} ${it.code}` }))}
        optionRender={({ value: code, label }) => (
          <span className="spread">
            <span>{label}</span>
            <span className="small secondary">{rootName(String(code))}</span>
          </span>
        )}
      />
    </div>
  )
}
