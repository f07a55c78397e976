/** `/finance/statements/$id`: one statement as it is printed, its payments, and the books behind it. */

import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import type { Viewer } from '../data/viewer.ts'
import { momentText, wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts, Page, Panel } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { FinanceStatementOfQuery } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { ChargeTable } from './charge-table.tsx'
import { StatementStateTag } from './finance-frame.tsx'
import { InvoiceForm } from './invoice-form.tsx'
import { LedgerPanel } from './ledger-panel.tsx'
import { FinanceStatementDocument } from './operations.ts'
import { usePartyName } from './party.ts'
import { PaymentForm } from './payment-form.tsx'
import { periodText } from './period.ts'
import { FINANCE_ROLES, placeOf } from './place.ts'
import { useStatementLines } from './statement-lines.ts'
import { VoidStatement } from './void-statement.tsx'

export type Statement = NonNullable<FinanceStatementOfQuery['statement']>

export function StatementPage() {
  return <Guard roles={FINANCE_ROLES}>{(viewer) => <Found viewer={viewer} />}</Guard>
}

function Found({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('finance')
  const { id } = useParams({ from: '/finance/statements/$id' })
  const { data, isPending, error, refetch } = useQuery(queryOf(FinanceStatementDocument, { id }))
  if (data?.statement) return <Sheet statement={data.statement} viewer={viewer} />
  return (
    <Page title={t('statement.title')}>
      {isPending ? <Loading rows={10} /> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data && !data.statement ? (
        <EmptyState title={t('statement.missing')} text={t('statement.missingText')}>
          <Link to="/finance/statements">{t('tabs.statements')}</Link>
        </EmptyState>
      ) : null}
    </Page>
  )
}

type SheetProps = { readonly statement: Statement; readonly viewer: Viewer }

function Sheet({ statement, viewer }: SheetProps) {
  const { t } = useTranslation('finance')
  const place = placeOf(viewer, statement.provider.id)
  const ours = place.at === statement.provider.id
  const isVoid = statement.state === 'VOID'
  const owedFen = isVoid ? 0 : statement.totalFen - statement.paidFen
  return (
    <Page
      title={t('statement.numbered', { number: statement.number })}
      lead={
        <span className="row">
          <StatementStateTag state={statement.state} />
          <DemoTag demo={statement.provider.isDemo} />
          <Link to="/finance/statements" className="finance-screen">
            {t('statement.back')}
          </Link>
        </span>
      }
      actions={
        <span className="row finance-screen">
          <Button icon={<DownloadOutlined aria-hidden="true" />} href={statement.exportUrl} download>
            {t('statement.export')}
          </Button>
          <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
            {t('statement.print')}
          </Button>
          {ours && place.mayIssue && !isVoid ? (
            <VoidStatement id={statement.id} number={statement.number} />
          ) : null}
        </span>
      }
    >
      <div className="finance-statement">
        <div className="stack">
          {statement.voidedAt === null ? null : (
            <p className="notice">
              {t('void.voided', {
                when: momentText(statement.voidedAt),
                reason: statement.voidReason ?? '',
              })}
            </p>
          )}
          <Head statement={statement} />
          <Lines id={statement.id} />
          <Payments statement={statement} />
        </div>
        <aside className="stack finance-screen" aria-label={t('aside')}>
          {ours && place.mayIssue && owedFen > 0 ? <PaymentForm statement={statement} /> : null}
          {ours && place.mayIssue && !isVoid ? <InvoiceForm statement={statement} /> : null}
          {ours && place.maySeeLedger ? <LedgerPanel providerId={statement.provider.id} /> : null}
        </aside>
      </div>
    </Page>
  )
}

function Head({ statement }: { readonly statement: Statement }) {
  const { t } = useTranslation('finance')
  const name = useName()
  const partyName = usePartyName()
  const { provider, payer } = statement
  return (
    <Panel>
      <div className="finance-parties">
        <section>
          <h2>{t('column.provider')}</h2>
          <Facts
            pairs={[
              [
                t('statement.name'),
                <span key="name" className="strong">
                  {name(provider)}
                </span>,
              ],
              [t('statement.uscc'), provider.uscc],
              [t('statement.address'), provider.addressZh],
              [t('statement.phone'), provider.contactPhone],
            ]}
          />
        </section>
        <section>
          <h2>{t('column.payer')}</h2>
          <Facts
            pairs={[
              [
                t('statement.name'),
                <span key="name" className="strong">
                  {partyName(statement)}
                </span>,
              ],
              [t('statement.uscc'), payer?.uscc],
              [t('statement.address'), payer?.addressZh],
              [t('issue.period'), periodText(statement.period)],
              [t('column.issuedAt'), wallTime(statement.issuedAt).date],
              [t('invoice.number'), statement.invoiceNumber],
              [t('invoice.issuedOn'), statement.invoicedOn],
            ]}
          />
        </section>
      </div>
      <dl className="finance-sums">
        <div>
          <dt>{t('column.total')}</dt>
          <dd>
            <Money fen={statement.totalFen} />
          </dd>
        </div>
        <div>
          <dt>{t('column.paid')}</dt>
          <dd>
            <Money fen={statement.paidFen} />
          </dd>
        </div>
        <div>
          <dt>{t('column.owed')}</dt>
          <dd>
            <Money fen={statement.state === 'VOID' ? 0 : statement.totalFen - statement.paidFen} />
          </dd>
        </div>
      </dl>
    </Panel>
  )
}

/** Every line, however many pages it takes: a statement that is printed must be whole. */
function Lines({ id }: { readonly id: string }) {
  const { t } = useTranslation('finance')
  const { data, error, refetch } = useStatementLines(id)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <section className="finance-charges" aria-label={t('statement.lines')}>
      <ChargeTable
        charges={data.charges}
        totalCount={data.totalCount}
        totalFen={data.totalFen}
        party="payer"
        plain
      />
    </section>
  )
}

function Payments({ statement }: { readonly statement: Statement }) {
  const { t } = useTranslation('finance')
  return (
    <Panel title={t('payments.title')} flush>
      {statement.payments.length === 0 ? (
        <p className="finance-none secondary">{t('payments.empty')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('payments.paidOn')}</th>
              <th scope="col">{t('payments.reference')}</th>
              <th scope="col" className="finance-wide">
                {t('payments.recordedAt')}
              </th>
              <th scope="col" className="right">
                {t('column.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {statement.payments.map((it) => (
              <tr key={it.id}>
                <td className="nowrap figures">{it.paidOn}</td>
                <td>
                  {it.reference}
                  {it.reversedAt === null ? null : (
                    <>
                      {' '}
                      <StateTag title={momentText(it.reversedAt)}>{t('payments.reversed')}</StateTag>
                    </>
                  )}
                </td>
                <td className="nowrap figures finance-wide">{momentText(it.recordedAt)}</td>
                <td className="right">
                  <Money fen={it.amountFen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
