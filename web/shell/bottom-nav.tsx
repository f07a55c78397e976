/** A phone's navigation: up to four places and the rest under 更多. */

import {
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  EllipsisOutlined,
  ExperimentOutlined,
  FieldTimeOutlined,
  ScheduleOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useViewer } from '../data/viewer.ts'
import { LanguageSwitch } from './account.tsx'
import { bottomPlaces, placesOf } from './nav.ts'

const ICON = {
  instruments: AppstoreOutlined,
  timeline: FieldTimeOutlined,
  bookings: CalendarOutlined,
  desk: ScheduleOutlined,
  manage: ExperimentOutlined,
  finance: WalletOutlined,
  statistics: BarChartOutlined,
  city: AuditOutlined,
}

function close(): void {
  document.getElementById('more-menu')?.hidePopover()
}

export function BottomNav() {
  const { t } = useTranslation('shell')
  const { viewer } = useViewer()
  const places = placesOf(viewer)
  const shown = bottomPlaces(places)
  const rest = places.filter((it) => !shown.includes(it))
  return (
    <nav className="bottom-nav" aria-label={t('nav.label')}>
      {shown.map(({ key, to }) => {
        const Icon = ICON[key]
        return (
          <Link key={key} to={to} className="bottom-item" activeProps={{ 'aria-current': 'page' }}>
            <Icon aria-hidden="true" />
            <span>{t(`nav.${key}`)}</span>
          </Link>
        )
      })}
      <button type="button" className="bottom-item" popoverTarget="more-menu">
        <EllipsisOutlined aria-hidden="true" />
        <span>{t('nav.more')}</span>
      </button>
      <div id="more-menu" popover="auto" className="menu menu-sheet" aria-label={t('nav.more')}>
        {rest.map(({ key, to }) => (
          <Link key={key} to={to} className="menu-item" onClick={close}>
            {t(`nav.${key}`)}
          </Link>
        ))}
        <Link to="/me" className="menu-item" onClick={close}>
          {t('nav.me')}
        </Link>
        <Link to="/help" className="menu-item" onClick={close}>
          {t('nav.help')}
        </Link>
        <div className="menu-item">
          <LanguageSwitch />
        </div>
      </div>
    </nav>
  )
}
