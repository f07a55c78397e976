/** The rules of booking as sentences, as they count for who reads them: opening hours, limits, quotas, what is asked. */

import { useTranslation } from 'react-i18next'
import { wallTime, weekdayName } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { viewerTerms } from '../policies/layers.ts'
import { ruleSentences } from '../policies/rule-sentences.ts'
import type { Instrument } from './instrument.ts'
import { openingRows, weekdayRange } from './opening-rows.ts'

export function RulesInWords({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('catalog')
  const { t: tp } = useTranslation('policies')
  const { policy } = instrument
  const today = wallTime(Date.now(), instrument.timeZone).date
  const hours =
    instrument.openingHours.filter((it) => it.validFrom <= today).at(-1) ?? instrument.openingHours[0]
  const sentences = ruleSentences(tp, viewerTerms(policy), policy.form)
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
        <Exceptions instrument={instrument} />
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

/** Days still to come on which it is open otherwise. */
function Exceptions({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('catalog')
  if (instrument.openingExceptions.length === 0) return null
  return (
    <div>
      <h3>{t('rules.exceptions')}</h3>
      <dl className="opening">
        {instrument.openingExceptions.map(({ date, windows, note }) => (
          <div key={date}>
            <dt className="figures">{date}</dt>
            <dd className="figures">
              {windows.map((it) => `${it.opensAt}–${it.closesAt}`).join(' · ') || t('rules.closed')}
              {note ? <span className="secondary"> {note}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
