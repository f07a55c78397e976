/** A text to take along: shown whole, copied with one press. */

import { Button, Input, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { say } from '../shell/toasts.tsx'

type CopyFieldProps = { readonly label: string; readonly value: string }

export function CopyField({ label, value }: CopyFieldProps) {
  const { t } = useTranslation('shell')
  async function copy() {
    await navigator.clipboard.writeText(value)
    say(t('actions.copied'))
  }
  return (
    <Space.Compact block>
      <Input aria-label={label} value={value} readOnly onFocus={(event) => event.target.select()} />
      <Button onClick={() => void copy()}>{t('actions.copy')}</Button>
    </Space.Compact>
  )
}
