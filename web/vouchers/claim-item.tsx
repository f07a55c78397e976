/** A claim with its lines: who was served, how much, and what was taken back. */

import { useTranslation } from 'react-i18next'
import { momentText, moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { DemoTag, StateTag, type Tone } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import { periodText } from '../finance/period.ts'
import type { VoucherClaimShownFragment, VoucherClaimState } from '../gql/graphql.ts'

export type Claim = VoucherClaimShownFragment
export type ClaimLine = Claim['lines'][number]

const TONE: Record<VoucherClaimState, Tone> = { SUBMITTED: 'amber', PAID: 'green', REFUSED: 'red' }

type ClaimItemProps = {
  readonly claim: Claim
  /** The buttons of whoever decides. */
  readonly children?: React.ReactNode
  /** What can be done with a line. */
  readonly action?: (line: ClaimLine) => React.ReactNode
}

export function ClaimItem({ claim, children, action }: ClaimItemProps) {
  const { t } = useTranslation('vouchers')
  const name = useName()
  const { state, provider, paidOn, reason, lines } = claim
  return (
    <li className="voucher-item stack">
      <div className="spread">
        <div className="row">
          <strong>{name(provider)}</strong>
          <DemoTag demo={provider.isDemo} />
        </div>
        <StateTag tone={TONE[state]}>{t(`claims.state.${state}`)}</StateTag>
      </div>
      <div className="spread">
        <span>
          {name(claim.programme)} · {periodText(claim.period)}
        </span>
        <strong>
          <Money fen={claim.amountFen} />
        </strong>
      </div>
      <div className="small secondary">
        {t('claims.submitted', { when: momentText(claim.submittedAt) })}
        {paidOn === null ? null : ` · ${t('claims.paidOn', { day: paidOn })}`}
      </div>
      {reason === null ? null : <div className="small">{t('claims.reason', { text: reason })}</div>}
      {lines.length > 0 ? (
        <details>
          <summary>{t('claims.lines', { count: lines.length, text: lines.length })}</summary>
          <ul className="voucher-lines">
            {lines.map((it) => (
              <li key={it.id} className="spread">
                <span>
                  {name(it.institution)}
                  {it.returnedFen > 0 ? (
                    <span className="small secondary">
                      {' '}
                      {t('claims.returned', { amount: moneyText(it.returnedFen) })}
                      {it.returnReason === null ? null : t('claims.because', { text: it.returnReason })}
                    </span>
                  ) : null}
                </span>
                <span className="row">
                  <Money fen={it.amountFen} />
                  {action?.(it)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {children}
    </li>
  )
}
