/** The live quote: what a span would cost and every reason against it, asked a moment after it stops changing. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Interval } from '../../server/kernel/interval.ts'
import { queryOf } from '../data/query.ts'
import { BookingQuoteDocument } from './operations.ts'
import { intervalInput } from './week.ts'

const PAUSE_MS = 90

/** `value` as it was once it had not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

type QuoteQuestion = {
  readonly instrumentId: string
  readonly span: Interval | undefined
  readonly movingBookingId?: string
  readonly forPersonId?: string | undefined
  readonly withOperator?: boolean | undefined
  /** False while nobody is signed in: a price belongs to somebody. */
  readonly enabled: boolean
}

export function useQuote(question: QuoteQuestion) {
  const { instrumentId, span, movingBookingId, forPersonId, withOperator, enabled } = question
  const startsAt = useSettled(span?.startsAt)
  const endsAt = useSettled(span?.endsAt)
  const settled =
    startsAt !== undefined && endsAt !== undefined && startsAt < endsAt ? { startsAt, endsAt } : undefined
  const input = {
    instrumentId,
    ...intervalInput(settled ?? { startsAt: 0, endsAt: 0 }),
    ...(movingBookingId === undefined ? {} : { movingBookingId }),
    ...(forPersonId === undefined ? {} : { forPersonId }),
    ...(withOperator === undefined ? {} : { withOperator }),
  }
  const { data, isFetching, error } = useQuery({
    ...queryOf(BookingQuoteDocument, { input }),
    enabled: enabled && settled !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const late = settled?.startsAt !== span?.startsAt || settled?.endsAt !== span?.endsAt
  return { quote: span && enabled ? data?.quote : undefined, waiting: isFetching || late, error }
}
