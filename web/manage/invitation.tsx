/** A new account at the institution: who, which roles, and a first password to hand over. */

import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordProblems } from '../../server/identity/rules.ts'
import { useAction } from '../data/action.ts'
import { Facts } from '../design/page.tsx'
import type { Role } from '../gql/graphql.ts'
import { newPassword } from './new-password.ts'
import { ManageInviteDocument } from './operations/people.ts'
import { Hints, Problems } from './problems.tsx'
import { INSTITUTION_ROLES } from './roles.ts'

type Invitee = { nameZh: string; nameEn: string; email: string; roles: Role[]; password: string }

type InvitationProps = { readonly institutionId: string; readonly onClose: () => void }

export function Invitation({ institutionId, onClose }: InvitationProps) {
  const { t } = useTranslation('manage')
  const { t: ts } = useTranslation('shell')
  const [form] = Form.useForm<Invitee>()
  const [invited, setInvited] = useState<Invitee | undefined>()
  const invite = useAction(ManageInviteDocument)

  async function submit({ nameEn, ...values }: Invitee) {
    const input = { ...values, institutionId, nameEn: nameEn.trim() === '' ? null : nameEn.trim() }
    if (await invite.run({ input })) setInvited({ nameEn, ...values })
  }

  if (invited) {
    return (
      <Modal
        open
        title={t('invite.doneTitle')}
        onCancel={onClose}
        footer={<Button onClick={onClose}>{ts('actions.close')}</Button>}
      >
        <div className="stack">
          <p>{t('invite.doneText')}</p>
          <Facts
            pairs={[
              [t('invite.nameZh'), invited.nameZh],
              [t('fields.email'), invited.email],
              [t('fields.password'), <code key="password">{invited.password}</code>],
            ]}
          />
        </div>
      </Modal>
    )
  }
  return (
    <Modal
      open
      title={t('invite.title')}
      okText={t('invite.action')}
      okButtonProps={{ loading: invite.pending }}
      cancelText={ts('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Invitee>
        name="invitation"
        form={form}
        layout="vertical"
        initialValues={{ nameZh: '', nameEn: '', email: '', roles: ['RESEARCHER'], password: newPassword() }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="nameZh" label={t('invite.nameZh')}>
          <Input maxLength={50} autoFocus />
        </Form.Item>
        <Form.Item name="nameEn" label={t('invite.nameEn')}>
          <Input maxLength={100} lang="en" />
        </Form.Item>
        <Form.Item name="email" label={t('fields.email')}>
          <Input type="email" maxLength={254} autoComplete="off" />
        </Form.Item>
        <Form.Item name="roles" label={t('invite.roles')} extra={t('invite.rolesHint')}>
          <Checkbox.Group
            options={INSTITUTION_ROLES.map((role) => ({ value: role, label: ts(`roles.${role}`) }))}
          />
        </Form.Item>
        <FirstPassword />
        <Problems problems={invite.problems} failure={invite.failure} />
      </Form>
    </Modal>
  )
}

function FirstPassword() {
  const { t } = useTranslation('manage')
  const form = Form.useFormInstance<Invitee>()
  const password = Form.useWatch('password', form)
  return (
    <>
      <div className="manage-password">
        <Form.Item name="password" label={t('fields.password')} extra={t('invite.passwordHint')}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Button onClick={() => form.setFieldValue('password', newPassword())}>{t('invite.another')}</Button>
      </div>
      <Hints problems={typeof password === 'string' ? passwordProblems(password) : []} />
    </>
  )
}
