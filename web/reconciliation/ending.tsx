/** Signatures of both sides, whether the books agree, and the close of the month. */

import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { momentText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import { Money } from '../design/values.tsx'
import { ClosePeriodDocument, ReopenPeriodDocument, SignReconciliationDocument } from './operations.ts'
import { type Run, unresolvedCount } from './stage.ts'

export function Ending({ run }: { readonly run: Run }) {
  const { t } = useTranslation('reconciliation')
  const name = useName()
  const sign = useAction(SignReconciliationDocument)
  const close = useAction(ClosePeriodDocument)
  const [reopening, setReopening] = useState(false)
  const isReady = unresolvedCount(run.totals) === 0 && !run.isReplaced
  const isSigned = run.providerSignedAt !== null && run.citySignedAt !== null
  const sides = [
    ['provider', run.providerSignedAt, run.providerSignedBy, run.maySignForProvider, 'PROVIDER'],
    ['city', run.citySignedAt, run.citySignedBy, run.maySignForCity, 'CITY'],
  ] as const
  return (
    <section className="reconciliation-ending" aria-label={t('ending')}>
      {sides.map(([side, at, by, maySign, value]) => (
        <div key={side} className="row">
          <span>{t(`sign.${side}`)}</span>
          {at ? (
            <span className="secondary">
              {by ? name(by) : ''} · {momentText(at)}
            </span>
          ) : null}
          {!at && maySign ? (
            <Button
              size="small"
              disabled={!isReady}
              loading={sign.pending}
              onClick={() => void sign.run({ input: { runId: run.id, side: value } })}
            >
              {t(`sign.${side}Action`)}
            </Button>
          ) : null}
          {!at && !maySign ? <span className="secondary">{t('sign.waits')}</span> : null}
        </div>
      ))}
      <div className="row">
        <span>{t('drift')}</span>
        <strong className={run.driftFen === 0 ? 'reconciliation-good' : 'reconciliation-bad'}>
          {run.driftFen === 0 ? '✓' : '✗'} <Money fen={run.driftFen} />
        </strong>
      </div>
      <div className="row">
        {run.closedAt ? <span>{t('close.done', { at: momentText(run.closedAt) })}</span> : null}
        {!run.closedAt && run.mayClose ? (
          <Button
            type="primary"
            disabled={!isSigned || run.driftFen !== 0}
            loading={close.pending}
            onClick={() => void close.run({ input: { runId: run.id } })}
          >
            {t('close.action')}
          </Button>
        ) : null}
        {run.closedAt && run.mayReopen ? (
          <Button onClick={() => setReopening(true)}>{t('close.reopen')}</Button>
        ) : null}
      </div>
      {run.linesSha256 ? (
        <span className="small secondary" title={run.linesSha256}>
          {t('sign.hash', { hash: run.linesSha256.slice(0, 16) })}
        </span>
      ) : null}
      <ProblemList problems={sign.problems} failure={sign.failure} />
      <ProblemList problems={close.problems} failure={close.failure} />
      {reopening ? <Reopen runId={run.id} onClose={() => setReopening(false)} /> : null}
    </section>
  )
}

function Reopen({ runId, onClose }: { readonly runId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('reconciliation')
  const reopen = useAction(ReopenPeriodDocument)
  const [reason, setReason] = useState('')

  async function confirm() {
    if (await reopen.run({ input: { runId, reason } })) onClose()
  }

  return (
    <Modal
      open
      title={t('close.reopen')}
      okText={t('close.reopen')}
      confirmLoading={reopen.pending}
      onCancel={onClose}
      onOk={() => void confirm()}
    >
      <div className="stack">
        <label className="stack-tight">
          <span>{t('close.reason')}</span>
          <Input.TextArea
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <ProblemList problems={reopen.problems} failure={reopen.failure} />
      </div>
    </Modal>
  )
}
