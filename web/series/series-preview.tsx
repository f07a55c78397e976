/** Every time of a series before it is booked: its outcome, all reasons, and skipping or moving it. */

import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { SpanForm } from '../booking/span-form.tsx'
import { moneyText, spanText } from '../design/format.ts'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import type { SeriesPreviewQuery } from '../gql/graphql.ts'
import { Reasons } from './occurrence-list.tsx'
import { countsOf, type Repeat, rescheduled, toggled } from './repeat.ts'
import type { useSeriesPreview } from './use-series.ts'

type Previewed = SeriesPreviewQuery['previewSeries']['occurrences'][number]

type SeriesPreviewProps = {
  readonly preview: ReturnType<typeof useSeriesPreview>
  readonly repeat: Repeat
  readonly onRepeat: (repeat: Repeat) => void
  readonly zone: string
  readonly stepMinutes: number
}

export function SeriesPreview({ preview, repeat, onRepeat, zone, stepMinutes }: SeriesPreviewProps) {
  const { t } = useTranslation('series')
  const { data, error, retry, waiting } = preview
  const [changing, setChanging] = useState<string>()
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!data && waiting) return <Loading rows={4} />
  if (!data) return <p className="small secondary">{t('preview.missing')}</p>
  if (data.problems.length > 0) return <ProblemList problems={data.problems} />
  const { free, refused, skipped } = countsOf(data.occurrences)
  return (
    <section aria-label={t('preview.title')} aria-busy={waiting} className="series-preview">
      <p className="spread" role="status">
        <span>{t('preview.counts', { free, refused, skipped })}</span>
        <strong className="figures">
          {data.totalFen === null
            ? t('preview.noPrice')
            : t('preview.total', { amount: moneyText(data.totalFen) })}
        </strong>
      </p>
      {refused > 0 ? (
        <p className="small clash-word">
          {t(repeat.skipsConflicts ? 'preview.willSkip' : 'preview.mustFit')}
        </p>
      ) : null}
      <ol className="series-list">
        {data.occurrences.map((it) => (
          <Row
            key={it.date}
            occurrence={it}
            zone={zone}
            stepMinutes={stepMinutes}
            isOpen={changing === it.date}
            onOpen={() => setChanging(changing === it.date ? undefined : it.date)}
            onSkip={() => onRepeat(toggled(repeat, it.date))}
            onMove={(span) => onRepeat(rescheduled(repeat, it.date, span))}
          />
        ))}
      </ol>
    </section>
  )
}

type RowProps = {
  readonly occurrence: Previewed
  readonly zone: string
  readonly stepMinutes: number
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly onSkip: () => void
  readonly onMove: (span: Interval | undefined) => void
}

function Row({ occurrence, zone, stepMinutes, isOpen, onOpen, onSkip, onMove }: RowProps) {
  const { t } = useTranslation('series')
  const { date, startsAt, endsAt, isExcluded, isChanged, problems } = occurrence
  const when = spanText(startsAt, endsAt, zone)
  const span = { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }
  return (
    <li className={isExcluded ? 'series-row series-row-skipped' : 'series-row'}>
      <div className="series-row-head">
        <span className="figures">{when}</span>
        <Outcome occurrence={occurrence} />
      </div>
      <Reasons problems={problems} />
      <div className="row">
        <Button
          size="small"
          onClick={onSkip}
          aria-label={t(isExcluded ? 'row.restoreOf' : 'row.skipOf', { when })}
        >
          {t(isExcluded ? 'row.restore' : 'row.skip')}
        </Button>
        {isExcluded ? null : (
          <Button
            size="small"
            onClick={onOpen}
            aria-expanded={isOpen}
            aria-label={t('row.changeOf', { when })}
          >
            {t('row.change')}
          </Button>
        )}
        {isChanged && !isExcluded ? (
          <Button size="small" type="link" onClick={() => onMove(undefined)}>
            {t('row.back')}
          </Button>
        ) : null}
      </div>
      {isOpen && !isExcluded ? (
        <section aria-label={t('row.changeOf', { when })}>
          <SpanForm
            span={span}
            onChange={onMove}
            zone={zone}
            stepMinutes={stepMinutes}
            day={date}
            idPrefix={`occurrence-${date}`}
          />
        </section>
      ) : null}
    </li>
  )
}

function Outcome({ occurrence: { isExcluded, isChanged, problems } }: { readonly occurrence: Previewed }) {
  const { t } = useTranslation('series')
  if (isExcluded) return <StateTag>{t('outcome.skipped')}</StateTag>
  if (problems.length > 0) return <StateTag tone="red">{t('outcome.refused')}</StateTag>
  return <StateTag tone="green">{t(isChanged ? 'outcome.moved' : 'outcome.free')}</StateTag>
}
