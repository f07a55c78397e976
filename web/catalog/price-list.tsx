/** What an hour costs, for whom and when: the tariffs in force and those that come. */

import { useTranslation } from 'react-i18next'
import { hoursText, moneyText, wallTime, weekdayName } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { StateTag } from '../design/tags.tsx'
import { weekdayRange } from './opening-rows.ts'
import type { Instrument } from './instrument.ts'

type Tariff = Instrument['tariffs'][number]

export function PriceList({ tariffs }: { readonly tariffs: readonly Tariff[] }) {
  const { t } = useTranslation('catalog')
  const today = wallTime(Date.now()).date
  const shown = tariffs.filter((it) => it.validTo === null || it.validTo >= today)
  return (
    <Panel title={t('prices.title')}>
      {shown.length === 0 ? <p className="secondary">{t('prices.none')}</p> : null}
      <div className="stack">
        {shown.map((tariff) => (
          <TariffCard key={tariff.id} tariff={tariff} today={today} />
        ))}
      </div>
    </Panel>
  )
}

function TariffCard({ tariff, today }: { readonly tariff: Tariff; readonly today: string }) {
  const { t } = useTranslation('catalog')
  const { validFrom, validTo, cancelFeeFen, cancelNoticeMinutes, fullPriceWhenLate } = tariff
  const rows: readonly (readonly [string, string])[] = [
    [t('prices.rate'), `${moneyText(tariff.rateFenPerHour)} ${t('perHour')}`],
    ...tariff.steps.map(
      (it) =>
        [
          t('prices.step', { hours: hoursText(it.afterMinutes / 60) }),
          `${moneyText(it.rateFenPerHour)} ${t('perHour')}`,
        ] as const,
    ),
    ...(tariff.subsidyFenPerHour > 0
      ? [[t('prices.subsidy'), `−${moneyText(tariff.subsidyFenPerHour)} ${t('perHour')}`] as const]
      : []),
    ...tariff.rateWindows.map(
      (it) =>
        [
          `${it.nameZh} · ${t('prices.window', { days: weekdayRange(it.weekdays, weekdayName, t('rules.to')), from: it.startsAt, to: it.endsAt })}`,
          t('prices.percent', {
            percent: it.percent,
            rate: moneyText(Math.round((tariff.rateFenPerHour * it.percent) / 100)),
          }),
        ] as const,
    ),
    ...(tariff.startUpFeeFen > 0 ? [[t('prices.startUp'), moneyText(tariff.startUpFeeFen)] as const] : []),
    ...(tariff.minimumChargeFen > 0
      ? [[t('prices.minimum'), moneyText(tariff.minimumChargeFen)] as const]
      : []),
    ...(tariff.roundUpMinutes > 1
      ? [[t('prices.roundUp'), t('prices.roundUpBy', { minutes: tariff.roundUpMinutes })] as const]
      : []),
    ...(cancelNoticeMinutes > 0 && (fullPriceWhenLate || cancelFeeFen > 0)
      ? [
          [
            t('prices.cancel', { hours: cancelNoticeMinutes / 60 }),
            fullPriceWhenLate ? t('prices.fullPrice') : moneyText(cancelFeeFen),
          ] as const,
        ]
      : []),
  ]
  return (
    <div>
      <div className="row price-head">
        <h3>{t(`customerClass.${tariff.customerClass}`)}</h3>
        <span className="small secondary">{t(`pricingMode.${tariff.mode}`)}</span>
        {validFrom > today ? <StateTag tone="amber">{t('prices.from', { date: validFrom })}</StateTag> : null}
        {validTo === null ? null : <StateTag tone="line">{t('prices.until', { date: validTo })}</StateTag>}
      </div>
      <table className="table">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="price-name">
                {name}
              </th>
              <td className="right">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
