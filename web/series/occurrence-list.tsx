/** What became of each time of a series: a booking and its state, or why there is none. */

import { useTranslation } from 'react-i18next'
import { spanText } from '../design/format.ts'
import { BookingStateTag, StateTag } from '../design/tags.tsx'
import type { SeriesOccurrencesFragment } from '../gql/graphql.ts'

type OccurrenceListProps = {
  readonly series: SeriesOccurrencesFragment
  /** The booking that the list was opened from. */
  readonly current?: string
}

export function OccurrenceList({ series, current }: OccurrenceListProps) {
  return (
    <ol className="series-list">
      {series.occurrences.map((it) => (
        <Row
          key={it.date}
          occurrence={it}
          zone={series.timeZone}
          isCurrent={current !== undefined && it.booking?.id === current}
        />
      ))}
    </ol>
  )
}

type RowProps = {
  readonly occurrence: SeriesOccurrencesFragment['occurrences'][number]
  readonly zone: string
  readonly isCurrent: boolean
}

function Row({ occurrence, zone, isCurrent }: RowProps) {
  const { t } = useTranslation('series')
  const { startsAt, endsAt, isException, booking, problems } = occurrence
  return (
    <li
      className={isCurrent ? 'series-row series-row-current' : 'series-row'}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <div className="series-row-head">
        <span className="figures">{spanText(startsAt, endsAt, zone)}</span>
        <span className="row">
          {isException ? <StateTag tone="line">{t('outcome.exception')}</StateTag> : null}
          {booking ? (
            <BookingStateTag state={booking.state} />
          ) : (
            <StateTag tone="red">{t('outcome.notMade')}</StateTag>
          )}
        </span>
      </div>
      <Reasons problems={problems} />
    </li>
  )
}

type ReasonsProps = {
  readonly problems: readonly {
    readonly code: string
    readonly message: string
    readonly refs: readonly string[]
  }[]
}

/** Every reason against one time; nothing where there is none. */
export function Reasons({ problems }: ReasonsProps) {
  if (problems.length === 0) return null
  return (
    <ul className="series-reasons small">
      {problems.map((it) => (
        <li key={`${it.code} ${it.refs.join(' ')}`}>{it.message}</li>
      ))}
    </ul>
  )
}
