/** The versions of a tariff, the latest first: which counts now, which are dated ahead, which are over. */

import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { hoursText, moneyText } from '../design/format.ts'
import { StateTag, type Tone } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { ManagedTariffFragment } from '../gql/graphql.ts'
import { standingOf, type Standing } from './tariff-values.ts'
import { useWeekdaysWords } from './weekday-words.ts'

const TONE: Record<Standing, Tone> = { past: 'plain', current: 'green', future: 'blue' }

type TariffVersionsProps = {
  readonly versions: readonly ManagedTariffFragment[]
  readonly today: string
  readonly onUse: (tariff: ManagedTariffFragment) => void
}

export function TariffVersions({ versions, today, onUse }: TariffVersionsProps) {
  const { t } = useTranslation('manage')
  if (versions.length === 0) return <p className="notice">{t('tariff.none')}</p>
  return (
    <ul className="manage-tariffs" aria-label={t('tariff.versions')}>
      {versions.map((tariff) => {
        const standing = standingOf(tariff, today)
        return (
          <li key={tariff.id} className="panel stack-tight">
            <div className="spread">
              <span className="row">
                <StateTag tone={TONE[standing]}>{t(`standing.${standing}`)}</StateTag>
                <span className="figures">
                  {tariff.validTo === null
                    ? t('tariff.since', { day: tariff.validFrom })
                    : t('tariff.fromTo', { from: tariff.validFrom, to: tariff.validTo })}
                </span>
              </span>
              <span>
                <strong>
                  <Money fen={tariff.rateFenPerHour} />
                </strong>{' '}
                <span className="small secondary">{t('tariff.perHour')}</span>
              </span>
            </div>
            <div className="spread">
              <span className="small secondary">
                <TariffWords tariff={tariff} />
              </span>
              <Button size="small" type="link" onClick={() => onUse(tariff)}>
                {t('useAsBase')}
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** All that is not the hourly rate, in one line. */
function TariffWords({ tariff }: { readonly tariff: ManagedTariffFragment }) {
  const { t } = useTranslation('manage')
  const weekdays = useWeekdaysWords()
  function cancelWords(): string {
    const hours = hoursText(tariff.cancelNoticeMinutes / 60)
    if (tariff.cancelNoticeMinutes === 0) return ''
    if (tariff.fullPriceWhenLate) return t('tariff.cancelFull', { hours })
    return tariff.cancelFeeFen > 0
      ? t('tariff.cancel', { hours, amount: moneyText(tariff.cancelFeeFen) })
      : ''
  }
  const words = [
    t(`mode.${tariff.mode}`),
    tariff.startUpFeeFen > 0 ? t('tariff.startUp', { amount: moneyText(tariff.startUpFeeFen) }) : '',
    tariff.minimumChargeFen > 0 ? t('tariff.minimum', { amount: moneyText(tariff.minimumChargeFen) }) : '',
    tariff.roundUpMinutes > 1 ? t('tariff.roundUp', { minutes: tariff.roundUpMinutes }) : '',
    tariff.subsidyFenPerHour > 0 ? t('tariff.subsidy', { amount: moneyText(tariff.subsidyFenPerHour) }) : '',
    ...tariff.steps.map((it) =>
      t('tariff.step', { hours: hoursText(it.afterMinutes / 60), amount: moneyText(it.rateFenPerHour) }),
    ),
    cancelWords(),
    ...tariff.rateWindows.map(
      (it) => `${it.nameZh} ${weekdays(it.weekdays)} ${it.startsAt}–${it.endsAt} ${it.percent} %`,
    ),
  ]
  return <>{words.filter((it) => it !== '').join(' · ')}</>
}
