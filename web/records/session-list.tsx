/** Sessions of an institution: a table, and cards on a phone. */

import { useTranslation } from 'react-i18next'
import { useName } from '../design/names.ts'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { usePhone } from '../design/use-media.ts'
import type { SessionRowFragment } from '../gql/graphql.ts'
import { AdjustButton, CorrectionWord, SessionTime } from './session-parts.tsx'

type Sessions = { readonly sessions: readonly SessionRowFragment[] }

const COLUMNS = ['when', 'instrument', 'person', 'kind', 'samples', 'source', 'state', 'actions'] as const

export function SessionList({ sessions }: Sessions) {
  return usePhone() ? <Cards sessions={sessions} /> : <Table sessions={sessions} />
}

function Table({ sessions }: Sessions) {
  const { t } = useTranslation('records')
  const name = useName()
  return (
    <div className="panel panel-flush table-scroll">
      <table className="table">
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col" className={key === 'samples' ? 'right' : undefined}>
                {t(`columns.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map((it) => (
            <tr key={it.id}>
              <td className="nowrap">
                <SessionTime session={it} />
              </td>
              <td>
                {name(it.instrument)} <DemoTag demo={it.instrument.isDemo} />
              </td>
              <td>
                <Person session={it} />
              </td>
              <td className="nowrap">{t(`kinds.${it.kind}`)}</td>
              <td className="right figures">{it.samples}</td>
              <td>
                <Source session={it} />
              </td>
              <td>
                <CorrectionWord session={it} />
              </td>
              <td className="nowrap">
                <AdjustButton session={it} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards({ sessions }: Sessions) {
  const { t } = useTranslation('records')
  const name = useName()
  return (
    <ul className="records-cards">
      {sessions.map((it) => (
        <li key={it.id} className="panel stack-tight">
          <strong>
            <SessionTime session={it} />
          </strong>
          <div>
            {name(it.instrument)} <DemoTag demo={it.instrument.isDemo} />
          </div>
          <Person session={it} />
          <div className="row small">
            <span>{t(`kinds.${it.kind}`)}</span>
            <span className="figures">{t('sampleCount', { count: it.samples })}</span>
            <Source session={it} />
          </div>
          <CorrectionWord session={it} />
          <AdjustButton session={it} />
        </li>
      ))}
    </ul>
  )
}

function Person({ session }: { readonly session: SessionRowFragment }) {
  const { t } = useTranslation('records')
  const name = useName()
  const { person } = session.record.booking
  return (
    <div>
      {person ? name(person) : t('hidden')}
      {session.operator ? (
        <div className="small secondary">{t('operator', { name: name(session.operator) })}</div>
      ) : null}
      {session.note ? <div className="small secondary">{session.note}</div> : null}
    </div>
  )
}

function Source({ session }: { readonly session: SessionRowFragment }) {
  const { t } = useTranslation('records')
  const { origin } = session.record
  return (
    <span className="row">
      <span className="nowrap">{t(`sources.${session.source}`)}</span>
      {origin === 'WALK_IN' ? <StateTag tone="line">{t(`origins.${origin}`)}</StateTag> : null}
    </span>
  )
}
