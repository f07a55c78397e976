/** A phone's navigation: up to four places and the rest under 更多. */

import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useViewer } from '../data/viewer.ts'
import { Icon } from '../design/icons.tsx'
import { LanguageSwitch } from './account.tsx'
import { bottomPlaces, isAt, placesOf } from './nav.ts'

function close(): void {
  document.getElementById('more-menu')?.hidePopover()
}

export function BottomNav() {
  const { t } = useTranslation('shell')
  const { viewer } = useViewer()
  const path = useLocation({ select: (it) => it.pathname })
  const places = placesOf(viewer)
  const shown = bottomPlaces(places)
  const rest = places.filter((it) => !shown.includes(it))
  return (
    <nav className="bottom-nav" aria-label={t('nav.label')}>
      {shown.map(({ key, to }) => {
        return (
          <Link key={key} to={to} className="bottom-item" aria-current={isAt(to, path) ? 'page' : undefined}>
            <Icon name={key} />
            <span>{t(`nav.${key}`)}</span>
          </Link>
        )
      })}
      <button type="button" className="bottom-item" popoverTarget="more-menu">
        <Icon name="more" />
        <span>{t('nav.more')}</span>
      </button>
      <div id="more-menu" popover="auto" className="menu menu-sheet" aria-label={t('nav.more')}>
        {rest.map(({ key, to }) => (
          <Link key={key} to={to} className="menu-item" onClick={close}>
            {t(`nav.${key}`)}
          </Link>
        ))}
        {viewer ? (
          <Link to="/me/notices" className="menu-item" onClick={close}>
            {t('nav.notices')}
          </Link>
        ) : null}
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
