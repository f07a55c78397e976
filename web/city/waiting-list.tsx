/** What waits for a reviewer's word, with every state that the list can be in, and how he decides about one. */

import { useTranslation } from 'react-i18next'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'

type List<T> = {
  readonly pending: boolean
  readonly error: unknown
  readonly retry: () => void
  readonly nodes: readonly T[]
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly more: () => void
}

type WaitingListProps<T> = {
  readonly list: List<T>
  readonly name: string
  readonly none: { readonly title: string; readonly text: string }
  readonly children: (item: T) => React.ReactNode
}

export function WaitingList<T>({ list, name, none, children }: WaitingListProps<T>) {
  if (list.pending) return <Loading rows={8} />
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  if (list.nodes.length === 0) {
    return (
      <div className="panel">
        <EmptyState {...none} />
      </div>
    )
  }
  return (
    <>
      <ul className="city-list" aria-label={name}>
        {list.nodes.map(children)}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </>
  )
}

type Verdict = { readonly approve: boolean; readonly note?: string }

/** Sends the reviewer's word and says it; true when it was taken. */
export function useDecide(subject: string, send: (verdict: Verdict) => Promise<unknown>) {
  const { t } = useTranslation('city')
  return async (approve: boolean, note: string | undefined): Promise<boolean> => {
    if (!(await send({ approve, ...(note === undefined ? {} : { note }) }))) return false
    say(t(approve ? 'decision.approved' : 'decision.rejected', { name: subject }))
    return true
  }
}
