/** One application as the bureau sees it, and the two ways to decide: granting an amount, or refusing; each with a reason. */

import { Button, Input, InputNumber, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { momentText, moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts } from '../design/page.tsx'
import { DemoTag } from '../design/tags.tsx'
import { fenOfYuan } from '../finance/finance-search.ts'
import type { VoucherGrantShownFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { GrantStateTag } from './grants.tsx'
import { ReviewVoucherDocument } from './operations.ts'
import { VoucherProblems } from './problems.tsx'

export function ReviewGrant({ grant }: { readonly grant: VoucherGrantShownFragment }) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  const [deciding, setDeciding] = useState<'grant' | 'refuse'>()
  const { institution, related, decision, state } = grant
  const who = name(institution)
  return (
    <li className="voucher-item stack">
      <div className="spread">
        <div className="row">
          <strong>{who}</strong>
          <DemoTag demo={institution.isDemo} />
          <span className="small secondary">
            {name(grant.programme)} · {t('grants.appliedAt', { when: momentText(grant.appliedAt) })}
          </span>
        </div>
        <GrantStateTag state={state} />
      </div>
      <Facts
        pairs={[
          [t('review.asked'), moneyText(grant.askedFen)],
          [t('state.GRANTED'), state === 'GRANTED' ? moneyText(grant.grantedFen) : null],
          [t('review.kind'), t(`kind.${grant.kind}`)],
          [t('review.purpose'), grant.purpose],
          [t('review.related'), related.map((it) => name(it)).join('、') || t('review.noRelated')],
          [
            t('review.evidence'),
            <>
              {grant.fileName} <span className="voucher-hash secondary">{grant.fileSha256}</span>
            </>,
          ],
          [t('review.applicant'), name(grant.applicant)],
          [t('review.note'), decision],
        ]}
      />
      {grant.mayReview ? (
        <div className="row">
          <Button
            type="primary"
            aria-label={t('review.grantTitle', { name: who })}
            onClick={() => setDeciding('grant')}
          >
            {t('review.grant')}
          </Button>
          <Button
            danger
            aria-label={t('review.refuseTitle', { name: who })}
            onClick={() => setDeciding('refuse')}
          >
            {t('review.refuse')}
          </Button>
        </div>
      ) : null}
      {deciding ? <Decision grant={grant} way={deciding} onClose={() => setDeciding(undefined)} /> : null}
    </li>
  )
}

type DecisionProps = {
  readonly grant: VoucherGrantShownFragment
  readonly way: 'grant' | 'refuse'
  readonly onClose: () => void
}

function Decision({ grant, way, onClose }: DecisionProps) {
  const { t } = useTranslation('vouchers')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const id = useId()
  const review = useAction(ReviewVoucherDocument)
  const [yuan, setYuan] = useState<number | null>(grant.askedFen / 100)
  const [note, setNote] = useState('')

  async function send() {
    const granted = way === 'grant' ? { grantedFen: fenOfYuan(yuan ?? 0) } : {}
    if (!(await review.run({ input: { grantId: grant.id, note: note.trim(), ...granted } }))) return
    say(t(way === 'grant' ? 'review.granted' : 'review.refused'))
    onClose()
  }

  return (
    <Modal
      open
      title={t(`review.${way}Title`, { name: name(grant.institution) })}
      okText={t(`review.${way}`)}
      cancelText={ts('actions.cancel')}
      okButtonProps={{ danger: way === 'refuse', loading: review.pending }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="stack">
        {way === 'grant' ? (
          <>
            <label htmlFor={`${id}-yuan`}>{t('review.amount')}</label>
            <InputNumber<number>
              id={`${id}-yuan`}
              prefix="¥"
              precision={2}
              min={0}
              max={grant.askedFen / 100}
              value={yuan}
              onChange={setYuan}
              style={{ width: '100%' }}
            />
          </>
        ) : null}
        <label htmlFor={`${id}-note`}>{t('review.note')}</label>
        <Input.TextArea
          id={`${id}-note`}
          rows={3}
          maxLength={500}
          placeholder={t('review.noteHint')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <VoucherProblems problems={review.problems} failure={review.failure} />
      </div>
    </Modal>
  )
}
