/** Whom a keeper books for: himself, or somebody of the institution. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ManagePeopleDocument } from '../manage/operations/people.ts'

type ForWhomProps = {
  readonly institutionId: string
  readonly value: string | undefined
  readonly onChange: (personId: string | undefined) => void
}

export function ForWhom({ institutionId, value, onChange }: ForWhomProps) {
  const { t } = useTranslation('policies')
  const name = useName()
  const [text, setText] = useState('')
  const { data } = useQuery(
    queryOf(ManagePeopleDocument, { institutionId, first: 20, ...(text === '' ? {} : { text }) }),
  )
  const people = data?.people.edges.map((it) => it.node) ?? []
  return (
    <div className="span-field">
      <label htmlFor="book-for">{t('override.forWhom')}</label>
      <Select
        id="book-for"
        showSearch={{ filterOption: false, onSearch: setText }}
        value={value ?? ''}
        onChange={(id: string) => onChange(id === '' ? undefined : id)}
        options={[
          { value: '', label: t('override.forMyself') },
          ...people.map((it) => ({ value: it.id, label: name(it) })),
        ]}
      />
      <p className="small secondary">{t('override.forHint')}</p>
    </div>
  )
}
