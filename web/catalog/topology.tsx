/** How an instrument hangs together with others: its units, its whole, its components, whose time it shares. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import type { Instrument } from './instrument.ts'

type Named = { readonly id: string; readonly nameZh: string; readonly nameEn: string | null }

export function Topology({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('catalog')
  const { capacity, parent, components, sharesScheduleWith } = instrument
  const isAlone = capacity === 1 && !parent && components.length === 0 && !sharesScheduleWith
  if (isAlone) return null
  return (
    <Panel title={t('topology.title')}>
      <ul className="rule-list">
        {capacity > 1 ? <li>{t('topology.capacity', { count: capacity })}</li> : null}
        {parent ? (
          <li>
            {t('topology.parent')} <Named of={[parent]} />
          </li>
        ) : null}
        {components.length > 0 ? (
          <li>
            {t('topology.components')} <Named of={components} />
          </li>
        ) : null}
        {sharesScheduleWith ? (
          <li>
            {t('topology.shares')} <Named of={[sharesScheduleWith]} />
          </li>
        ) : null}
      </ul>
    </Panel>
  )
}

function Named({ of }: { readonly of: readonly Named[] }) {
  const name = useName()
  return of.map((it, i) => (
    <span key={it.id}>
      {i > 0 ? ' · ' : ''}
      <Link to="/instruments/$id" params={{ id: it.id }}>
        {name(it)}
      </Link>
    </span>
  ))
}
