/** The research groups of an institution, for its managers to keep. */

import './groups.css'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { usePages } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore, ProblemList } from '../design/states.tsx'
import type { GroupShownFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { GroupForm } from './group-form.tsx'
import { GroupMembers } from './group-members.tsx'
import { DissolveGroupDocument, GroupsDocument } from './operations.ts'

type GroupsPanelProps = { readonly institutionId: string; readonly mayManage: boolean }

export function GroupsPanel({ institutionId, mayManage }: GroupsPanelProps) {
  const { t } = useTranslation('approvals')
  const [editing, setEditing] = useState<GroupShownFragment | 'new'>()
  const list = usePages(
    GroupsDocument,
    { institutionId, first: 20 },
    { connection: (data) => data.researchGroups },
  )
  return (
    <Panel
      title={t('group.title')}
      actions={mayManage ? <Button onClick={() => setEditing('new')}>{t('group.add')}</Button> : null}
    >
      {list.pending ? <Loading rows={3} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {!list.pending && !list.error && list.nodes.length === 0 ? (
        <EmptyState title={t('group.emptyTitle')} text={t('group.emptyText')} />
      ) : null}
      <ul className="groups">
        {list.nodes.map((it) => (
          <Group key={it.id} group={it} mayManage={mayManage} onEdit={() => setEditing(it)} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
      {editing === undefined ? null : (
        <GroupForm
          institutionId={institutionId}
          group={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Panel>
  )
}

type GroupProps = {
  readonly group: GroupShownFragment
  readonly mayManage: boolean
  readonly onEdit: () => void
}

function Group({ group, mayManage, onEdit }: GroupProps) {
  const { t } = useTranslation('approvals')
  const name = useName()
  const dissolve = useAction(DissolveGroupDocument)

  async function end() {
    if (await dissolve.run({ input: { groupId: group.id } })) say(t('group.dissolved'))
  }

  return (
    <li className="group stack-tight" aria-label={name(group)}>
      <div className="spread">
        <strong>{name(group)}</strong>
        {mayManage ? (
          <span className="row">
            <Button size="small" onClick={onEdit}>
              {t('group.edit')}
            </Button>
            <Popconfirm
              title={t('group.dissolveAsk', { name: name(group) })}
              okText={t('group.dissolve')}
              onConfirm={() => void end()}
            >
              <Button size="small" danger>
                {t('group.dissolve')}
              </Button>
            </Popconfirm>
          </span>
        ) : null}
      </div>
      <GroupMembers group={group} mayChange={mayManage || group.led} />
      <ProblemList problems={dissolve.problems} failure={dissolve.failure} />
    </li>
  )
}
