/** Small words with a state: never colour alone. */

import { useTranslation } from 'react-i18next'
import type { BookingState } from '../gql/graphql.ts'

export type Tone = 'plain' | 'blue' | 'green' | 'amber' | 'red' | 'line'

type TagProps = { readonly tone?: Tone; readonly title?: string; readonly children: React.ReactNode }

/** A word on a pale ground. */
export function StateTag({ tone = 'plain', title, children }: TagProps) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {children}
    </span>
  )
}

const BOOKING_TONE: Record<BookingState, Tone> = {
  REQUESTED: 'amber',
  CONFIRMED: 'blue',
  REJECTED: 'red',
  CANCELLED: 'plain',
  IN_USE: 'green',
  COMPLETED: 'plain',
  MISSED: 'red',
}

export function BookingStateTag({ state }: { readonly state: BookingState }) {
  const { t } = useTranslation('shell')
  return <StateTag tone={BOOKING_TONE[state]}>{t(`bookingState.${state}`)}</StateTag>
}

/** 演示数据, on every record that is not real. */
export function DemoTag({ demo }: { readonly demo: boolean }) {
  const { t } = useTranslation('shell')
  return demo ? (
    <StateTag tone="line" title={t('demoHint')}>
      {t('demo')}
    </StateTag>
  ) : null
}
