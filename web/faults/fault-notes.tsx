/** What is known to be wrong with an instrument; nothing where nothing is. */

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { momentText } from '../design/format.ts'
import { StateTag } from '../design/tags.tsx'
import { InstrumentFaultsDocument } from './operations.ts'

export function FaultNotes({ instrumentId }: { readonly instrumentId: string }) {
  const { t } = useTranslation('faults')
  const { data } = useQuery(queryOf(InstrumentFaultsDocument, { id: instrumentId }))
  const { faults = [], timeZone } = data?.instrument ?? {}
  return faults.map((it) => (
    <div key={it.id} className="notice" role="status">
      <StateTag tone={it.severity === 'UNUSABLE' ? 'red' : 'amber'}>
        {t(`severities.${it.severity}`)}
      </StateTag>{' '}
      {it.text}{' '}
      <span className="secondary">
        {it.expectedUntil ? t('until', { when: momentText(it.expectedUntil, timeZone) }) : t('known')}
      </span>
    </div>
  ))
}
