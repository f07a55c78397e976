/** A line of the bank and what it may pay: beside each other on a wide screen, below each other on a phone. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { BankEntryFragment } from '../gql/graphql.ts'
import type { Decisions } from './decisions.ts'

type BankLineProps = {
  readonly line: BankEntryFragment
  readonly isCurrent: boolean
  readonly onPick: () => void
  /** Left out where the viewer only looks. */
  readonly decisions: Decisions | undefined
  readonly onChoose: () => void
}

export function BankLineRow({ line, isCurrent, onPick, decisions, onChoose }: BankLineProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list around it has the keys.
    <div className="bank-line" role="listitem" aria-current={isCurrent} onClick={onPick}>
      <Incoming line={line} />
      <div className="bank-right">
        {line.state === 'SETTLED' ? (
          <Decided line={line} decisions={decisions} />
        ) : (
          <Open line={line} decisions={decisions} onChoose={onChoose} />
        )}
      </div>
    </div>
  )
}

function Incoming({ line }: { readonly line: BankEntryFragment }) {
  const { t } = useTranslation('bank')
  return (
    <div className="bank-left">
      <span className="spread">
        <span className="figures">{line.bookedOn}</span>
        <strong>
          <Money fen={line.amountFen} />
        </strong>
      </span>
      <span>{line.payerName === '' ? t('noPayer') : line.payerName}</span>
      <span className="small secondary">
        {line.description === '' ? t('noText') : line.description}
        {line.bankNumber === null ? '' : ` · ${line.bankNumber}`}
      </span>
      {line.openFen > 0 && line.openFen < line.amountFen ? (
        <span className="small">
          {t('open')} <Money fen={line.openFen} />
        </span>
      ) : null}
    </div>
  )
}

function Decided({ line, decisions }: Pick<BankLineProps, 'line' | 'decisions'>) {
  const { t } = useTranslation('bank')
  return (
    <div className="spread">
      <span className="stack-tight">
        <Paid line={line} />
        {line.notOursFen > 0 ? (
          <span className="row">
            <StateTag>{t('notOurs')}</StateTag>
            <Money fen={line.notOursFen} />
            <span className="small secondary">{line.notOursReason}</span>
          </span>
        ) : null}
      </span>
      {decisions ? (
        <Button kind="link" tabIndex={-1} disabled={decisions.pending} onClick={() => decisions.undo(line)}>
          {t('undo')}
        </Button>
      ) : null}
    </div>
  )
}

/** The payments that stand. */
function Paid({ line }: { readonly line: BankEntryFragment }) {
  const { t } = useTranslation('bank')
  return line.payments
    .filter((it) => it.reversedAt === null)
    .map((it) => (
      <span key={it.id} className="row">
        <StateTag tone="green">✓ {t('matched')}</StateTag>
        <Link to="/finance/statements/$id" params={{ id: it.statement.id }} tabIndex={-1}>
          {it.statement.number}
        </Link>
        <Money fen={it.amountFen} />
      </span>
    ))
}

function Open({ line, decisions, onChoose }: Pick<BankLineProps, 'line' | 'decisions' | 'onChoose'>) {
  const { t } = useTranslation('bank')
  return (
    <div className="stack-tight">
      <Paid line={line} />
      {line.suggestions.length === 0 ? <span className="secondary">{t('noSuggestion')}</span> : null}
      {line.suggestions.map((it) => (
        <Suggested key={it.statement.id} line={line} suggestion={it} decisions={decisions} />
      ))}
      {decisions ? (
        <span className="row small">
          <Button kind="link" tabIndex={-1} disabled={decisions.pending} onClick={onChoose}>
            {t('choose.action')}
          </Button>
          <Button
            kind="link"
            tabIndex={-1}
            disabled={decisions.pending}
            onClick={() => void decisions.setAside(line)}
          >
            {t('notOurs')}
          </Button>
          {line.openFen < line.amountFen ? (
            <Button
              kind="link"
              tabIndex={-1}
              disabled={decisions.pending}
              onClick={() => decisions.undo(line)}
            >
              {t('undo')}
            </Button>
          ) : null}
        </span>
      ) : null}
    </div>
  )
}

type SuggestedProps = Pick<BankLineProps, 'line' | 'decisions'> & {
  readonly suggestion: BankEntryFragment['suggestions'][number]
}

function Suggested({ line, suggestion, decisions }: SuggestedProps) {
  const { t } = useTranslation('bank')
  const name = useName()
  const { statement, score, reasons, amountFen, isSure } = suggestion
  const owedFen = statement.totalFen - statement.paidFen
  const party = statement.payer ?? statement.payerPerson
  const deltaFen = line.openFen - owedFen
  return (
    <span className="spread">
      <span className="row">
        <StateTag tone={isSure ? 'green' : 'amber'} title={reasons.map((it) => t(`because.${it}`)).join(' ')}>
          {isSure ? '✓' : '?'} {t('score', { score })}
        </StateTag>
        <Link to="/finance/statements/$id" params={{ id: statement.id }} tabIndex={-1}>
          {statement.number}
        </Link>
        <span>{party ? name(party) : ''}</span>
        <span className="small secondary">{reasons.map((it) => t(`because.${it}`)).join(' ')}</span>
      </span>
      <span className="row">
        <span className="small secondary">
          {t('owed')} {moneyText(owedFen)}
        </span>
        {deltaFen === 0 ? null : (
          <span className={`figures small ${deltaFen < 0 ? 'bank-less' : 'bank-more'}`}>
            {deltaFen > 0 ? '+' : ''}
            {moneyText(deltaFen)}
          </span>
        )}
        {decisions ? (
          <Button
            tabIndex={-1}
            disabled={decisions.pending}
            onClick={() => void decisions.pay(line, statement.id, amountFen)}
          >
            {t('accept', { amount: moneyText(amountFen) })}
          </Button>
        ) : null}
      </span>
    </span>
  )
}
