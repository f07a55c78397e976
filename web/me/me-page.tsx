/** `/me`: who I am here, my calendar's address, how I am told, and the keys with which programs act for me. */

import './me.css'
import { useTranslation } from 'react-i18next'
import type { Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Facts, Page, Panel } from '../design/page.tsx'
import { DemoTag } from '../design/tags.tsx'
import { MyGroup } from '../groups/my-group.tsx'
import { NoticeSettings } from '../notices/settings.tsx'
import { Guard } from '../shell/guard.tsx'
import { MyPoints, MyTraining } from '../standing/my-standing.tsx'
import { CalendarLink } from './calendar-link.tsx'
import { Tokens } from './tokens.tsx'

export function MePage() {
  const { t } = useTranslation('me')
  return (
    <Guard>
      {(viewer) => (
        <Page title={t('title')}>
          <div className="me-columns">
            <div className="stack">
              <Profile viewer={viewer} />
              <MyGroup />
              <MyTraining />
            </div>
            <div className="stack">
              <MyPoints />
              <Panel title={t('calendar.title')}>
                <CalendarLink />
              </Panel>
              <NoticeSettings />
              <Tokens />
            </div>
          </div>
        </Page>
      )}
    </Guard>
  )
}

function Profile({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('me')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  return (
    <Panel title={t('profile.title')} actions={<DemoTag demo={viewer.isDemo} />}>
      <Facts
        pairs={[
          [t('profile.name'), [viewer.nameZh, viewer.nameEn].filter(Boolean).join(' · ')],
          [t('profile.email'), viewer.email],
          [t('profile.institution'), viewer.institution ? name(viewer.institution) : t('profile.none')],
          [
            t('profile.roles'),
            <ul className="me-roles">
              {viewer.grants.map((grant) => (
                <li key={grant.id}>
                  {ts(`roles.${grant.role}`)}
                  <span className="secondary">
                    {' '}
                    · {grant.institution ? name(grant.institution) : t('profile.city')}
                  </span>
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
      <p className="small secondary me-note">{t('profile.note')}</p>
    </Panel>
  )
}
