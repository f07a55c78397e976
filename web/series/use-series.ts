/** Previewing and booking a series from what the booking panel holds. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Interval } from '../../server/kernel/interval.ts'
import { intervalInput } from '../booking/week.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { wallTime } from '../design/format.ts'
import type { BookSeriesInput, SeriesOccurrencesFragment } from '../gql/graphql.ts'
import { BookSeriesDocument, SeriesPreviewDocument } from './operations.ts'
import { type Repeat, rruleOf } from './repeat.ts'

type Wish = {
  readonly instrumentId: string
  readonly span: Interval | undefined
  readonly repeat?: Repeat | undefined
  readonly zone: string
} & Terms

/** For whom, and whether somebody operates; left out: for the viewer, as the instrument demands. */
type Terms = { readonly forPersonId?: string | undefined; readonly withOperator?: boolean | undefined }

function termsOf({ forPersonId, withOperator }: Terms) {
  return {
    ...(forPersonId === undefined ? {} : { forPersonId }),
    ...(withOperator === undefined ? {} : { withOperator }),
  }
}

function inputOf(instrumentId: string, span: Interval, { repeat, zone }: { repeat: Repeat; zone: string }) {
  return {
    instrumentId,
    ...intervalInput(span),
    rrule: rruleOf(repeat, wallTime(span.startsAt, zone).date),
    exdates: [...repeat.skipped],
    overrides: repeat.changed.map((it) => ({ date: it.date, ...intervalInput(it) })),
  }
}

const NOTHING = { instrumentId: '', startsAt: '', endsAt: '', rrule: '' }

/** What would become of each time, asked anew with every change; nothing while there is no rule or no span. */
export function useSeriesPreview({ instrumentId, span, repeat, zone, forPersonId, withOperator }: Wish) {
  const asks = repeat !== undefined && span !== undefined && span.startsAt < span.endsAt
  const input = asks
    ? { ...inputOf(instrumentId, span, { repeat, zone }), ...termsOf({ forPersonId, withOperator }) }
    : NOTHING
  const { data, error, isFetching, refetch } = useQuery({
    ...queryOf(SeriesPreviewDocument, { input }),
    enabled: asks,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  return {
    data: asks ? data?.previewSeries : undefined,
    error: asks ? error : null,
    waiting: asks && isFetching,
    retry: () => void refetch(),
  }
}

type Booked = Terms & {
  readonly instrumentId: string
  readonly zone: string
  readonly purpose: string
  readonly clientKey: string
  /** To the form of the instrument. */
  readonly answers: NonNullable<BookSeriesInput['answers']>
}

/** Books; what was made and what was not is there until it is closed. */
export function useSeriesBooking({ instrumentId, zone, purpose, clientKey, answers, ...terms }: Booked) {
  const action = useAction(BookSeriesDocument)
  const [made, setMade] = useState<SeriesOccurrencesFragment>()
  return {
    pending: action.pending,
    // The list beside it says which times and why; here that it was so.
    problems: action.problems
      .filter((it, i) => i === 0 || it.code !== 'SERIES_OCCURRENCE_REFUSED')
      .slice(0, 2),
    failure: action.failure,
    clear: action.clear,
    made,
    close: () => setMade(undefined),
    /** True once it is booked. */
    book: async (span: Interval, repeat: Repeat): Promise<boolean> => {
      const input: BookSeriesInput = {
        ...inputOf(instrumentId, span, { repeat, zone }),
        ...termsOf(terms),
        purpose: purpose.trim(),
        answers,
        skipConflicts: repeat.skipsConflicts,
        clientKey,
      }
      const series = await action.run({ input })
      if (series) setMade(series)
      return series !== undefined
    },
  }
}
