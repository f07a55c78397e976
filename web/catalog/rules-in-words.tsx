/** The rules of booking as sentences: opening hours, lengths, notice, approval, cancelling. */

import { useTranslation } from 'react-i18next'
import { wallTime, weekdayName } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import type { Instrument } from './instrument.ts'
import { openingRows, weekdayRange } from './opening-rows.ts'

/** Minutes in the largest unit that divides them. */
function useLength() {
  const { t } = useTranslation('catalog')
  return (minutes: number): string => {
    if (minutes % 1440 === 0 && minutes > 0) return t('length.days', { count: minutes / 1440 })
    if (minutes % 60 === 0 && minutes > 0) return t('length.hours', { count: minutes / 60 })
    return t('length.minutes', { count: minutes })
  }
}

export function RulesInWords({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('catalog')
  const length = useLength()
  const { policy } = instrument
  const today = wallTime(Date.now(), instrument.timeZone).date
  const hours =
    instrument.openingHours.filter((it) => it.validFrom <= today).at(-1) ?? instrument.openingHours[0]
  const sentences = [
    t('rules.duration', {
      min: length(policy.durationMinutesMin),
      max: length(policy.durationMinutesMax),
      step: length(policy.stepMinutes),
    }),
    policy.noticeMinutesMin > 0 ? t('rules.notice', { time: length(policy.noticeMinutesMin) }) : undefined,
    t('rules.horizon', { count: policy.horizonDays }),
    policy.turnaroundMinutes > 0
      ? t('rules.turnaround', { time: length(policy.turnaroundMinutes) })
      : undefined,
    t(policy.approval === 'KEEPER' ? 'rules.approval' : 'rules.noApproval'),
    policy.cancelNoticeMinutes > 0
      ? t('rules.cancel', { time: length(policy.cancelNoticeMinutes) })
      : t('rules.cancelAnytime'),
  ].filter((it) => it !== undefined)
  return (
    <Panel title={t('rules.title')}>
      <div className="stack">
        <div>
          <h3>{t('rules.hours')}</h3>
          {hours ? (
            <>
              <dl className="opening">
                {openingRows(hours.windows).map((row) => (
                  <div key={row.weekdays.join('')}>
                    <dt>{weekdayRange(row.weekdays, weekdayName, t('rules.to'))}</dt>
                    <dd className="figures">
                      {row.times.length > 0 ? row.times.join(' · ') : t('rules.closed')}
                    </dd>
                  </div>
                ))}
              </dl>
              <p className="small secondary">
                {t(hours.closedOnHolidays ? 'rules.holidays' : 'rules.noHolidays')}
              </p>
            </>
          ) : (
            <p className="secondary">{t('rules.noHours')}</p>
          )}
        </div>
        <ul className="rule-list">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {instrument.accessRulesZh ? <p className="prose">{instrument.accessRulesZh}</p> : null}
      </div>
    </Panel>
  )
}
