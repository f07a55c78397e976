/** Whether an instrument can still be used. */

import { useTranslation } from 'react-i18next'
import { Choice } from '../design/choice.tsx'
import type { FaultSeverity } from '../gql/graphql.ts'

type SeverityChoiceProps = {
  readonly value: FaultSeverity
  readonly onChange: (value: FaultSeverity) => void
}

export function SeverityChoice({ value, onChange }: SeverityChoiceProps) {
  const { t } = useTranslation('faults')
  return (
    <Choice
      label={t('severity')}
      value={value}
      onChange={onChange}
      options={(['USABLE', 'UNUSABLE'] as const).map((it) => ({ value: it, label: t(`severities.${it}`) }))}
    />
  )
}
