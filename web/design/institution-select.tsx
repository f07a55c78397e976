/** Choosing one institution out of many: type part of its name, in any of its languages. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { graphql } from '../gql/gql.ts'
import { useName } from './names.ts'

const InstitutionChoicesDocument = graphql(/* GraphQL */ `
  query InstitutionChoices($filter: InstitutionFilter, $first: Int!) {
    institutions(filter: $filter, first: $first) {
      edges {
        node {
          id
          nameZh
          nameEn
        }
      }
    }
  }
`)

const PickedInstitutionDocument = graphql(/* GraphQL */ `
  query PickedInstitution($id: ID!) {
    institution(id: $id) {
      id
      nameZh
      nameEn
    }
  }
`)

type InstitutionSelectProps = {
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
  /** Its accessible name, and what stands there while nothing is chosen. */
  readonly label: string
  /** Only those that own instruments. */
  readonly owners?: boolean
  /** False where there must always be one. */
  readonly allowClear?: boolean
  /** What to show for a value that is no institution. */
  readonly unknown?: string
}

export function InstitutionSelect(props: InstitutionSelectProps) {
  const { value, onChange, label, owners, allowClear = true, unknown } = props
  const { t } = useTranslation('shell')
  const name = useName()
  const [text, setText] = useState('')
  const composing = useRef(false)
  const filter = { ...(text === '' ? {} : { text }), ...(owners ? { isOwner: true } : {}) }
  const found = useQuery({
    ...queryOf(InstitutionChoicesDocument, { filter, first: 100 }),
    placeholderData: keepPreviousData,
  })
  const picked = useQuery({
    ...queryOf(PickedInstitutionDocument, { id: value ?? '' }),
    enabled: value !== undefined,
  })
  const known = found.data?.institutions.edges.map((it) => it.node) ?? []
  const one =
    picked.data?.institution ?? (value !== undefined && unknown ? { id: value, nameZh: unknown } : undefined)
  const all = !one || known.some((it) => it.id === one.id) ? known : [one, ...known]
  return (
    <span
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        setText(event.data)
      }}
    >
      <Select
        aria-label={label}
        placeholder={label}
        value={value !== undefined && all.some((it) => it.id === value) ? value : undefined}
        onChange={(id: string | undefined) => onChange(id)}
        options={all.map((it) => ({ value: it.id, label: name(it) }))}
        allowClear={allowClear}
        showSearch={{
          filterOption: false,
          onSearch: (words) => (composing.current ? undefined : setText(words)),
        }}
        loading={found.isFetching}
        notFoundContent={found.isPending ? t('states.loading') : null}
        popupMatchSelectWidth={320}
        style={{ width: 220, maxWidth: '100%' }}
      />
    </span>
  )
}
