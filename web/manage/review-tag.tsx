/** How a thing that the city reviews stands, as a word on its ground. */

import { useTranslation } from 'react-i18next'
import { StateTag, type Tone } from '../design/tags.tsx'
import type { ReviewState } from '../gql/graphql.ts'

const TONE: Record<ReviewState, Tone> = {
  DRAFT: 'line',
  SUBMITTED: 'amber',
  APPROVED: 'green',
  REJECTED: 'red',
  WITHDRAWN: 'plain',
}

export function ReviewTag({ state }: { readonly state: ReviewState }) {
  const { t } = useTranslation('manage')
  return <StateTag tone={TONE[state]}>{t(`reviewState.${state}`)}</StateTag>
}
