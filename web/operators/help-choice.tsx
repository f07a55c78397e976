/** Whether somebody operates the instrument for whoever books it: asked where it is offered, said where it is demanded. */

import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OperationDemand } from '../gql/graphql.ts'

type HelpChoiceProps = {
  readonly demand: OperationDemand | null
  readonly isStaff: boolean
  readonly value: boolean | undefined
  readonly onChange: (withOperator: boolean | undefined) => void
}

export function HelpChoice({ demand, isStaff, value, onChange }: HelpChoiceProps) {
  const { t } = useTranslation('operators')
  if (demand === null) return null
  if (demand === 'REQUIRED' && !isStaff) return <p className="small secondary">{t('help.required')}</p>
  return (
    <div className="span-field">
      <Checkbox
        checked={value ?? false}
        onChange={({ target }) => onChange(target.checked ? true : undefined)}
      >
        {t('help.offered')}
      </Checkbox>
      {value ? <p className="small secondary">{t('help.note')}</p> : null}
    </div>
  )
}

/** Whether an operator is part of what is asked for. */
export function wantsOperator(
  demand: OperationDemand | null,
  isStaff: boolean,
  withOperator: boolean | undefined,
): boolean {
  return demand !== null && (withOperator ?? (demand === 'REQUIRED' && !isStaff))
}
