/** Who is qualified for an instrument: granting without a training, and revoking, each with a reason. */

import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { usePages } from '../data/query.ts'
import { dateText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import type { QualifiedPeopleQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { EmailItem, ReasonItem } from './form-items.tsx'
import {
  GrantQualificationDocument,
  QualifiedPeopleDocument,
  RevokeQualificationDocument,
} from './operations.ts'
import { ReasonButton } from './reason-button.tsx'
import { QualificationTag, StandingProblems, Validity } from './words.tsx'

type Qualification = QualifiedPeopleQuery['qualifications']['edges'][number]['node']

export function QualifiedPeople({ instrumentId }: { readonly instrumentId: string }) {
  const { t } = useTranslation('standing')
  const list = usePages(
    QualifiedPeopleDocument,
    { instrumentId, first: 20 },
    { connection: (data) => data.qualifications },
  )
  return (
    <Panel title={t('manage.people')}>
      <div className="stack">
        {list.pending ? <Loading rows={4} /> : null}
        {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
        {!list.pending && !list.error && list.nodes.length === 0 ? (
          <p className="secondary">{t('manage.noPeople')}</p>
        ) : null}
        <ul className="standing-list" aria-label={t('manage.people')}>
          {list.nodes.map((it) => (
            <Qualified key={it.id} qualification={it} />
          ))}
        </ul>
        <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
        <GrantForm instrumentId={instrumentId} />
      </div>
    </Panel>
  )
}

function Qualified({ qualification }: { readonly qualification: Qualification }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const revoke = useAction(RevokeQualificationDocument)
  const { id, person, state, grantedAt, expiresAt, lastUsedAt, reason } = qualification
  const who = name(person)

  async function take(why: string): Promise<boolean> {
    const done = await revoke.run({ input: { qualificationId: id, reason: why } })
    if (done) say(t('manage.revoked'))
    return done !== undefined
  }

  return (
    <li>
      <div className="stack-tight">
        <div className="row">
          <strong>{who}</strong>
          <DemoTag demo={person.isDemo} />
          <QualificationTag state={state} />
          <Validity state={state} expiresAt={expiresAt} />
        </div>
        <span className="small secondary">
          {t('mine.granted', { when: dateText(grantedAt) })}
          {lastUsedAt === null ? '' : ` · ${t('mine.used', { when: dateText(lastUsedAt) })}`} ·{' '}
          {reason ?? t('manage.passed')}
        </span>
      </div>
      <ReasonButton
        text={t('manage.revoke')}
        label={t('manage.revokeLabel', { name: who })}
        title={t('manage.revokeTitle')}
        danger
        action={revoke}
        onReason={take}
      />
    </li>
  )
}

type Grant = { email: string; reason: string }

function GrantForm({ instrumentId }: { readonly instrumentId: string }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const [form] = Form.useForm<Grant>()
  const grant = useAction(GrantQualificationDocument)

  async function submit({ email, reason }: Grant) {
    const made = await grant.run({ input: { instrumentId, email: email.trim(), reason: reason.trim() } })
    if (!made) return
    say(t('manage.granted', { name: name(made.person) }))
    form.resetFields()
  }

  return (
    <Form<Grant>
      name="grant"
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => void submit(values)}
    >
      <h3>{t('manage.grant')}</h3>
      <p className="small secondary standing-check">{t('manage.grantText')}</p>
      <div className="standing-form">
        <EmailItem />
        <ReasonItem>
          <Input maxLength={500} placeholder={t('reasonHint')} />
        </ReasonItem>
      </div>
      <div className="stack">
        <StandingProblems problems={grant.problems} failure={grant.failure} />
        <div>
          <Button htmlType="submit" loading={grant.pending}>
            {t('manage.grant')}
          </Button>
        </div>
      </div>
    </Form>
  )
}
