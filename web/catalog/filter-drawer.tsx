/** A phone's filters: a drawer from below that ends with how many remain. */

import { Button, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { KitProvider } from '../design/kit-provider.tsx'

type FilterDrawerProps = {
  readonly total: number
  readonly onClose: () => void
  readonly children: React.ReactNode
}

export function FilterDrawer({ total, onClose, children }: FilterDrawerProps) {
  const { t } = useTranslation('catalog')
  return (
    <KitProvider>
      <Drawer
        open
        placement="bottom"
        size="85%"
        title={t('facets.label')}
        onClose={onClose}
        footer={
          <Button type="primary" block size="large" onClick={onClose}>
            {t('facets.show', { count: total })}
          </Button>
        }
      >
        {children}
      </Drawer>
    </KitProvider>
  )
}
