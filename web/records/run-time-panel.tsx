/** What a power meter says of a month, against the records. */

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { hoursText, spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Figure, Panel } from '../design/page.tsx'
import { ErrorState } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import type { RunTimeOfQuery } from '../gql/graphql.ts'
import { RunTimeDocument } from './operations.ts'

type RunTimePanelProps = {
  /** Undefined while none is chosen. */
  readonly instrument: { readonly id: string; readonly timeZone: string } | undefined
  readonly during: { readonly startsAt: string; readonly endsAt: string }
}

export function RunTimePanel({ instrument, during }: RunTimePanelProps) {
  const { t } = useTranslation('records')
  const { data, error, refetch } = useQuery({
    ...queryOf(RunTimeDocument, { instrumentId: instrument?.id ?? '', during }),
    enabled: instrument !== undefined,
  })
  return (
    <Panel title={t('run.title')}>
      {instrument ? null : <p className="secondary">{t('run.pick')}</p>}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {instrument && !data && !error ? <p className="secondary">{t('loading')}</p> : null}
      {instrument && data ? <Compared run={data.runTime} zone={instrument.timeZone} /> : null}
    </Panel>
  )
}

type ComparedProps = { readonly run: RunTimeOfQuery['runTime']; readonly zone: string }

function Compared({ run, zone }: ComparedProps) {
  const { t } = useTranslation('records')
  const name = useName()
  if (run.runMinutes === 0) {
    return (
      <p className="secondary">
        {t('run.none')}{' '}
        <Link to="/help" hash="devices">
          {t('run.help')}
        </Link>
      </p>
    )
  }
  return (
    <div className="stack">
      <div className="figure-row">
        <Figure
          name={t('run.ran')}
          value={hoursText(run.runMinutes / 60)}
          unit=" h"
          definition={t('run.definition')}
        />
        <Figure name={t('run.recorded')} value={hoursText(run.recordedMinutes / 60)} unit=" h" />
      </div>
      <div className="stack-tight">
        <h3>{t('run.unrecorded')}</h3>
        {run.unrecorded.length === 0 ? <p className="secondary">{t('run.allRecorded')}</p> : null}
        <ul className="records-runs">
          {run.unrecorded.map((it) => (
            <li key={it.startsAt} className="row">
              <StateTag tone="amber">{t('run.unrecorded')}</StateTag>
              <span className="figures">{spanText(it.startsAt, it.endsAt, zone)}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="stack-tight">
        <h3>{t('run.withoutPower')}</h3>
        {run.withoutPower.length === 0 ? <p className="secondary">{t('run.allPowered')}</p> : null}
        <ul className="records-runs">
          {run.withoutPower.map((it) => (
            <li key={it.id} className="row">
              <StateTag tone="red">{t('run.withoutPower')}</StateTag>
              <span className="figures">{spanText(it.startsAt, it.endsAt ?? it.startsAt, zone)}</span>
              <span>{it.record.booking.person ? name(it.record.booking.person) : t('hidden')}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
