/** A new research group, or another name or leader for one. */

import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'
import type { GroupShownFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { SaveGroupDocument } from './operations.ts'

type GroupFormProps = {
  readonly institutionId: string
  /** Left out for a new one. */
  readonly group?: GroupShownFragment | undefined
  readonly onClose: () => void
}

type Values = { nameZh: string; nameEn: string; principalEmail: string }

export function GroupForm({ institutionId, group, onClose }: GroupFormProps) {
  const { t } = useTranslation('approvals')
  const { t: ts } = useTranslation('shell')
  const [form] = Form.useForm<Values>()
  const save = useAction(SaveGroupDocument)
  const leader = group?.members.find((it) => it.person.id === group.principal.id)

  async function submit(values: Values) {
    const input = {
      ...values,
      nameEn: values.nameEn.trim() || null,
      institutionId,
      groupId: group?.id ?? null,
    }
    if (!(await save.run({ input }))) return
    say(t('group.saved'))
    onClose()
  }

  return (
    <Modal
      open
      title={t(group ? 'group.edit' : 'group.add')}
      okText={t('group.save')}
      okButtonProps={{ loading: save.pending }}
      cancelText={ts('actions.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        name="group"
        form={form}
        layout="vertical"
        initialValues={{
          nameZh: group?.nameZh ?? '',
          nameEn: group?.nameEn ?? '',
          principalEmail: leader?.email ?? '',
        }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="nameZh" label={t('group.nameZh')}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="nameEn" label={t('group.nameEn')}>
          <Input maxLength={100} lang="en" />
        </Form.Item>
        <Form.Item name="principalEmail" label={t('group.principalEmail')} extra={t('group.emailHint')}>
          <Input type="email" />
        </Form.Item>
      </Form>
      <ProblemList problems={save.problems} failure={save.failure} />
    </Modal>
  )
}
