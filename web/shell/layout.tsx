/** The frame around every page: skip link, header, content, footer, bottom navigation, sign-in dialog, messages. */

import { Link, Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignInAsked } from '../data/sign-in-prompt.ts'
import { useViewer } from '../data/viewer.ts'
import { Loading } from '../design/states.tsx'
import { IS_DEMO } from '../design/style-nonce.ts'
import { usePhone } from '../design/use-media.ts'
import { Bell } from '../notices/bell.tsx'
import { Account, LanguageSwitch } from './account.tsx'
import { BottomNav } from './bottom-nav.tsx'
import { isAt, placesOf } from './nav.ts'
import { Toasts } from './toasts.tsx'

const Kit = lazy(() => import('../design/kit-provider.tsx').then((it) => ({ default: it.KitProvider })))
const SignInDialog = lazy(() => import('./sign-in-dialog.tsx').then((it) => ({ default: it.SignInDialog })))

function Header() {
  const { t } = useTranslation('shell')
  const { viewer } = useViewer()
  const path = useLocation({ select: (it) => it.pathname })
  return (
    <header className="app-header">
      <Link to="/" className="brand" aria-label={`${t('platformOwner')} ${t('platform')}`}>
        <img src="/mark.svg" alt="" width="26" height="26" />
        <span className="brand-owner">{t('platformOwner')}</span>
        <span className="brand-name">{t('platform')}</span>
      </Link>
      <nav className="top-nav" aria-label={t('nav.label')}>
        {placesOf(viewer).map(({ key, to }) => (
          <Link key={key} to={to} className="top-item" aria-current={isAt(to, path) ? 'page' : undefined}>
            {t(`nav.${key}`)}
          </Link>
        ))}
      </nav>
      <div className="header-end">
        <Bell />
        <LanguageSwitch />
        <Account />
      </div>
    </header>
  )
}

function Footer() {
  const { t } = useTranslation('shell')
  return (
    <footer className="app-footer">
      <span>{t('footer.owner')}</span>
      <Link to="/help">{t('nav.help')}</Link>
      <a href="/oai?verb=Identify">{t('footer.openData')}</a>
      {IS_DEMO ? <span className="tag tag-line">{t('footer.demo')}</span> : null}
    </footer>
  )
}

/** The first page does without the component kit, so that it is there at once; the kit follows while it is read. */
const KITLESS: readonly string[] = ['/', '/instruments']

function Content() {
  const kitless = useMatches({ select: (matches) => KITLESS.includes(matches.at(-1)?.fullPath ?? '') })
  useEffect(() => {
    const idle = setTimeout(() => void import('../design/kit-provider.tsx'), 1500)
    return () => clearTimeout(idle)
  }, [])
  if (kitless) return <Outlet />
  return (
    <Kit>
      <Outlet />
    </Kit>
  )
}

export function Layout() {
  const { t } = useTranslation('shell')
  const asked = useSignInAsked()
  const phone = usePhone()
  return (
    <>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        <Suspense
          fallback={
            <div className="page">
              <Loading />
            </div>
          }
        >
          <Content />
        </Suspense>
      </main>
      <Footer />
      {phone ? <BottomNav /> : null}
      {asked ? (
        <Suspense fallback={null}>
          <SignInDialog />
        </Suspense>
      ) : null}
      <Toasts />
    </>
  )
}
