/** API tokens: what there is, making one (its secret is shown once), revoking one. */

import { Button, Checkbox, Form, Input, Modal, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { CopyField } from '../design/copy-field.tsx'
import { momentText } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, ProblemList } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import type { MyTokensQuery, TokenScope } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { CreateApiTokenDocument, MyTokensDocument, RevokeApiTokenDocument } from './operations.ts'

type Token = MyTokensQuery['apiTokens'][number]

const SCOPES: readonly TokenScope[] = ['READ', 'BOOK', 'MANAGE', 'DEVICE']
const DAY_MS = 86_400_000
const LIFETIMES = [30, 90, 365] as const

export function Tokens() {
  const { t } = useTranslation('me')
  const { data, error, refetch } = useQuery(queryOf(MyTokensDocument, {}))
  const [making, setMaking] = useState(false)
  return (
    <Panel
      title={t('tokens.title')}
      actions={<Button onClick={() => setMaking(true)}>{t('tokens.create')}</Button>}
    >
      <div className="stack">
        <p className="secondary">{t('tokens.text')}</p>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data?.apiTokens.length === 0 ? <p className="secondary">{t('tokens.none')}</p> : null}
        <ul className="tokens">
          {data?.apiTokens.map((token) => (
            <TokenLine key={token.id} token={token} />
          ))}
        </ul>
      </div>
      {making ? <TokenDialog onClose={() => setMaking(false)} /> : null}
    </Panel>
  )
}

function TokenLine({ token }: { readonly token: Token }) {
  const { t } = useTranslation('me')
  const revoke = useAction(RevokeApiTokenDocument)

  async function remove() {
    if (await revoke.run({ input: { tokenId: token.id } })) say(t('tokens.revoked'))
  }

  return (
    <li className="token">
      <div>
        <div className="row">
          <strong>{token.name}</strong>
          {token.scopes.map((scope) => (
            <StateTag key={scope} tone="line">
              {t(`scopes.${scope}`)}
            </StateTag>
          ))}
        </div>
        <div className="small secondary">
          {t('tokens.created', { when: momentText(token.createdAt) })} ·{' '}
          {token.expiresAt ? t('tokens.expires', { when: momentText(token.expiresAt) }) : t('tokens.never')} ·{' '}
          {token.lastUsedAt ? t('tokens.used', { when: momentText(token.lastUsedAt) }) : t('tokens.unused')}
        </div>
        <ProblemList problems={revoke.problems} failure={revoke.failure} />
      </div>
      <Popconfirm
        title={t('tokens.revokeQuestion')}
        okText={t('tokens.revoke')}
        okButtonProps={{ danger: true }}
        onConfirm={() => void remove()}
      >
        <Button danger loading={revoke.pending} aria-label={t('tokens.revokeNamed', { name: token.name })}>
          {t('tokens.revoke')}
        </Button>
      </Popconfirm>
    </li>
  )
}

type TokenForm = { name: string; scopes: TokenScope[]; days: number }

function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('me')
  const { t: ts } = useTranslation('shell')
  const [form] = Form.useForm<TokenForm>()
  const [secret, setSecret] = useState<string>()
  const create = useAction(CreateApiTokenDocument)

  async function submit({ name, scopes, days }: TokenForm) {
    const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString()
    const created = await create.run({ input: { name: name.trim(), scopes, expiresAt } })
    if (created) setSecret(created.secret)
  }

  if (secret !== undefined) {
    return (
      <Modal open title={t('tokens.secretTitle')} footer={null} onCancel={onClose}>
        <div className="stack">
          <p>{t('tokens.secretText')}</p>
          <CopyField label={t('tokens.secretTitle')} value={secret} />
        </div>
      </Modal>
    )
  }
  return (
    <Modal
      open
      title={t('tokens.create')}
      okText={t('tokens.create')}
      cancelText={ts('actions.cancel')}
      okButtonProps={{ loading: create.pending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: '', scopes: ['READ'], days: 90 }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item
          name="name"
          label={t('tokens.name')}
          rules={[{ required: true, whitespace: true, message: t('tokens.nameMissing') }]}
        >
          <Input maxLength={60} placeholder={t('tokens.nameHint')} />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t('tokens.scopes')}
          rules={[{ required: true, message: t('tokens.scopesMissing') }]}
        >
          <Checkbox.Group
            options={SCOPES.map((scope) => ({ value: scope, label: t(`scopes.${scope}`) }))}
            className="token-scopes"
          />
        </Form.Item>
        <Form.Item name="days" label={t('tokens.lifetime')}>
          <Select
            options={LIFETIMES.map((days) => ({ value: days, label: t('tokens.days', { count: days }) }))}
          />
        </Form.Item>
      </Form>
      <ProblemList problems={create.problems} failure={create.failure} />
    </Modal>
  )
}
