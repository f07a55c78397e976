/** What the bureau does with a claim: records its payment, refuses it, and takes a paid line back. */

import { Button, Checkbox, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { say } from '../shell/toasts.tsx'
import type { Claim, ClaimLine } from './claim-item.tsx'
import {
  ClawBackVoucherDocument,
  PayVoucherClaimDocument,
  RefuseVoucherClaimDocument,
} from './claim-operations.ts'
import { VoucherProblems } from './problems.tsx'

export function ClaimActions({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  const refuse = useAction(RefuseVoucherClaimDocument)
  const [paying, setPaying] = useState(false)
  const who = name(claim.provider)
  if (!claim.mayDecide) return null
  return (
    <div className="row">
      <Button type="primary" aria-label={`${t('claims.pay')} ${who}`} onClick={() => setPaying(true)}>
        {t('claims.pay')}
      </Button>
      {paying ? <Paying claim={claim} onClose={() => setPaying(false)} /> : null}
      <WithReason
        text={t('claims.refuse')}
        label={`${t('claims.refuse')} ${who}`}
        action={refuse}
        onReason={async (reason) => {
          const done = await refuse.run({ input: { claimId: claim.id, reason } })
          if (done) say(t('claims.refused'))
          return done !== undefined
        }}
      />
    </div>
  )
}

function Paying({ claim, onClose }: { readonly claim: Claim; readonly onClose: () => void }) {
  const { t } = useTranslation('vouchers')
  const { t: ts } = useTranslation('shell')
  const id = useId()
  const pay = useAction(PayVoucherClaimDocument)
  const today = wallTime(Date.now()).date
  const from = wallTime(claim.submittedAt).date
  const [paidOn, setPaidOn] = useState(today)
  const [paymentReference, setReference] = useState('')

  async function send() {
    if (!(await pay.run({ input: { claimId: claim.id, paidOn, paymentReference } }))) return
    say(t('claims.paid'))
    onClose()
  }

  return (
    <Modal
      open
      title={t('claims.pay')}
      okText={t('claims.pay')}
      cancelText={ts('actions.cancel')}
      okButtonProps={{ loading: pay.pending }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="stack">
        <label htmlFor={`${id}-reference`}>{t('fields.paymentReference')}</label>
        <Input
          id={`${id}-reference`}
          maxLength={80}
          value={paymentReference}
          onChange={(event) => setReference(event.target.value)}
        />
        <label htmlFor={`${id}-day`}>{t('claims.day')}</label>
        <DayPicker
          id={`${id}-day`}
          value={paidOn}
          onChange={(day) => setPaidOn(day ?? today)}
          disabled={(day) => day > today || day < from}
        />
        <VoucherProblems problems={pay.problems} failure={pay.failure} />
      </div>
    </Modal>
  )
}

/** Takes back a line that was paid, and shuts the enterprise out where wished. */
export function ClawBack({ line }: { readonly line: ClaimLine }) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  const take = useAction(ClawBackVoucherDocument)
  const [ban, setBan] = useState(false)
  if (line.returnedFen > 0) return null
  return (
    <WithReason
      text={t('claims.clawBack')}
      label={`${t('claims.clawBack')} ${name(line.institution)}`}
      action={take}
      onReason={async (reason) => {
        const done = await take.run({ input: { bookingId: line.id, reason, ban } })
        if (done) say(t('claims.clawedBack'))
        return done !== undefined
      }}
    >
      <Checkbox checked={ban} onChange={(event) => setBan(event.target.checked)}>
        {t('claims.ban')}
      </Checkbox>
    </WithReason>
  )
}

type WithReasonProps = {
  readonly text: string
  readonly label: string
  readonly action: Pick<
    ReturnType<typeof useAction<object, object>>,
    'pending' | 'problems' | 'failure' | 'clear'
  >
  /** True when it was done. */
  readonly onReason: (reason: string) => Promise<boolean>
  readonly children?: React.ReactNode
}

function WithReason({ text, label, action, onReason, children }: WithReasonProps) {
  const { t } = useTranslation('vouchers')
  const { t: ts } = useTranslation('shell')
  const id = useId()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')

  function close() {
    setAsking(false)
    setReason('')
    action.clear()
  }

  async function send() {
    if (await onReason(reason.trim())) close()
  }

  return (
    <>
      <Button danger size="small" aria-label={label} onClick={() => setAsking(true)}>
        {text}
      </Button>
      <Modal
        open={asking}
        title={label}
        okText={text}
        cancelText={ts('actions.cancel')}
        okButtonProps={{ danger: true, loading: action.pending }}
        onOk={() => void send()}
        onCancel={close}
      >
        <div className="stack">
          <label htmlFor={id}>{t('claims.why')}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            placeholder={t('claims.whyHint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {children}
          <VoucherProblems problems={action.problems} failure={action.failure} />
        </div>
      </Modal>
    </>
  )
}
