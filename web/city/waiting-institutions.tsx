/** Institutions that ask to join, each with all it says of itself, to approve or to send back. */

import { useTranslation } from 'react-i18next'
import { isUscc } from '../../server/institutions/rules.ts'
import { useAction } from '../data/action.ts'
import { useName } from '../design/names.ts'
import { Facts } from '../design/page.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import type { CityInstitutionFragment } from '../gql/graphql.ts'
import { Decision } from './decision.tsx'
import { CityReviewInstitutionDocument } from './operations.ts'
import { useDecide, WaitingList } from './waiting-list.tsx'
import type { Waiting } from './waiting.ts'

type Props = { readonly list: Waiting['institutions']; readonly mayDecide: boolean }

export function WaitingInstitutions({ list, mayDecide }: Props) {
  const { t } = useTranslation('city')
  const none = { title: t('institutions.noneTitle'), text: t('institutions.noneText') }
  return (
    <WaitingList list={list} name={t('tabs.institutions')} none={none}>
      {(it) => <Item key={it.id} institution={it} mayDecide={mayDecide} />}
    </WaitingList>
  )
}

type ItemProps = { readonly institution: CityInstitutionFragment; readonly mayDecide: boolean }

function Item({ institution, mayDecide }: ItemProps) {
  const { t } = useTranslation('city')
  const name = useName()
  const review = useAction(CityReviewInstitutionDocument)
  const decide = useDecide(name(institution), (verdict) =>
    review.run({ input: { institutionId: institution.id, ...verdict } }),
  )

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
