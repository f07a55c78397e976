/** Whether the window is as narrow as a phone. */

import { useSyncExternalStore } from 'react'

const PHONE = matchMedia('(max-width: 767px)')

export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      PHONE.addEventListener('change', listener)
      return () => PHONE.removeEventListener('change', listener)
    },
    () => PHONE.matches,
  )
}
