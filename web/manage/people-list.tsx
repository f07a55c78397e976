/** People with their roles at one institution: each can be taken away, others added. */

import { Button, Popconfirm, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { useName } from '../design/names.ts'
import { DemoTag } from '../design/tags.tsx'
import type { ManagePeopleQuery, Role } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { ManageGrantDocument, ManageRevokeDocument } from './operations/people.ts'
import { Problems } from './problems.tsx'
import { INSTITUTION_ROLES } from './roles.ts'

type Person = ManagePeopleQuery['people']['edges'][number]['node']

type PeopleListProps = {
  readonly people: readonly Person[]
  readonly institutionId: string
  readonly mayGrant: boolean
}

export function PeopleList({ people, institutionId, mayGrant }: PeopleListProps) {
  const { t } = useTranslation('manage')
  const name = useName()
  return (
    <ul className="manage-people panel panel-flush" aria-label={t('people.title')}>
      {people.map((person) => (
        <li key={person.id} className="manage-person">
          <div className="row manage-person-name">
            <strong>{name(person)}</strong>
            <DemoTag demo={person.isDemo} />
          </div>
          <Roles person={person} institutionId={institutionId} mayGrant={mayGrant} />
        </li>
      ))}
    </ul>
  )
}

type RolesProps = { readonly person: Person; readonly institutionId: string; readonly mayGrant: boolean }

function Roles({ person, institutionId, mayGrant }: RolesProps) {
  const { t } = useTranslation('manage')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const grant = useAction(ManageGrantDocument)
  const revoke = useAction(ManageRevokeDocument)
  const held = person.grants.filter((it) => it.institution?.id === institutionId)
  const open = INSTITUTION_ROLES.filter((role) => !held.some((it) => it.role === role))

  async function give(role: Role) {
    revoke.clear()
    if (await grant.run({ input: { personId: person.id, role, institutionId } })) {
      say(t('people.granted', { name: name(person), role: ts(`roles.${role}`) }))
    }
  }
  async function take(grantId: string, role: Role) {
    grant.clear()
    if (await revoke.run({ input: { grantId } })) {
      say(t('people.revoked', { name: name(person), role: ts(`roles.${role}`) }), {
        label: ts('actions.undo'),
        run: () => void give(role),
      })
    }
  }

  return (
    <div className="stack-tight">
      <div className="row">
        {held.length === 0 ? <span className="secondary">{t('people.noRole')}</span> : null}
        {held.map(({ id, role }) => (
          <span key={id} className="tag manage-role">
            {ts(`roles.${role}`)}
            {mayGrant ? (
              <Popconfirm
                title={t('people.revokeAsk', { name: name(person), role: ts(`roles.${role}`) })}
                okText={t('people.revoke')}
                onConfirm={() => void take(id, role)}
              >
                <Button
                  size="small"
                  type="text"
                  aria-label={t('people.revokeLabel', { name: name(person), role: ts(`roles.${role}`) })}
                >
                  ✕
                </Button>
              </Popconfirm>
            ) : null}
          </span>
        ))}
        {mayGrant && open.length > 0 ? (
          <Select<Role>
            size="small"
            className="manage-add-role"
            aria-label={t('people.addLabel', { name: name(person) })}
            placeholder={t('people.add')}
            value={null}
            loading={grant.pending}
            onChange={(role) => void give(role)}
            options={open.map((role) => ({ value: role, label: ts(`roles.${role}`) }))}
          />
        ) : null}
      </div>
      <Problems
        problems={[...grant.problems, ...revoke.problems]}
        failure={grant.failure ?? revoke.failure}
      />
    </div>
  )
}
