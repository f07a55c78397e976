/** Whom a member of a research group books for: himself, or somebody of the group, with the word of its leader. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useViewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { MyGroupDocument } from './operations.ts'

type ForColleagueProps = {
  readonly value: string | undefined
  readonly onChange: (personId: string | undefined) => void
}

/** Nothing for who is in no group, or alone in one. */
export function ForColleague({ value, onChange }: ForColleagueProps) {
  const { t } = useTranslation('approvals')
  const name = useName()
  const { viewer } = useViewer()
  const { data } = useQuery(queryOf(MyGroupDocument, {}))
  const group = data?.myResearchGroup
  const others = group?.members.map((it) => it.person).filter((it) => it.id !== viewer?.id) ?? []
  if (!group || others.length === 0) return null
  const hint = group.led ? 'group.forHintLed' : 'group.forHint'
  return (
    <div className="span-field">
      <label htmlFor="book-for">{t('group.forWhom')}</label>
      <Select
        id="book-for"
        value={value ?? ''}
        onChange={(id: string) => onChange(id === '' ? undefined : id)}
        options={[
          { value: '', label: t('group.forMyself') },
          ...others.map((it) => ({ value: it.id, label: name(it) })),
        ]}
      />
      {value === undefined ? null : (
        <p className="small secondary">{t(hint, { leader: name(group.principal) })}</p>
      )}
    </div>
  )
}
