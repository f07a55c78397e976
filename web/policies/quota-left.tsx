/** What is left of the viewer's quotas in the periods of the span that he looks at. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOf } from '../../server/kernel/calendar.ts'
import { queryOf } from '../data/query.ts'
import { wallTime } from '../design/format.ts'
import type { PolicyQuotasQuery } from '../gql/graphql.ts'
import { PolicyQuotasDocument } from './operations.ts'
import { quotaTime, type Say } from './rule-sentences.ts'

type Standing = PolicyQuotasQuery['bookingQuotas'][number]

type QuotaLeftProps = {
  readonly instrumentId: string
  /** The start of the span; undefined: now. */
  readonly at: number | undefined
  readonly zone: string
}

export function QuotaLeft({ instrumentId, at, zone }: QuotaLeftProps) {
  const { t } = useTranslation('policies')
  const [opened] = useState(() => Date.now())
  // Quotas count by days at the least: one question for all spans of a day.
  const { date } = wallTime(at ?? opened, zone)
  const noon = new Date(instantOf(date, '12:00', zone)).toISOString()
  const { data } = useQuery({
    ...queryOf(PolicyQuotasDocument, { instrumentId, at: noon }),
    placeholderData: keepPreviousData,
  })
  const standings = data?.bookingQuotas ?? []
  if (standings.length === 0) return null
  return (
    <ul className="policy-left small" aria-label={t('left.label')} aria-live="polite">
      {standings.map((it) => (
        <li key={JSON.stringify(it.quota) + it.level} className={it.left === 0 ? 'clash-word' : 'secondary'}>
          {standingText(t, it)}
        </li>
      ))}
    </ul>
  )
}

function standingText(t: Say, { quota, left, level }: Standing): string {
  const isTime = quota.measure === 'MINUTES' || quota.measure === 'FUTURE_MINUTES'
  const amount = (value: number) => (isTime ? quotaTime(value) : t('quota.times', { count: value }))
  const when = quota.period === null ? t('left.toCome') : t(`thisPeriod.${quota.period}`)
  const where = t(`level.${LEVELS[level]}`)
  return t(quota.per === 'PERSON' ? 'left.person' : 'left.institution', {
    when,
    where,
    left: amount(left),
    limit: amount(quota.limit),
  })
}

const LEVELS = { INSTRUMENT: 'instrument', INSTITUTION: 'institution', CITY: 'city' } as const
