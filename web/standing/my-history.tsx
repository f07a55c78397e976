/** What earned and cost the viewer points, latest first; a loss can be appealed against. */

import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import type { ShownEventFragment } from '../gql/graphql.ts'
import { AppealButton, AppealWords } from './appeal.tsx'
import { MyConductDocument } from './measure-operations.ts'
import { placeOf, pointsText } from './points.ts'

export function MyHistory() {
  const { t } = useTranslation('standing')
  const list = usePages(MyConductDocument, { first: 8 }, { connection: (data) => data.standing.events })
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  if (list.pending) return <Loading rows={4} />
  if (list.nodes.length === 0) return <p className="secondary">{t('mine.noHistory')}</p>
  return (
    <>
      <ul className="standing-list" aria-label={t('mine.history')}>
        {list.nodes.map((it) => (
          <Event key={it.id} event={it} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </>
  )
}

function Event({ event }: { readonly event: ShownEventFragment }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const { id, kind, points, isReversed, appeal, reason } = event
  const place = placeOf(event)
  const word = t(`kind.${kind}`)
  const sign = points < 0 ? 'standing-minus' : 'standing-plus'
  return (
    <li>
      <div className="stack-tight">
        <div className="row">
          <strong>{word}</strong>
          {place ? <span>{name(place)}</span> : null}
          {isReversed ? <StateTag>{t('mine.reversed')}</StateTag> : null}
        </div>
        <span className="small secondary">
          <When startsAt={event.occurredAt} />
          {reason === null ? '' : ` · ${reason}`}
        </span>
        {appeal ? <AppealWords appeal={appeal} /> : null}
      </div>
      <div className="row">
        <AppealButton
          appeal={appeal}
          isOpen={points < 0 && !isReversed && kind !== 'REVERSAL'}
          subject={{ eventId: id }}
          what={`${word} ${pointsText(points)}`}
        />
        <span className={`standing-delta ${isReversed ? 'standing-undone' : sign}`}>
          {pointsText(points)}
        </span>
      </div>
    </li>
  )
}
