/** The instruments of an institution, page after page without asking, to choose one from. */

import { useEffect } from 'react'
import { usePages } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { KeptInstrumentsDocument } from './operations.ts'

export function useInstrumentChoice(institutionId: string) {
  const name = useName()
  const list = usePages(
    KeptInstrumentsDocument,
    { institutionId, first: 100 },
    { connection: (data) => data.instruments },
  )
  const { hasMore, loadingMore, more } = list
  useEffect(() => {
    if (hasMore && !loadingMore) more()
  }, [hasMore, loadingMore, more])
  return {
    pending: list.pending,
    instruments: list.nodes,
    // Several may have one name; the number is what stands on the instrument.
    options: list.nodes.map((it) => ({ value: it.id, label: `${name(it)} · ${it.localAssetNo}` })),
  }
}
