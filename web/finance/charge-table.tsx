/** Charges, dense: one row each, explained line by line on demand, with totals that stay in sight. */

import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countText, wallTime, weekdayText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { DemoTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import { usePhone } from '../design/use-media.ts'
import type { FinanceChargeFragment } from '../gql/graphql.ts'
import { ChargeLines } from './charge-lines.tsx'
import { ChargeStateTag } from './finance-frame.tsx'
import { type Side, usePartyName } from './party.ts'

type ChargeTableProps = {
  readonly charges: readonly FinanceChargeFragment[]
  readonly totalCount: number
  readonly totalFen: number
  /** Which party to name: the one that the reader is not. */
  readonly party: Side
  /** What can be done with a charge, under its explanation. */
  readonly actions?: (charge: FinanceChargeFragment) => React.ReactNode
  /** On a statement, where state and statement say nothing new. */
  readonly plain?: boolean
}

function Day({ charge }: { readonly charge: FinanceChargeFragment }) {
  const { date, time } = wallTime(charge.occurredAt, charge.booking.instrument.timeZone)
  return (
    <time className="figures nowrap" dateTime={charge.occurredAt}>
      {date} {weekdayText(date)} {time}
    </time>
  )
}

/** The button that opens the explanation; also names what it explains. */
function Opener(props: { readonly open: boolean; readonly about: string; readonly onToggle: () => void }) {
  const { t } = useTranslation('finance')
  return (
    <Button
      type="text"
      size="small"
      className="finance-opener"
      aria-expanded={props.open}
      aria-label={t('lines.open', { about: props.about })}
      icon={props.open ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
      onClick={props.onToggle}
    />
  )
}

function useOpened() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) =>
    setOpened((before) =>
      before.has(id) ? new Set([...before].filter((it) => it !== id)) : new Set([...before, id]),
    )
  return { isOpen: (id: string) => opened.has(id), toggle }
}

export function ChargeTable(props: ChargeTableProps) {
  return usePhone() ? <Cards {...props} /> : <Wide {...props} />
}

function Wide({ charges, totalCount, totalFen, party, actions, plain = false }: ChargeTableProps) {
  const { t } = useTranslation('finance')
  const name = useName()
  const { isOpen, toggle } = useOpened()
  const columns = plain ? 4 : 7
  const allDemo = charges.every((it) => it.booking.instrument.isDemo)
  return (
    <table className="table finance-table">
      <thead>
        <HeadRow party={party} plain={plain} demo={allDemo} />
      </thead>
      <tbody>
        {charges.map((charge) => (
          <Fragment key={charge.id}>
            <tr>
              <td className="nowrap">
                <Opener
                  open={isOpen(charge.id)}
                  about={name(charge.booking.instrument)}
                  onToggle={() => toggle(charge.id)}
                />
                <Day charge={charge} />
              </td>
              <td>
                <Link to="/instruments/$id" params={{ id: charge.booking.instrument.id }}>
                  {name(charge.booking.instrument)}
                </Link>{' '}
                <DemoTag demo={charge.booking.instrument.isDemo && !allDemo} />
              </td>
              <td className="nowrap">{charge.person ? name(charge.person) : '—'}</td>
              {plain ? null : <StateCells charge={charge} party={party} />}
              <td className="right">
                <Money fen={charge.amountFen} />
              </td>
            </tr>
            {isOpen(charge.id) ? (
              <tr className="finance-detail">
                <td colSpan={columns}>
                  <ChargeLines charge={charge} />
                  {actions?.(charge)}
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={columns - 1}>
            {t('total', { count: totalCount, text: countText(totalCount) })}
          </th>
          <td className="right">
            <Money fen={totalFen} />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

type HeadRowProps = {
  readonly party: Side
  readonly plain: boolean
  /** Every row is demo data: said once instead of in each. */
  readonly demo: boolean
}

function HeadRow({ party, plain, demo }: HeadRowProps) {
  const { t } = useTranslation('finance')
  return (
    <tr>
      <th scope="col">{t('column.occurredAt')}</th>
      <th scope="col">
        {t('column.instrument')} <DemoTag demo={demo} />
      </th>
      <th scope="col">{t('column.person')}</th>
      {plain ? null : (
        <>
          <th scope="col">{t(`column.${party}`)}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.statement')}</th>
        </>
      )}
      <th scope="col" className="right">
        {t('column.amount')}
      </th>
    </tr>
  )
}

function StateCells({ charge, party }: { readonly charge: FinanceChargeFragment; readonly party: Side }) {
  const partyName = usePartyName()
  return (
    <>
      <td>{partyName(charge, party)}</td>
      <td>
        <ChargeStateTag state={charge.state} />
      </td>
      <td className="nowrap">
        {charge.statement ? (
          <Link to="/finance/statements/$id" params={{ id: charge.statement.id }}>
            {charge.statement.number}
          </Link>
        ) : (
          '—'
        )}
      </td>
    </>
  )
}

function Cards({ charges, totalCount, totalFen, party, actions, plain = false }: ChargeTableProps) {
  const { t } = useTranslation('finance')
  const name = useName()
  const partyName = usePartyName()
  const { isOpen, toggle } = useOpened()
  return (
    <>
      <ul className="finance-cards">
        {charges.map((charge) => (
          <li key={charge.id} className="finance-card">
            <div className="finance-card-head">
              <Opener
                open={isOpen(charge.id)}
                about={name(charge.booking.instrument)}
                onToggle={() => toggle(charge.id)}
              />
              <Link to="/instruments/$id" params={{ id: charge.booking.instrument.id }}>
                {name(charge.booking.instrument)}
              </Link>
              <span className="strong right">
                <Money fen={charge.amountFen} />
              </span>
            </div>
            <div className="finance-card-body small secondary">
              <Day charge={charge} />
              <span>
                {partyName(charge, party)}
                {charge.person ? ` · ${name(charge.person)}` : ''}
              </span>
              {plain ? null : <ChargeStateTag state={charge.state} />}
            </div>
            {isOpen(charge.id) ? (
              <div className="finance-detail">
                <ChargeLines charge={charge} />
                {actions?.(charge)}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="finance-card-total">
        <span>{t('total', { count: totalCount, text: countText(totalCount) })}</span>
        <span className="strong">
          <Money fen={totalFen} />
        </span>
      </div>
    </>
  )
}
