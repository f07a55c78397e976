/** `/instruments/$id`: what it is, when it is free, what it costs, how to book it. */

import './instrument.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { BookingSection } from '../booking/booking-section.tsx'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel, useTabTitle } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { FaultNotes } from '../faults/fault-notes.tsx'
import { ReportFaultButton } from '../faults/report-button.tsx'
import { TrainingPanel } from '../standing/training-panel.tsx'
import { usePhone } from '../design/use-media.ts'
import { AvailabilityWord } from './availability-word.tsx'
import { InstrumentFacts, OfficeFacts, SpecTable } from './instrument-facts.tsx'
import { InstrumentDocument } from './operations.ts'
import { PriceList } from './price-list.tsx'
import { RulesInWords } from './rules-in-words.tsx'
import { Topology } from './topology.tsx'
import type { Instrument } from './instrument.ts'

export function InstrumentPage() {
  const { t } = useTranslation('catalog')
  const { id } = useParams({ from: '/instruments/$id' })
  const { data, error, refetch } = useQuery(queryOf(InstrumentDocument, { id }))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) {
    return (
      <div className="page">
        <Loading rows={14} />
      </div>
    )
  }
  if (!data.instrument) {
    return (
      <EmptyState title={t('instrument.goneTitle')} text={t('instrument.goneText')}>
        <Link to="/instruments">{t('title')}</Link>
      </EmptyState>
    )
  }
  return <Whole key={id} instrument={data.instrument} />
}

function Whole({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('catalog')
  const name = useName()
  const phone = usePhone()
  const bookable = instrument.shareMode !== 'NONE' && instrument.serviceModes.includes('SELF_USE')
  useTabTitle(name(instrument))
  return (
    <div className="page instrument">
      <Head instrument={instrument} />
      <FaultNotes instrumentId={instrument.id} />
      {bookable ? <TrainingPanel instrumentId={instrument.id} /> : null}
      {bookable ? <BookingSection instrument={instrument} /> : <NotBookable instrument={instrument} />}
      <div className="instrument-columns">
        <div className="stack">
          <SpecTable instrument={instrument} />
          <Purpose instrument={instrument} />
          <PriceList tariffs={instrument.tariffs} />
        </div>
        <div className="stack">
          <Topology instrument={instrument} />
          <RulesInWords instrument={instrument} />
          <OfficeFacts instrument={instrument} />
          <InstrumentFacts instrument={instrument} />
        </div>
      </div>
      {phone && bookable ? (
        <div className="sticky-book">
          <AvailabilityWord instrument={instrument} />
          <Button
            type="primary"
            size="large"
            onClick={() => document.getElementById('book')?.scrollIntoView({ block: 'start' })}
          >
            {t('instrument.book')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function Head({ instrument }: { readonly instrument: Instrument }) {
  const { t, i18n } = useTranslation('catalog')
  const name = useName()
  const other = i18n.language === 'en' ? instrument.nameZh : instrument.nameEn
  return (
    <header className="instrument-head">
      <nav aria-label={t('instrument.path')} className="small">
        <ol className="path">
          <li>
            <Link to="/instruments">{t('title')}</Link>
          </li>
          {instrument.categoryPath.map((category) => (
            <li key={category.code}>
              <Link to="/instruments" search={{ category: category.code }}>
                {name(category)}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <div className="spread">
        <div>
          <h1>{name(instrument)}</h1>
          {other && other !== name(instrument) ? (
            <p className="secondary" lang={i18n.language === 'en' ? 'zh-CN' : 'en'}>
              {other}
            </p>
          ) : null}
        </div>
        <AvailabilityWord instrument={instrument} />
      </div>
      <div className="row">
        <Link to="/instruments" search={{ institution: instrument.institution.id }}>
          {name(instrument.institution)}
        </Link>
        <span className="secondary">
          {name(instrument.district)} · {instrument.manufacturer} {instrument.model}
        </span>
        {instrument.serviceModes.map((mode) => (
          <StateTag key={mode} tone="line">
            {t(`serviceMode.${mode}`)}
          </StateTag>
        ))}
        {instrument.state === 'APPROVED' ? null : (
          <StateTag tone="amber">{t(`reviewState.${instrument.state}`)}</StateTag>
        )}
        <DemoTag demo={instrument.isDemo} />
        <ReportFaultButton instrument={instrument} />
      </div>
    </header>
  )
}

/** An instrument whose hours are not for booking: why, and whom to ask. */
function NotBookable({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('catalog')
  const reason = instrument.shareMode === 'NONE' ? 'instrument.notShared' : 'instrument.samplesOnly'
  return <div className="notice not-bookable">{t(reason)}</div>
}

function Purpose({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('catalog')
  const { functionsZh, serviceContentZh, keywordsZh } = instrument
  if (!functionsZh && !serviceContentZh && keywordsZh.length === 0) return null
  return (
    <Panel title={t('instrument.purpose')}>
      <div className="stack prose">
        {functionsZh ? <p>{functionsZh}</p> : null}
        {serviceContentZh ? (
          <div>
            <h3>{t('instrument.services')}</h3>
            <p>{serviceContentZh}</p>
          </div>
        ) : null}
        <div className="row">
          {keywordsZh.map((word) => (
            <Link key={word} to="/instruments" search={{ q: word }} className="tag">
              {word}
            </Link>
          ))}
        </div>
      </div>
    </Panel>
  )
}
