/** Institutions that ask to join, each with all it says of itself, to approve or to send back. */

import { useTranslation } from 'react-i18next'
import { isUscc } from '../../server/institutions/rules.ts'
import { useAction } from '../data/action.ts'
import { useName } from '../design/names.ts'
import { Facts } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import type { CityInstitutionFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { Decision } from './decision.tsx'
import { CityReviewInstitutionDocument } from './operations.ts'
import type { Waiting } from './waiting.ts'

type Props = { readonly list: Waiting['institutions']; readonly mayDecide: boolean }

export function WaitingInstitutions({ list, mayDecide }: Props) {
  const { t } = useTranslation('city')
  if (list.pending) return <Loading rows={8} />
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  if (list.nodes.length === 0) {
    return (
      <div className="panel">
        <EmptyState title={t('institutions.noneTitle')} text={t('institutions.noneText')} />
      </div>
    )
  }
  return (
    <>
      <ul className="city-list" aria-label={t('tabs.institutions')}>
        {list.nodes.map((it) => (
          <Item key={it.id} institution={it} mayDecide={mayDecide} />
        ))}
      </ul>
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </>
  )
}

type ItemProps = { readonly institution: CityInstitutionFragment; readonly mayDecide: boolean }

function Item({ institution, mayDecide }: ItemProps) {
  const { t } = useTranslation('city')
  const name = useName()
  const review = useAction(CityReviewInstitutionDocument)

  async function decide(approve: boolean, note: string | undefined): Promise<boolean> {
    const input = { institutionId: institution.id, approve, ...(note === undefined ? {} : { note }) }
    if (!(await review.run({ input }))) return false
    say(t(approve ? 'decision.approved' : 'decision.rejected', { name: name(institution) }))
    return true
  }

  return (
    <li className="panel stack">
      <div className="row">
        <h2>{name(institution)}</h2>
        <StateTag>{t(`kind.${institution.kind}`)}</StateTag>
        <StateTag tone="line">{t(institution.isOwner ? 'isOwner' : 'isUser')}</StateTag>
        <DemoTag demo={institution.isDemo} />
      </div>
      <Facts
        pairs={[
          [
            t('fields.uscc'),
            <span key="uscc" className="row">
              <code>{institution.uscc}</code>
              {isUscc(institution.uscc) ? (
                <StateTag tone="green">{t('usccGood')}</StateTag>
              ) : (
                <StateTag tone="red">{t('usccBad')}</StateTag>
              )}
            </span>,
          ],
          [t('fields.nameEn'), institution.nameEn],
          [t('fields.district'), name(institution.district)],
          [t('fields.addressZh'), institution.addressZh],
          [
            t('contact'),
            [institution.contactPhone, institution.contactEmail].filter((it) => it !== null).join(' · '),
          ],
          [t('fields.servesExternal'), t(institution.servesExternal ? 'yes' : 'no')],
          [t('fields.introductionZh'), institution.introductionZh],
        ]}
      />
      <Decision action={review} mayDecide={mayDecide} subject={name(institution)} onDecide={decide} />
    </li>
  )
}
