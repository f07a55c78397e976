/** The group that I belong to; whoever leads it adds and removes its people here. */

import './groups.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { GroupMembers } from './group-members.tsx'
import { MyGroupDocument } from './operations.ts'

export function MyGroup() {
  const { t } = useTranslation('approvals')
  const name = useName()
  const { data, error, refetch } = useQuery(queryOf(MyGroupDocument, {}))
  const group = data?.myResearchGroup
  return (
    <Panel title={t('group.mine')}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={2} /> : null}
      {data && !group ? <EmptyState title={t('group.none')} text={t('group.noneText')} /> : null}
      {group ? (
        <div className="stack-tight">
          <p>
            <strong>{name(group)}</strong>
            {group.led ? <span className="secondary"> · {t('group.led')}</span> : null}
          </p>
          <GroupMembers group={group} mayChange={group.led} />
        </div>
      ) : null}
    </Panel>
  )
}
