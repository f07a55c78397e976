/** The way from taken time to the waiting list. */

import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { WaitDialogProps } from './wait-dialog.tsx'

const WaitDialog = lazy(() => import('./wait-dialog.tsx').then((it) => ({ default: it.WaitDialog })))

type WaitButtonProps = Omit<WaitDialogProps, 'onClose'> & { readonly children: React.ReactNode }

export function WaitButton({ children, ...asked }: WaitButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" className="inline-link" onClick={() => setOpen(true)}>
        {children}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <WaitDialog {...asked} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
