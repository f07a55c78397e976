/** Who belongs to a group, and who leads it; those who may change it add and remove people. */

import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import type { GroupShownFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { SetMemberDocument } from './operations.ts'

type GroupMembersProps = { readonly group: GroupShownFragment; readonly mayChange: boolean }

export function GroupMembers({ group, mayChange }: GroupMembersProps) {
  const { t } = useTranslation('approvals')
  const name = useName()
  const [form] = Form.useForm<{ email: string }>()
  const member = useAction(SetMemberDocument)

  async function set(email: string, isMember: boolean, done: string) {
    if (!(await member.run({ input: { groupId: group.id, email, isMember } }))) return
    say(done)
    if (isMember) form.resetFields()
  }

  return (
    <div className="stack-tight">
      <span className="secondary small">{t('group.members', { count: group.members.length })}</span>
      <ul className="row group-members" aria-label={t('group.members', { count: group.members.length })}>
        {group.members.map(({ email, person }) => (
          <li key={person.id} className="tag">
            {name(person)}
            {person.id === group.principal.id ? ` · ${t('group.principal')}` : null}{' '}
            <DemoTag demo={person.isDemo} />
            {mayChange && person.id !== group.principal.id ? (
              <Button
                size="small"
                type="text"
                aria-label={t('group.remove', { name: name(person) })}
                onClick={() => void set(email, false, t('group.removed', { name: name(person) }))}
              >
                ✕
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange ? (
        <Form
          name={`member-${group.id}`}
          form={form}
          layout="inline"
          onFinish={({ email }) => void set(email, true, t('group.added'))}
        >
          <Form.Item name="email" label={t('group.email')}>
            <Input type="email" placeholder={t('group.emailHint')} className="group-email" />
          </Form.Item>
          <Button htmlType="submit" loading={member.pending}>
            {t('group.addMember')}
          </Button>
        </Form>
      ) : null}
      <ProblemList problems={member.problems} failure={member.failure} />
    </div>
  )
}
