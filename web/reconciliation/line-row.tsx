/** A line of the workbench: a row on a wide screen, a card on a phone. Differences show by sign and word, not by colour alone. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { moneyText, spanText } from '../design/format.ts'
import { StateTag, type Tone } from '../design/tags.tsx'
import { ChargeStateTag } from '../finance/finance-frame.tsx'
import type { ReconciledLineFragment, ReconciliationOutcome } from '../gql/graphql.ts'
import type { Decide } from './decisions.ts'

const TONES: Record<ReconciliationOutcome, Tone> = {
  MATCHED: 'green',
  TIME_DIFFERS: 'amber',
  AMOUNT_DIFFERS: 'red',
  MISSING_HERE: 'red',
  MISSING_THERE: 'red',
  DUPLICATE: 'amber',
}

const SIGNS: Record<ReconciliationOutcome, string> = {
  MATCHED: '=',
  TIME_DIFFERS: '≈',
  AMOUNT_DIFFERS: '≠',
  MISSING_HERE: '→',
  MISSING_THERE: '←',
  DUPLICATE: '×2',
}

type LineRowProps = {
  readonly line: ReconciledLineFragment
  readonly isCurrent: boolean
  readonly style: React.CSSProperties
  readonly onPick: () => void
  readonly decide: Decide | undefined
}

export function LineRow({ line, isCurrent, style, onPick, decide }: LineRowProps) {
  const { t } = useTranslation('reconciliation')
  const deltaFen = (line.theirs?.amountFen ?? 0) - (line.ours?.amountFen ?? 0)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list around it has the keys.
    <div
      className="reconciliation-line"
      role="listitem"
      aria-current={isCurrent}
      style={style}
      onClick={onPick}
    >
      <span>
        <StateTag tone={TONES[line.outcome]}>
          {SIGNS[line.outcome]} {t(`outcome.${line.outcome}`)}
        </StateTag>
        {line.matchedBy === 'TIME' ? <span className="small secondary"> {t('byTime')}</span> : null}
      </span>
      <span className="figures">{line.assetNo}</span>
      <SideOf side={line.ours} label={t('column.ours')} />
      <SideOf side={line.theirs} label={t('column.theirs')} row={line.theirRow} />
      <span className="right figures">
        {deltaFen > 0 ? '+' : ''}
        {moneyText(deltaFen)}
      </span>
      <span className="reconciliation-payment">
        {line.charge ? <ChargeStateTag state={line.charge.state} /> : '—'}
        {line.charge?.statement ? (
          <Link to="/finance/statements/$id" params={{ id: line.charge.statement.id }} tabIndex={-1}>
            {line.charge.statement.number}
          </Link>
        ) : null}
      </span>
      <Decision line={line} decide={decide} />
    </div>
  )
}

type SideOfProps = {
  readonly side: ReconciledLineFragment['ours']
  readonly label: string
  readonly row?: number | null
}

function SideOf({ side, label, row = null }: SideOfProps) {
  const { t } = useTranslation('reconciliation')
  if (!side) return <span className="secondary reconciliation-side">— {t('nothing')}</span>
  return (
    <span className="reconciliation-side">
      <span className="reconciliation-label small secondary">{label} </span>
      <span className="figures">{spanText(side.span.startsAt, side.span.endsAt)}</span>
      <span className="spread">
        <span className="small secondary reconciliation-cut">
          {row === null ? '' : `${t('row', { row })} `}
          {side.customer ?? side.reference ?? ''}
        </span>
        <strong className="figures">{moneyText(side.amountFen)}</strong>
      </span>
    </span>
  )
}

const HOWS = ['OURS', 'THEIRS', 'NOT_OURS'] as const

function Decision({ line, decide }: Pick<LineRowProps, 'line' | 'decide'>) {
  const { t } = useTranslation('reconciliation')
  if (line.outcome === 'MATCHED') return <span />
  if (line.resolution !== null) {
    return (
      <span className="row small">
        <StateTag tone="blue" title={line.reason ?? ''}>
          ✓ {t(`resolution.${line.resolution}`)}
        </StateTag>
        {decide ? (
          <Button kind="link" tabIndex={-1} onClick={() => decide(line, null)}>
            {t('undo')}
          </Button>
        ) : null}
      </span>
    )
  }
  if (!decide) return <StateTag tone="amber">{t('undecided')}</StateTag>
  return (
    <span className="row small">
      {HOWS.map((how) => (
        <Button key={how} kind="link" tabIndex={-1} onClick={() => decide(line, how)}>
          {t(`resolution.${how}`)}
        </Button>
      ))}
    </span>
  )
}
