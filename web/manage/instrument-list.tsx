/** The institution's instruments as a table, and as cards on a phone. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isRunning } from '../catalog/running.ts'
import { momentText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { ManageListQuery } from '../gql/graphql.ts'
import { CompletenessBar } from './completeness-bar.tsx'
import { ReviewTag } from './review-tag.tsx'

type Row = ManageListQuery['instruments']['edges'][number]['node']
type ListProps = { readonly instruments: readonly Row[] }

const COLUMNS = ['name', 'asset', 'state', 'completeness', 'status', 'nextFree'] as const

export function InstrumentTable({ instruments }: ListProps) {
  const { t } = useTranslation('manage')
  return (
    <div className="panel panel-flush table-scroll">
      <table className="table manage-table">
        <caption className="visually-hidden">{t('list.caption')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col">
                {t(`list.columns.${key}`)}
              </th>
            ))}
            <th scope="col" className="right">
              {t('list.columns.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {instruments.map((it) => (
            <tr key={it.id}>
              <td>
                <NameLink instrument={it} />
                <div className="small secondary">
                  {it.manufacturer} {it.model}
                </div>
              </td>
              <td>
                <div className="figures">{it.localAssetNo}</div>
                <div className="small secondary">{it.locationZh}</div>
              </td>
              <td>
                <ReviewTag state={it.state} />
                {it.state === 'REJECTED' && it.reviewNote ? (
                  <div className="small manage-note">{it.reviewNote}</div>
                ) : null}
              </td>
              <td>
                <CompletenessBar ratio={it.completeness} />
              </td>
              <td>
                <RunWord instrument={it} />
              </td>
              <td>
                <NextFree instrument={it} />
                <Queue instrument={it} />
              </td>
              <td className="right">
                <Money fen={it.priceFenPerHour} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function InstrumentCards({ instruments }: ListProps) {
  const { t } = useTranslation('manage')
  const { t: tc } = useTranslation('catalog')
  return (
    <ul className="manage-cards" aria-label={t('list.caption')}>
      {instruments.map((it) => (
        <li key={it.id} className="panel stack-tight">
          <div className="spread">
            <NameLink instrument={it} />
            <ReviewTag state={it.state} />
          </div>
          <div className="small secondary">
            {it.manufacturer} {it.model} · {it.localAssetNo}
          </div>
          {it.state === 'REJECTED' && it.reviewNote ? (
            <div className="small manage-note">{it.reviewNote}</div>
          ) : null}
          <div className="spread">
            <CompletenessBar ratio={it.completeness} />
            <RunWord instrument={it} />
          </div>
          <div className="spread">
            <span className="row">
              <span className="small secondary">{t('list.columns.nextFree')}</span>
              <NextFree instrument={it} />
              <Queue instrument={it} />
            </span>
            <span>
              <Money fen={it.priceFenPerHour} />
              {it.priceFenPerHour === null ? null : <span className="small secondary"> {tc('perHour')}</span>}
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}

function NameLink({ instrument }: { readonly instrument: Row }) {
  const name = useName()
  return (
    <span className="row manage-name">
      <Link to="/manage/$id" params={{ id: instrument.id }}>
        {name(instrument)}
      </Link>
      <DemoTag demo={instrument.isDemo} />
    </span>
  )
}

function RunWord({ instrument }: { readonly instrument: Row }) {
  const { t } = useTranslation('catalog')
  const well = isRunning(instrument.runStatus)
  return <StateTag tone={well ? 'plain' : 'red'}>{t(`runStatus.${instrument.runStatus}`)}</StateTag>
}

function NextFree({ instrument }: { readonly instrument: Row }) {
  const { t } = useTranslation('manage')
  if (instrument.state !== 'APPROVED' || !isRunning(instrument.runStatus))
    return <span className="secondary">—</span>
  if (instrument.freeNow) return <StateTag tone="green">{t('list.freeNow')}</StateTag>
  return instrument.nextFreeAt ? (
    <span className="figures nowrap">{momentText(instrument.nextFreeAt, instrument.timeZone)}</span>
  ) : (
    <span className="secondary">{t('list.neverFree')}</span>
  )
}

/** How many wait for its time; nothing where nobody does. */
function Queue({ instrument }: { readonly instrument: Row }) {
  const { t } = useTranslation('waiting')
  const count = instrument.waitingCount ?? 0
  return count > 0 ? <div className="small secondary">{t('count', { count })}</div> : null
}
