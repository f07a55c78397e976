/**
 * `/finance/payments`: what came in by the bank in the last year beside what it may pay. One stop for the Tab key; inside,
 * j and k go from line to line, Enter takes the best suggestion, x sets aside, u undoes.
 */

import './bank.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf, usePages } from '../data/query.ts'
import type { Viewer } from '../data/viewer.ts'
import { wallTime } from '../design/format.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore, ProblemList } from '../design/states.tsx'
import { Money } from '../design/values.tsx'
import { FinanceTabs } from '../finance/finance-frame.tsx'
import { addMonths } from '../finance/finance-search.ts'
import { FINANCE_ROLES, placeOf } from '../finance/place.ts'
import type { BankEntryFragment } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { BankLineRow } from './bank-line.tsx'
import { ChooseStatement } from './choose-statement.tsx'
import { type Decisions, sureLines, useDecisions } from './decisions.ts'
import { ImportBank } from './import-bank.tsx'
import { BankLinesDocument, BankTotalsDocument } from './operations.ts'

const PAGE = 40

/** Those of the city look at the books of an institution, but what the bank says is its own. */
export function PaymentsPage() {
  return <Guard roles={FINANCE_ROLES}>{(viewer) => <Payments viewer={viewer} />}</Guard>
}

function lastYear() {
  const { date } = wallTime(Date.now())
  return { from: `${addMonths(date.slice(0, 7), -12)}-01`, to: date }
}

function Payments({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('bank')
  const search = useSearch({ from: '/finance/payments' })
  const { at, mayIssue } = placeOf(viewer, search.at)
  const [importing, setImporting] = useState(false)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      wide
      actions={
        mayIssue ? (
          <Button type="primary" onClick={() => setImporting(true)}>
            {t('import.action')}
          </Button>
        ) : null
      }
    >
      <FinanceTabs search={search} />
      {at === undefined ? (
        <EmptyState title={t('noPlace')} text={t('noPlaceText')} />
      ) : (
        <Lines institutionId={at} mayDecide={mayIssue} />
      )}
      {importing && at !== undefined ? (
        <ImportBank institutionId={at} onClose={() => setImporting(false)} />
      ) : null}
    </Page>
  )
}

type LinesProps = { readonly institutionId: string; readonly mayDecide: boolean }

function Lines({ institutionId, mayDecide }: LinesProps) {
  const { t } = useTranslation('bank')
  const { show } = useSearch({ from: '/finance/payments' })
  const navigate = useNavigate({ from: '/finance/payments' })
  const days = lastYear()
  const totals = useQuery(queryOf(BankTotalsDocument, { institutionId, ...days }))
  const list = usePages(
    BankLinesDocument,
    { institutionId, ...days, first: PAGE, ...(show === 'all' ? {} : { state: 'OPEN' as const }) },
    { connection: (data) => data.bankLines },
  )
  const decisions = useDecisions()
  const sure = sureLines(list.nodes)
  const sums = totals.data?.bankTotals.credit
  return (
    <div className="stack">
      {sums ? (
        <dl className="bank-totals" aria-label={t('totals.label')}>
          {(['amountFen', 'matchedFen', 'notOursFen', 'openFen'] as const).map((it) => (
            <div key={it}>
              <dt>{t(`totals.${it}`)}</dt>
              <dd>
                <Money fen={sums[it]} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className="spread">
        <Segmented
          aria-label={t('filter.label')}
          value={show ?? 'open'}
          onChange={(picked) =>
            void navigate({
              search: ({ show: _shown, ...kept }) => (picked === 'all' ? { ...kept, show: 'all' } : kept),
            })
          }
          options={[
            { value: 'open', label: t('filter.open') },
            { value: 'all', label: t('filter.all') },
          ]}
        />
        {mayDecide && sure.length > 0 ? (
          <Button loading={decisions.pending} onClick={() => void decisions.acceptSure(list.nodes)}>
            {t('acceptSure', { text: sure.length })}
          </Button>
        ) : null}
      </div>
      {list.pending ? <Loading rows={8} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {list.first && list.nodes.length === 0 ? (
        <EmptyState
          title={sums && sums.count > 0 ? t('allDone') : t('empty')}
          text={sums && sums.count > 0 ? t('allDoneText') : t('emptyText')}
        />
      ) : null}
      {list.nodes.length > 0 ? (
        <Workbench
          lines={list.nodes}
          institutionId={institutionId}
          decisions={mayDecide ? decisions : undefined}
        />
      ) : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </div>
  )
}

type WorkbenchProps = {
  readonly lines: readonly BankEntryFragment[]
  readonly institutionId: string
  readonly decisions: Decisions | undefined
}

function Workbench({ lines, institutionId, decisions }: WorkbenchProps) {
  const { t } = useTranslation('bank')
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const [choosing, setChoosing] = useState<BankEntryFragment>()
  const current = Math.min(at, lines.length - 1)
  const go = (next: number) => {
    const to = Math.min(Math.max(next, 0), lines.length - 1)
    setAt(to)
    box.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div className="stack-tight">
      {decisions ? (
        <>
          <Input
            aria-label={t('reason')}
            placeholder={t('reasonHint')}
            value={decisions.reason}
            maxLength={200}
            onChange={(event) => decisions.setReason(event.target.value)}
          />
          <ProblemList problems={decisions.problems} failure={decisions.failure} />
          <p className="small secondary bank-keys">{t('keys')}</p>
        </>
      ) : null}
      <div
        ref={box}
        className="bank-lines"
        role="list"
        aria-label={t('title')}
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.target === box.current) press(event, { line: lines[current], current, go, decisions })
        }}
      >
        {lines.map((line, i) => (
          <BankLineRow
            key={line.id}
            line={line}
            isCurrent={i === current}
            onPick={() => setAt(i)}
            decisions={decisions}
            onChoose={() => setChoosing(line)}
          />
        ))}
      </div>
      {choosing && decisions ? (
        <ChooseStatement
          line={choosing}
          institutionId={institutionId}
          decisions={decisions}
          onClose={() => setChoosing(undefined)}
        />
      ) : null}
    </div>
  )
}

type Pressed = {
  readonly line: BankEntryFragment | undefined
  readonly current: number
  readonly go: (next: number) => void
  readonly decisions: Decisions | undefined
}

function press(event: React.KeyboardEvent, { line, current, go, decisions }: Pressed) {
  if (event.ctrlKey || event.metaKey || event.altKey || !line) return
  const best = line.suggestions[0]
  if (event.key === 'j' || event.key === 'ArrowDown') go(current + 1)
  else if (event.key === 'k' || event.key === 'ArrowUp') go(current - 1)
  else if (!decisions || decisions.pending) return
  else if (event.key === 'Enter' && best) void decisions.pay(line, best.statement.id, best.amountFen)
  else if (event.key === 'x' && line.openFen > 0) void decisions.setAside(line)
  else if (event.key === 'u' && line.openFen < line.amountFen) decisions.undo(line)
  else return
  event.preventDefault()
}
