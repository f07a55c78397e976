/** The time, as often as a page wants to notice that it passed. */

import { useEffect, useState } from 'react'

/** The present moment in epoch ms, renewed every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
