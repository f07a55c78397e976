/** How an amount came about, line by line. */

import { useTranslation } from 'react-i18next'
import { hoursText } from '../design/format.ts'
import { Money, When } from '../design/values.tsx'
import type { FinanceChargeFragment } from '../gql/graphql.ts'

const MINUTES = 60

/** The lines of a charge with their sum, the booked and the used time, and why nothing is owed where it was waived. */
export function ChargeLines({ charge }: { readonly charge: FinanceChargeFragment }) {
  const { t } = useTranslation('finance')
  const { usage, booking } = charge
  const zone = booking.instrument.timeZone
  return (
    <div className="finance-lines">
      <table>
        <caption>{t('lines.caption')}</caption>
        <tbody>
          {charge.lines.map((line, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place.
            <tr key={i}>
              <td>{t(`lineKind.${line.kind}`)}</td>
              <td>{line.description}</td>
              <td className="right">
                {line.minutes === null ? '' : `${hoursText(line.minutes / MINUTES)} h`}
              </td>
              <td className="right">
                <Money fen={line.amountFen} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('lines.total')}
            </th>
            <td className="right">
              <Money fen={charge.amountFen} />
            </td>
          </tr>
        </tfoot>
      </table>
      <dl className="facts">
        <dt>{t('lines.booked')}</dt>
        <dd>
          <When startsAt={booking.startsAt} endsAt={booking.endsAt} zone={zone} />
        </dd>
        {usage ? (
          <>
            <dt>{t('lines.used')}</dt>
            <dd>
              <When startsAt={usage.startedAt} endsAt={usage.endedAt} zone={zone} />
            </dd>
            <dt>{t('lines.service')}</dt>
            <dd>{t(usage.isExternal ? 'lines.external' : 'lines.internal')}</dd>
          </>
        ) : null}
        {charge.waiverReason ? (
          <>
            <dt>{t('lines.waived')}</dt>
            <dd>{charge.waiverReason}</dd>
          </>
        ) : null}
      </dl>
    </div>
  )
}
