/** `/city`: institutions and instruments that wait for the city's word, and all institutions. */

import './city.css'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { hasRole, type Viewer } from '../data/viewer.ts'
import { Page } from '../design/page.tsx'
import { Guard } from '../shell/guard.tsx'
import { PlaceStanding } from '../standing/place-standing.tsx'
import { AllInstitutions } from './all-institutions.tsx'
import { CityNav } from './city-nav.tsx'
import { useWaiting } from './waiting.ts'
import { WaitingInstitutions } from './waiting-institutions.tsx'
import { WaitingInstruments } from './waiting-instruments.tsx'

export function CityPage() {
  return (
    <Guard roles={['REVIEWER', 'ADMINISTRATOR', 'AUDITOR']}>{(viewer) => <City viewer={viewer} />}</Guard>
  )
}

function City({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('city')
  const { tab } = useSearch({ from: '/city' })
  const waiting = useWaiting()
  const mayDecide = hasRole(viewer, ['REVIEWER', 'ADMINISTRATOR'])
  return (
    <Page title={t('title')} actions={<Link to="/city/register">{t('register.title')}</Link>}>
      <CityNav
        viewer={viewer}
        counts={{ institutions: waiting.institutionCount, instruments: waiting.instrumentCount }}
      />
      {tab === undefined ? <WaitingInstitutions list={waiting.institutions} mayDecide={mayDecide} /> : null}
      {tab === 'instruments' ? <WaitingInstruments list={waiting.instruments} mayDecide={mayDecide} /> : null}
      {tab === 'all' ? <AllInstitutions viewer={viewer} /> : null}
      {tab === 'standing' ? (
        <PlaceStanding
          institutionId={null}
          mayAdjust={hasRole(viewer, ['ADMINISTRATOR'])}
          mayRestrict={hasRole(viewer, ['ADMINISTRATOR'])}
        />
      ) : null}
    </Page>
  )
}
