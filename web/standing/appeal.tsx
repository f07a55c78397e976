/** An appeal as the person sees it: how it stands, or the way to file it. */

import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import type { ShownEventFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { FileAppealDocument } from './measure-operations.ts'
import { AppealTag, StandingProblems } from './words.tsx'

type Filed = NonNullable<ShownEventFragment['appeal']>

/** What was said, and what was decided. */
export function AppealWords({ appeal }: { readonly appeal: Filed }) {
  const { t } = useTranslation('standing')
  return (
    <div className="small secondary">
      <p>{t('appeal.mine', { text: appeal.text })}</p>
      {appeal.decision === null ? null : <p>{t('appeal.decision', { text: appeal.decision })}</p>}
    </div>
  )
}

type AppealButtonProps = {
  readonly appeal: Filed | null
  /** Whether one can still be filed. */
  readonly isOpen: boolean
  readonly subject: { readonly restrictionId: string } | { readonly eventId: string }
  /** Names what it is against. */
  readonly what: string
}

export function AppealButton({ appeal, isOpen, subject, what }: AppealButtonProps) {
  const { t } = useTranslation('standing')
  const [writing, setWriting] = useState(false)
  if (appeal) return <AppealTag state={appeal.state} />
  if (!isOpen) return null
  return (
    <>
      <Button size="small" aria-label={t('appeal.label', { what })} onClick={() => setWriting(true)}>
        {t('appeal.action')}
      </Button>
      {writing ? <AppealDialog subject={subject} what={what} onClose={() => setWriting(false)} /> : null}
    </>
  )
}

type DialogProps = Pick<AppealButtonProps, 'subject' | 'what'> & { readonly onClose: () => void }

function AppealDialog({ subject, what, onClose }: DialogProps) {
  const { t } = useTranslation('standing')
  const { t: ts } = useTranslation('shell')
  const [form] = Form.useForm<{ text: string }>()
  const file = useAction(FileAppealDocument)

  async function send({ text }: { text: string }) {
    if (!(await file.run({ input: { ...subject, text: text.trim() } }))) return
    say(t('appeal.sent'))
    onClose()
  }

  return (
    <Modal
      open
      title={t('appeal.title')}
      okText={t('appeal.send')}
      cancelText={ts('actions.cancel')}
      okButtonProps={{ loading: file.pending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="strong">{what}</p>
        <p className="secondary">{t('appeal.text')}</p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
          <Form.Item
            name="text"
            label={t('appeal.words')}
            rules={[{ required: true, whitespace: true, message: t('appeal.wordsMissing') }]}
          >
            <Input.TextArea rows={4} maxLength={500} placeholder={t('appeal.wordsHint')} />
          </Form.Item>
        </Form>
        <StandingProblems problems={file.problems} failure={file.failure} />
      </div>
    </Modal>
  )
}
