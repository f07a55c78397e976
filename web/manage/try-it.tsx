/** "Try it": pick who and when, and see the quote line by line, and which version it comes from. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, instantOf } from '../../server/kernel/calendar.ts'
import { queryOf } from '../data/query.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime, weekdayText } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState } from '../design/states.tsx'
import { Money } from '../design/values.tsx'
import type { CustomerClass, ManagedInstrumentFragment, ManageQuoteQuery } from '../gql/graphql.ts'
import { Clock } from './day-windows.tsx'
import { ManageQuoteDocument } from './operations/rules.ts'
import { tariffOn } from './tariff-values.ts'

const CLASSES: readonly CustomerClass[] = ['INTERNAL', 'EXTERNAL']

type Props = { readonly instrument: ManagedInstrumentFragment }

/** Who and when is tried, and the span it makes; an end at or before the start is on the next day. */
function useTrial({ instrument }: Props) {
  const today = wallTime(Date.now(), instrument.timeZone).date
  const [customerClass, setClass] = useState<CustomerClass>('EXTERNAL')
  const [day, setDay] = useState(() => addDays(today, 1))
  const [from, setFrom] = useState('09:00')
  const [to, setTo] = useState('12:00')
  const endDay = to <= from ? addDays(day, 1) : day
  const instant = (date: string, time: string) =>
    new Date(instantOf(date, time, instrument.timeZone)).toISOString()
  return {
    customerClass,
    setClass,
    day,
    setDay: (next: string | undefined) => setDay(next ?? today),
    from,
    setFrom,
    to,
    setTo,
    overnight: endDay !== day,
    input: {
      instrumentId: instrument.id,
      customerClass,
      startsAt: instant(day, from),
      endsAt: instant(endDay, to),
    },
  }
}

export function TryIt({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const trial = useTrial({ instrument })
  const { data, error, refetch, isFetching } = useQuery({
    ...queryOf(ManageQuoteDocument, { input: trial.input }),
    placeholderData: keepPreviousData,
  })
  const version = tariffOn(instrument.tariffs, trial.customerClass, trial.day)
  return (
    <div className="manage-try">
      <Panel title={t('try.title')}>
        <div className="stack">
          <Segmented<CustomerClass>
            aria-label={t('try.who')}
            value={trial.customerClass}
            onChange={trial.setClass}
            options={CLASSES.map((it) => ({ value: it, label: t(`customerClass.${it}`) }))}
          />
          <div className="row">
            <DayPicker label={t('try.day')} value={trial.day} onChange={trial.setDay} />
            <span>{weekdayText(trial.day)}</span>
          </div>
          <div className="row">
            <Clock label={t('try.from')} value={trial.from} onChange={trial.setFrom} />
            <span aria-hidden="true">–</span>
            <Clock label={t('try.to')} value={trial.to} onChange={trial.setTo} />
            {trial.overnight ? <span className="small secondary">{t('hours.nextDay')}</span> : null}
          </div>
          {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
          {data ? (
            <div aria-busy={isFetching} aria-live="polite">
              <QuoteLines quote={data.quote} />
            </div>
          ) : null}
          {version ? (
            <p className="small secondary">
              {t('try.version', {
                class: t(`customerClass.${trial.customerClass}`),
                day: version.validFrom,
              })}
            </p>
          ) : null}
        </div>
      </Panel>
    </div>
  )
}

function QuoteLines({ quote }: { readonly quote: ManageQuoteQuery['quote'] }) {
  const { t } = useTranslation('manage')
  return (
    <div className="stack">
      {quote.totalFen === null ? (
        <p className="notice">{t('try.noTariff')}</p>
      ) : (
        <table className="manage-quote">
          <caption className="visually-hidden">{t('try.lines')}</caption>
          <tbody>
            {quote.lines.map((line) => (
              <tr key={`${line.kind} ${line.description}`}>
                <td>{line.description}</td>
                <td className="right">
                  <Money fen={line.amountFen} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('try.total')}</th>
              <td className="right">
                <strong>
                  <Money fen={quote.totalFen} />
                </strong>
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {quote.problems.length > 0 ? (
        <div className="small secondary">
          {t('try.notBookable')}
          <ul>
            {quote.problems.map((it) => (
              <li key={it.message}>{it.message}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}
