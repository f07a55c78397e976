/** What moving and cancelling series have in common: which bookings, and what becomes of each. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { Choice } from '../design/choice.tsx'
import { dateText, moneyText, spanText } from '../design/format.ts'
import { ErrorState, Loading } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import type { SeriesChangeInput, SeriesScope } from '../gql/graphql.ts'
import { Reasons } from './occurrence-list.tsx'
import { SeriesChangePreviewDocument } from './operations.ts'

export type Reach = { readonly scope: SeriesScope; readonly withExceptions: boolean }

type ReachChoiceProps = { readonly reach: Reach; readonly onChange: (reach: Reach) => void }

export function ReachChoice({ reach, onChange }: ReachChoiceProps) {
  const { t } = useTranslation('series')
  return (
    <>
      <Choice<SeriesScope>
        label={t('reach.label')}
        value={reach.scope}
        onChange={(scope) => onChange({ ...reach, scope })}
        options={(['THIS', 'FOLLOWING', 'ALL'] as const).map((value) => ({
          value,
          label: t(`reach.${value}`),
        }))}
      />
      {reach.scope === 'THIS' ? null : (
        <label className="repeat-line" htmlFor="reach-exceptions">
          <Switch
            id="reach-exceptions"
            size="small"
            checked={reach.withExceptions}
            onChange={(withExceptions) => onChange({ ...reach, withExceptions })}
          />
          <span>{t('reach.withExceptions')}</span>
        </label>
      )}
    </>
  )
}

/** What the change would do, asked anew with every change of it. */
export function useChangePreview(input: SeriesChangeInput, enabled: boolean) {
  const { data, error, isFetching, refetch } = useQuery({
    ...queryOf(SeriesChangePreviewDocument, { input }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  return {
    outcomes: enabled ? data?.previewSeriesChange.outcomes : undefined,
    error,
    waiting: isFetching,
    retry: () => void refetch(),
  }
}

type OutcomesProps = {
  readonly preview: ReturnType<typeof useChangePreview>
  readonly zone: string
}

export function Outcomes({ preview, zone }: OutcomesProps) {
  const { t } = useTranslation('series')
  const { outcomes, error, waiting, retry } = preview
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (!outcomes) return waiting ? <Loading rows={3} /> : null
  return (
    <ol className="series-list" aria-label={t('reach.outcomes')} aria-busy={waiting}>
      {outcomes.map(({ booking, to, problems }) => (
        <li key={booking.id} className="series-row">
          <div className="series-row-head">
            <span className="figures">
              {spanText(booking.startsAt, booking.endsAt, zone)}
              {to ? ` → ${goalText(booking.startsAt, to, zone)}` : ''}
            </span>
            <Outcome
              stays={problems.length > 0}
              moves={to !== null}
              fen={booking.cancellationFee?.totalFen}
            />
          </div>
          <Reasons problems={problems} />
        </li>
      ))}
    </ol>
  )
}

/** Where something goes: the times alone when the day stays. */
function goalText(
  from: string,
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  zone: string,
): string {
  const text = spanText(startsAt, endsAt, zone)
  const day = dateText(from, zone)
  return text.startsWith(day) ? text.slice(day.length + 1) : text
}

type OutcomeProps = {
  readonly stays: boolean
  /** Whether it would go somewhere else, and not be given up. */
  readonly moves: boolean
  readonly fen: number | null | undefined
}

function Outcome({ stays, moves, fen }: OutcomeProps) {
  const { t } = useTranslation('series')
  if (stays) return <StateTag tone="red">{t('outcome.stays')}</StateTag>
  return moves ? <StateTag tone="green">{t('outcome.moves')}</StateTag> : <Fee fen={fen} />
}

function Fee({ fen }: { readonly fen: number | null | undefined }) {
  const { t } = useTranslation('series')
  return fen ? (
    <StateTag tone="amber">{t('outcome.fee', { amount: moneyText(fen) })}</StateTag>
  ) : (
    <StateTag tone="green">{t('outcome.noFee')}</StateTag>
  )
}
