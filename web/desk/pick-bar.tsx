/** Choosing bookings of the day to move them together. */

import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RescheduleDialog } from '../faults/reschedule-dialog.tsx'
import type { Picking } from './day-board-shape.ts'

/** Which bookings are chosen; nothing while nobody chooses. */
export function usePicking() {
  const [ids, setIds] = useState<ReadonlySet<string>>()
  const picking: Picking | undefined = ids && {
    ids,
    toggle: (id) => setIds(new Set(ids.has(id) ? [...ids].filter((it) => it !== id) : [...ids, id])),
  }
  return { picking, begin: () => setIds(new Set()), end: () => setIds(undefined) }
}

export function PickBar({ picking, begin, end }: ReturnType<typeof usePicking>) {
  const { t } = useTranslation('faults')
  const [open, setOpen] = useState(false)
  if (!picking) {
    return (
      <div className="row">
        <Button onClick={begin}>{t('reschedule.open')}</Button>
      </div>
    )
  }
  const count = picking.ids.size
  return (
    <div className="row">
      <span role="status">{t('reschedule.picked', { count })}</span>
      <Button type="primary" disabled={count === 0} onClick={() => setOpen(true)}>
        {t('reschedule.next')}
      </Button>
      <Button onClick={end}>{t('reschedule.close')}</Button>
      {open ? (
        <RescheduleDialog
          bookingIds={[...picking.ids]}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            end()
          }}
        />
      ) : null}
    </div>
  )
}
