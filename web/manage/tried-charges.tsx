/** What was charged in the last twelve months, and what the tariff in the form would have made of it. */

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS } from '../../server/kernel/interval.ts'
import { queryOf } from '../data/query.ts'
import { moneyText } from '../design/format.ts'
import { ErrorState } from '../design/states.tsx'
import { Money, When } from '../design/values.tsx'
import type { ManageRepriceQuery, SetTariffInput } from '../gql/graphql.ts'
import { ManageRepriceDocument } from './operations/rules.ts'
import { Problems } from './problems.tsx'

const DAYS = 365

type TriedChargesProps = { readonly tariff: SetTariffInput; readonly timeZone: string }

/** Asked for by a press: what is shown is of the form as it was then. */
export function TriedCharges({ tariff, timeZone }: TriedChargesProps) {
  const { t } = useTranslation('manage')
  const [asked, setAsked] = useState<{ tariff: SetTariffInput; until: number }>()
  const isStale = asked !== undefined && JSON.stringify(asked.tariff) !== JSON.stringify(tariff)
  const during = {
    startsAt: new Date((asked?.until ?? 0) - DAYS * DAY_MS).toISOString(),
    endsAt: new Date(asked?.until ?? 0).toISOString(),
  }
  const { data, error, refetch, isFetching } = useQuery({
    ...queryOf(ManageRepriceDocument, { input: { tariff: asked?.tariff ?? tariff, during } }),
    enabled: asked !== undefined,
  })
  return (
    <div className="stack">
      <div className="row">
        <Button loading={isFetching} onClick={() => setAsked({ tariff, until: Date.now() })}>
          {t('reprice.ask')}
        </Button>
        <span className="small secondary">{t('reprice.hint')}</span>
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data && asked ? (
        <div className="stack" aria-live="polite">
          {isStale ? <p className="notice">{t('reprice.stale')}</p> : null}
          <Problems problems={data.reprice.problems} failure={undefined} />
          {data.reprice.problems.length === 0 ? <Repriced result={data.reprice} timeZone={timeZone} /> : null}
        </div>
      ) : null}
    </div>
  )
}

type RepricedProps = { readonly result: ManageRepriceQuery['reprice']; readonly timeZone: string }

function Repriced({ result, timeZone }: RepricedProps) {
  const { t } = useTranslation('manage')
  const differing = result.charges.filter((it) => it.differenceFen !== 0)
  if (result.count === 0) return <p className="secondary">{t('reprice.none')}</p>
  return (
    <>
      <p>
        {t('reprice.total', {
          count: result.count,
          charged: moneyText(result.chargedFen),
          repriced: moneyText(result.repricedFen),
        })}{' '}
        <strong>{signed(result.differenceFen)}</strong>
        {result.hasMore ? <span className="small secondary"> {t('reprice.more')}</span> : null}
      </p>
      {differing.length === 0 ? (
        <p className="secondary">{t('reprice.same')}</p>
      ) : (
        <RepricedTable charges={differing} timeZone={timeZone} />
      )}
    </>
  )
}

type RepricedTableProps = Pick<RepricedProps, 'timeZone'> & Pick<RepricedProps['result'], 'charges'>

function RepricedTable({ charges, timeZone }: RepricedTableProps) {
  const { t } = useTranslation('manage')
  return (
    <div className="manage-repriced">
      <table className="manage-quote">
        <caption className="visually-hidden">{t('reprice.most')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reprice.booked')}</th>
            <th scope="col" className="right">
              {t('reprice.charged')}
            </th>
            <th scope="col" className="right manage-repriced-new">
              {t('reprice.repriced')}
            </th>
            <th scope="col" className="right">
              {t('reprice.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {charges.map(({ charge, amountFen, differenceFen, lines }) => (
            <tr key={charge.id} title={lines.map((it) => it.description).join('\n')}>
              <td>
                <When startsAt={charge.booking.startsAt} endsAt={charge.booking.endsAt} zone={timeZone} />
              </td>
              <td className="right">
                <Money fen={charge.amountFen} />
              </td>
              <td className="right manage-repriced-new">
                <Money fen={amountFen} />
              </td>
              <td className="right">{signed(differenceFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** With its sign in front, because it is a difference. */
function signed(fen: number): string {
  return fen > 0 ? `+${moneyText(fen)}` : moneyText(fen)
}
