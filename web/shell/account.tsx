/** The right end of the header: language, and who is signed in with what is theirs. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { SignOutDocument } from '../data/operations.ts'
import { askToSignIn } from '../data/sign-in-prompt.ts'
import { useViewer, type Viewer } from '../data/viewer.ts'
import { Button } from '../design/button.tsx'
import { DemoTag } from '../design/tags.tsx'
import { useName } from '../design/names.ts'
import { changeLanguage, LANGUAGES, languageNow } from '../i18n/i18n.ts'

/** A button that names the other language in that language. */
export function LanguageSwitch() {
  useTranslation('shell')
  const other = LANGUAGES.find((it) => it.code !== languageNow())
  if (!other) return null
  return (
    <button
      type="button"
      className="quiet-button"
      lang={other.code}
      onClick={() => void changeLanguage(other.code)}
    >
      {other.label}
    </button>
  )
}

function close(): void {
  document.getElementById('account-menu')?.hidePopover()
}

function AccountMenu({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('shell')
  const name = useName()
  const signOut = useAction(SignOutDocument)
  const roles = [...new Set(viewer.grants.map((it) => it.role))]
  return (
    <>
      <button
        type="button"
        className="quiet-button account-button"
        popoverTarget="account-menu"
        aria-label={`${t('account')} ${name(viewer)}`}
      >
        <span className="avatar" aria-hidden="true">
          {viewer.nameZh.slice(0, 1)}
        </span>
        <span className="account-name">{name(viewer)}</span>
      </button>
      <div id="account-menu" popover="auto" className="menu" aria-label={t('account')}>
        <div className="menu-head">
          <div className="row">
            <strong>{name(viewer)}</strong>
            <DemoTag demo={viewer.isDemo} />
          </div>
          <div className="small secondary">
            {viewer.institution ? name(viewer.institution) : viewer.email}
          </div>
          <div className="small secondary">{roles.map((role) => t(`roles.${role}`)).join(' · ')}</div>
        </div>
        <Link to="/me" className="menu-item" onClick={close}>
          {t('nav.me')}
        </Link>
        <Link to="/vouchers" className="menu-item" onClick={close}>
          {t('nav.vouchers')}
        </Link>
        <Link to="/help" className="menu-item" onClick={close}>
          {t('nav.help')}
        </Link>
        <button
          type="button"
          className="menu-item"
          disabled={signOut.pending}
          onClick={() => void signOut.run({})}
        >
          {t('signOut')}
        </button>
      </div>
    </>
  )
}

/** Sign-in button, or the menu of the person signed in. */
export function Account() {
  const { t } = useTranslation('shell')
  const { viewer, pending } = useViewer()
  if (viewer) return <AccountMenu viewer={viewer} />
  if (pending) return <span className="account-waiting" />
  return (
    <Button kind="primary" onClick={() => void askToSignIn()}>
      {t('signIn.action')}
    </Button>
  )
}
