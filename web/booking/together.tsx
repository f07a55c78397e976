/** What can be booked together with an instrument: other components of the same whole, with what they cost. */

import { useQueries } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import type { Problem } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import { Money } from '../design/values.tsx'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { companionKey, companionsOf } from './companions.ts'
import { BookingQuoteDocument } from './operations.ts'
import { intervalInput } from './week.ts'

type Instrument = NonNullable<InstrumentQuery['instrument']>

/** Reasons with the name of what they are about, where several were asked for: the instrument and those chosen, in order. */
export function useNamedProblems(instrument: Instrument, chosen: readonly string[]) {
  const { t } = useTranslation('booking')
  const name = useName()
  const companions = companionsOf(instrument)
  const asked = [instrument, ...chosen.map((id) => companions.find((it) => it.id === id))]
  return (problems: readonly Problem[]): readonly Problem[] =>
    problems.map((problem) => {
      const about = typeof problem.item === 'number' ? asked[problem.item] : undefined
      if (!about || chosen.length === 0) return problem
      const refs =
        about.id !== instrument.id && problem.code.startsWith('ANSWER_')
          ? problem.refs.map((it) => companionKey(about.id, it))
          : problem.refs
      return { ...problem, refs, message: t('together.of', { name: name(about), message: problem.message }) }
    })
}

type TogetherProps = {
  readonly instrument: Instrument
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly span: Interval | undefined
  readonly signedIn: boolean
  /** What the instrument itself costs; undefined while nobody knows. */
  readonly ownFen: number | null | undefined
}

export function Together({ instrument, chosen, onChange, span, signedIn, ownFen }: TogetherProps) {
  const { t } = useTranslation('booking')
  const name = useName()
  const companions = companionsOf(instrument)
  const picked = companions.filter((it) => chosen.includes(it.id))
  const isWhole = span !== undefined && span.startsAt < span.endsAt
  const quotes = useQueries({
    queries: picked.map(({ id }) => ({
      ...queryOf(BookingQuoteDocument, {
        input: { instrumentId: id, ...intervalInput(isWhole ? span : { startsAt: 0, endsAt: 0 }) },
      }),
      enabled: signedIn && isWhole,
      staleTime: 5_000,
    })),
  }).map((it) => it.data?.quote)
  if (companions.length === 0) return null
  const totals = [ownFen, ...quotes.map((it) => it?.totalFen)]
  const known = totals.filter((it) => typeof it === 'number')
  return (
    <fieldset className="together">
      <legend>{t('together.title')}</legend>
      {companions.map((it) => (
        <div key={it.id} className="spread">
          <Checkbox
            checked={chosen.includes(it.id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, it.id] : chosen.filter((id) => id !== it.id))
            }
          >
            {name(it)}
          </Checkbox>
          <Amount fen={quotes[picked.indexOf(it)]?.totalFen} />
        </div>
      ))}
      {picked.map((it, i) => (
        <ProblemList
          key={it.id}
          failure={null}
          problems={(quotes[i]?.problems ?? []).map((problem) => ({
            ...problem,
            message: t('together.of', { name: name(it), message: problem.message }),
          }))}
        />
      ))}
      {picked.length > 0 && isWhole && known.length === totals.length ? (
        <p className="spread strong">
          <span>{t('together.total', { count: totals.length })}</span>
          <Money fen={known.reduce((sum, it) => sum + it, 0)} />
        </p>
      ) : null}
      <p className="small secondary">{t('together.note')}</p>
    </fieldset>
  )
}

function Amount({ fen }: { readonly fen: number | null | undefined }) {
  return typeof fen === 'number' ? <Money fen={fen} /> : null
}
