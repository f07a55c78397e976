/** Instruments that ask to be published, each with what a reviewer looks at, to approve or to send back. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { momentText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts } from '../design/page.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { CityInstrumentsQuery } from '../gql/graphql.ts'
import { CompletenessBar } from '../manage/completeness-bar.tsx'
import { Decision } from './decision.tsx'
import { CityReviewInstrumentDocument } from './operations.ts'
import { useDecide, WaitingList } from './waiting-list.tsx'
import type { Waiting } from './waiting.ts'

type Instrument = CityInstrumentsQuery['instruments']['edges'][number]['node']
type Props = { readonly list: Waiting['instruments']; readonly mayDecide: boolean }

export function WaitingInstruments({ list, mayDecide }: Props) {
  const { t } = useTranslation('city')
  const none = { title: t('instruments.noneTitle'), text: t('instruments.noneText') }
  return (
    <WaitingList list={list} name={t('tabs.instruments')} none={none}>
      {(it) => <Item key={it.id} instrument={it} mayDecide={mayDecide} />}
    </WaitingList>
  )
}

type ItemProps = { readonly instrument: Instrument; readonly mayDecide: boolean }

function Item({ instrument, mayDecide }: ItemProps) {
  const { t } = useTranslation('city')
  const name = useName()
  const review = useAction(CityReviewInstrumentDocument)
  const decide = useDecide(name(instrument), (verdict) =>
    review.run({ input: { instrumentId: instrument.id, ...verdict } }),
  )

  return (
    <li className="panel stack">
      <div className="spread">
        <div className="row">
          <h2>{name(instrument)}</h2>
          <span className="secondary">
            {instrument.manufacturer} {instrument.model}
          </span>
          <DemoTag demo={instrument.isDemo} />
        </div>
        <span className="row">
          <CompletenessBar ratio={instrument.completeness} />
          <Link to="/instruments/$id" params={{ id: instrument.id }}>
            {t('instruments.preview')}
          </Link>
        </span>
      </div>
      <Particulars instrument={instrument} />
      <Decision action={review} mayDecide={mayDecide} subject={name(instrument)} onDecide={decide} />
    </li>
  )
}

function Particulars({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('city')
  const { t: tc } = useTranslation('catalog')
  const name = useName()
  return (
    <div className="city-columns">
      <Facts
        pairs={[
          [t('instruments.institution'), name(instrument.institution)],
          [t('instruments.place'), `${name(instrument.district)} · ${instrument.locationZh}`],
          [t('instruments.category'), instrument.categoryPath.map(name).join(' / ')],
          [t('instruments.asset'), instrument.localAssetNo],
          [t('instruments.value'), <Money key="value" fen={instrument.originalValueFen} />],
          [t('instruments.commissioned'), instrument.commissionedOn],
        ]}
      />
      <Facts
        pairs={[
          [
            t('instruments.services'),
            [
              ...instrument.serviceModes.map((it) => tc(`serviceMode.${it}`)),
              tc(`shareMode.${instrument.shareMode}`),
            ].join(' · '),
          ],
          [t('instruments.functions'), instrument.functionsZh],
          [t('instruments.content'), instrument.serviceContentZh],
          [
            t('instruments.hours'),
            instrument.openingHours.length > 0 ? (
              t('yes')
            ) : (
              <StateTag key="hours" tone="amber">
                {t('instruments.notSet')}
              </StateTag>
            ),
          ],
          [
            t('instruments.price'),
            instrument.priceFenPerHour === null ? (
              <StateTag key="price" tone="amber">
                {t('instruments.notSet')}
              </StateTag>
            ) : (
              <Money key="price" fen={instrument.priceFenPerHour} />
            ),
          ],
          [t('instruments.customs'), instrument.customsSupervised ? t('yes') : null],
          [t('instruments.updated'), momentText(instrument.updatedAt, instrument.timeZone)],
        ]}
      />
    </div>
  )
}
