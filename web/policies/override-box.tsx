/** Where staff set reasons aside: why, and the button that does it. */

import './policies.css'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'

const REASON_MAX = 500

type OverrideBoxProps = {
  readonly problems: readonly Problem[]
  readonly pending: boolean
  readonly what: 'book' | 'approve'
  readonly onOverride: (reason: string) => void
}

/** Nothing where there is nothing that the viewer may set aside. */
export function OverrideBox({ problems, pending, what, onOverride }: OverrideBoxProps) {
  const { t } = useTranslation('policies')
  const [reason, setReason] = useState('')
  if (!problems.some((it) => it.overridable)) return null
  const all = problems.every((it) => it.overridable)
  return (
    <section className="policy-override" aria-label={t('override.title')}>
      <strong>{t('override.title')}</strong>
      <p className="small secondary">{t(all ? 'override.lead' : 'override.leadSome')}</p>
      {all ? (
        <>
          <Input.TextArea
            aria-label={t('override.reason')}
            value={reason}
            maxLength={REASON_MAX}
            autoSize={{ minRows: 1, maxRows: 4 }}
            placeholder={t('override.reasonHint')}
            onChange={(event) => setReason(event.target.value)}
          />
          <div>
            <Button
              danger
              disabled={reason.trim() === ''}
              loading={pending}
              onClick={() => onOverride(reason.trim())}
            >
              {t(`override.${what}`)}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  )
}
