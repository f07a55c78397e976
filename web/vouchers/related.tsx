/** Institutions that are related to the applicant: picked one after the other. */

import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { InstitutionSelect } from '../design/institution-select.tsx'
import { useName } from '../design/names.ts'
import { graphql } from '../gql/gql.ts'

const RelatedInstitutionDocument = graphql(/* GraphQL */ `
  query RelatedInstitution($id: ID!) {
    institution(id: $id) {
      id
      nameZh
      nameEn
    }
  }
`)

type RelatedProps = {
  readonly value?: readonly string[]
  readonly onChange?: (ids: readonly string[]) => void
}

export function Related({ value = [], onChange }: RelatedProps) {
  const { t } = useTranslation('vouchers')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const found = useQueries({ queries: value.map((id) => queryOf(RelatedInstitutionDocument, { id })) })
  const nameOf = (i: number) => {
    const institution = found[i]?.data?.institution
    return institution ? name(institution) : '…'
  }
  return (
    <div className="stack">
      <InstitutionSelect
        value={undefined}
        label={t('apply.related')}
        onChange={(id) => (id === undefined || value.includes(id) ? undefined : onChange?.([...value, id]))}
      />
      {value.map((id, i) => (
        <div key={id} className="spread">
          <span>{nameOf(i)}</span>
          <Button
            size="small"
            aria-label={`${ts('actions.remove')} ${nameOf(i)}`}
            onClick={() => onChange?.(value.filter((it) => it !== id))}
          >
            {ts('actions.remove')}
          </Button>
        </div>
      ))}
    </div>
  )
}
