/** Where all that were booked together go, with the reasons against each of the others. */

import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { queryOf } from '../data/query.ts'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import type { MyBooking } from './my-booking.ts'
import { BookingQuoteDocument } from './operations.ts'
import { movedTogether } from './use-move.ts'
import { intervalInput } from './week.ts'

type MovedTogetherProps = { readonly booking: MyBooking; readonly span: Interval }

export function MovedTogether({ booking, span }: MovedTogetherProps) {
  const { t } = useTranslation('booking')
  const name = useName()
  const all = movedTogether(booking, span)
  const quotes = useQueries({
    queries: all.map(({ id, instrument, ...to }) => ({
      ...queryOf(BookingQuoteDocument, {
        input: { instrumentId: instrument.id, movingBookingId: id, ...intervalInput(to) },
      }),
      staleTime: 5_000,
    })),
  })
  return (
    <section className="notice stack-tight" aria-label={t('together.move')}>
      <p>{t('together.move')}</p>
      <ul className="together-moved">
        {all.map((it, i) => (
          <li key={it.id}>
            {name(it.instrument)} {spanText(it.startsAt, it.endsAt, booking.instrument.timeZone)}
            {it.id === booking.id ? null : (
              <ProblemList problems={quotes[i]?.data?.quote.problems ?? []} failure={null} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
