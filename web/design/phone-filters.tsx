/** Filters: beside each other on a wide screen, behind one button in a drawer on a phone. */

import { FilterOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from './use-media.ts'

type PhoneFiltersProps = {
  readonly label: string
  /** The button that closes the drawer; what was chosen already holds. */
  readonly done: string
  readonly children: React.ReactNode
}

export function PhoneFilters({ label, done, children }: PhoneFiltersProps) {
  const { t } = useTranslation('shell')
  const [open, setOpen] = useState(false)
  if (!usePhone()) return children
  return (
    <>
      <Button icon={<FilterOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Drawer
        open={open}
        placement="bottom"
        size="70%"
        title={label}
        closable={{ 'aria-label': t('actions.close') }}
        onClose={() => setOpen(false)}
        footer={
          <Button type="primary" block size="large" onClick={() => setOpen(false)}>
            {done}
          </Button>
        }
      >
        <div className="stack phone-filters">{children}</div>
      </Drawer>
    </>
  )
}
