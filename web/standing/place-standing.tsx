/** Appeals to decide, restrictions and their end, restricting somebody, adjusting points: of one institution, or of the city. */

import './standing.css'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { usePages } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import type { RestrictionsQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { AdjustmentForm } from './adjustment-form.tsx'
import { AppealItem } from './appeal-item.tsx'
import { AppealsDocument, LiftRestrictionDocument, RestrictionsDocument } from './measure-operations.ts'
import { placeOf } from './points.ts'
import { ReasonButton } from './reason-button.tsx'
import { RestrictionForm } from './restriction-form.tsx'
import { AppealTag, RestrictionTag } from './words.tsx'

type Props = {
  /** Null: the city, with the platform's restrictions and everybody's appeals. */
  readonly institutionId: string | null
  readonly mayRestrict: boolean
  /** Managers and administrators, who see appeals too. */
  readonly mayAdjust: boolean
}

export function PlaceStanding({ institutionId, mayRestrict, mayAdjust }: Props) {
  return (
    <div className="standing-columns">
      <div className="stack">
        {mayAdjust || institutionId === null ? <Appeals institutionId={institutionId} /> : null}
        <Restrictions institutionId={institutionId} mayLift={mayRestrict} />
      </div>
      <div className="stack">
        {mayRestrict ? <RestrictionForm institutionId={institutionId} /> : null}
        {mayAdjust ? <AdjustmentForm institutionId={institutionId} /> : null}
      </div>
    </div>
  )
}

function Appeals({ institutionId }: Pick<Props, 'institutionId'>) {
  const { t } = useTranslation('standing')
  const list = usePages(AppealsDocument, { institutionId, first: 20 }, { connection: (data) => data.appeals })
  return (
    <Panel title={t('place.appeals')}>
      {list.pending ? <Loading rows={4} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {!list.pending && !list.error && list.nodes.length === 0 ? (
        <p className="secondary">{t('place.noAppeals')}</p>
      ) : null}
      <ul className="standing-sessions" aria-label={t('place.appeals')}>
        {list.nodes.map((it) => (
          <AppealItem key={it.id} appeal={it} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Panel>
  )
}

type RestrictionsProps = Pick<Props, 'institutionId'> & { readonly mayLift: boolean }

function Restrictions({ institutionId, mayLift }: RestrictionsProps) {
  const { t } = useTranslation('standing')
  const list = usePages(
    RestrictionsDocument,
    { institutionId, first: 20 },
    { connection: (data) => data.restrictions },
  )
  return (
    <Panel title={t('place.restrictions')}>
      {list.pending ? <Loading rows={4} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {!list.pending && !list.error && list.nodes.length === 0 ? (
        <p className="secondary">{t('place.noRestrictions')}</p>
      ) : null}
      <ul className="standing-list" aria-label={t('place.restrictions')}>
        {list.nodes.map((it) => (
          <RestrictionItem key={it.id} restriction={it} mayLift={mayLift} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Panel>
  )
}

type ItemProps = {
  readonly restriction: RestrictionsQuery['restrictions']['edges'][number]['node']
  readonly mayLift: boolean
}

function RestrictionItem({ restriction, mayLift }: ItemProps) {
  const { t } = useTranslation('standing')
  const name = useName()
  const lift = useAction(LiftRestrictionDocument)
  const { id, person, state, scope, instrument, reason, startsAt, endsAt, imposedBy, appeal } = restriction
  const place = placeOf(restriction)
  const isOpen = state === 'IN_FORCE' || state === 'TO_COME'

  async function end(why: string): Promise<boolean> {
    const done = await lift.run({ input: { restrictionId: id, reason: why } })
    if (done) say(t('place.lifted'))
    return done !== undefined
  }

  return (
    <li>
      <div className="stack-tight">
        <div className="row">
          <strong>{name(person)}</strong>
          <DemoTag demo={person.isDemo} />
          <RestrictionTag state={state} />
          {appeal ? <AppealTag state={appeal.state} /> : null}
        </div>
        <span>{instrument && place ? name(place) : t(`scope.${scope}`)}</span>
        <span>{reason}</span>
        <span className="small secondary">
          <When startsAt={startsAt} endsAt={endsAt} /> ·{' '}
          {imposedBy ? t('place.by', { name: name(imposedBy) }) : t('place.byRule')}
        </span>
        {restriction.liftReason === null ? null : (
          <span className="small secondary">{restriction.liftReason}</span>
        )}
      </div>
      {mayLift && isOpen ? (
        <ReasonButton
          text={t('place.lift')}
          label={t('place.liftLabel', { name: name(person) })}
          title={t('place.liftTitle')}
          action={lift}
          onReason={end}
        />
      ) : null}
    </li>
  )
}
