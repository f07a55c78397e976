/** 系列 3/10 on a booking: where it stands in its series, and the way to all of it. */

import './series.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SeriesDialog } from './series-dialog.tsx'

type SeriesTagProps = {
  readonly bookingId: string
  readonly membership: { readonly position: number; readonly size: number } | null
}

export function SeriesTag({ bookingId, membership }: SeriesTagProps) {
  const { t } = useTranslation('series')
  const [open, setOpen] = useState(false)
  if (!membership) return null
  const { position, size } = membership
  return (
    <>
      <Button
        size="small"
        className="series-tag figures"
        aria-label={t('tag.open', { position, size })}
        onClick={() => setOpen(true)}
      >
        {t('tag.word', { position, size })}
      </Button>
      {open ? <SeriesDialog bookingId={bookingId} begin="list" onClose={() => setOpen(false)} /> : null}
    </>
  )
}
