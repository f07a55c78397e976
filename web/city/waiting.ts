/** What waits for the city's word, page by page, and how much. */

import { usePages } from '../data/query.ts'
import { CityInstitutionsDocument, CityInstrumentsDocument } from './operations.ts'

export function useWaiting() {
  const institutions = usePages(
    CityInstitutionsDocument,
    { filter: { state: 'SUBMITTED' }, first: 30 },
    { connection: (data) => data.institutions },
  )
  const instruments = usePages(
    CityInstrumentsDocument,
    { filter: { state: 'SUBMITTED' }, first: 30 },
    { connection: (data) => data.instruments },
  )
  return {
    institutions,
    instruments,
    institutionCount: institutions.first?.institutions.totalCount,
    instrumentCount: instruments.first?.instruments.totalCount,
  }
}

export type Waiting = ReturnType<typeof useWaiting>
