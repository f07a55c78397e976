/** The month in four amounts, each a filter of the list below it. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { countText, moneyText } from '../design/format.ts'
import { CHARGE_STATES, chargeFilter, type FinanceSearch } from './finance-search.ts'
import { FinanceSummaryDocument } from './operations.ts'

const FIELD = { OPEN: 'open', STATED: 'stated', PAID: 'paid', WAIVED: 'waived' } as const

type SummaryProps = {
  readonly search: FinanceSearch
  readonly at: string | undefined
  readonly month: string
  readonly onState: (state: FinanceSearch['state']) => void
}

export function Summary({ search, at, month, onState }: SummaryProps) {
  const { t } = useTranslation('finance')
  const of = (state: FinanceSearch['state']) => chargeFilter(search, { at, month, state })
  const { data } = useQuery({
    ...queryOf(FinanceSummaryDocument, {
      open: of('OPEN'),
      stated: of('STATED'),
      paid: of('PAID'),
      waived: of('WAIVED'),
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="figure-row finance-summary" role="group" aria-label={t('filter.state')}>
      {CHARGE_STATES.map((state) => {
        const sum = data?.[FIELD[state]]
        const count = sum
          ? t('charges', { count: sum.totalCount, text: countText(sum.totalCount) })
          : undefined
        return (
          <button
            key={state}
            type="button"
            className="figure"
            aria-pressed={search.state === state}
            onClick={() => onState(search.state === state ? undefined : state)}
          >
            <span className="figure-name">{t(`chargeState.${state}`)}</span>
            <span className="figure-value">
              {sum && state !== 'WAIVED' ? moneyText(sum.totalFen) : (count ?? '—')}
            </span>
            <span className="figure-change">{state === 'WAIVED' ? '' : count}</span>
          </button>
        )
      })}
    </div>
  )
}
