/** The calendar's keys: t j k d w n, and `?`, which shows them. */

import './booking.css'
import { Modal } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

const KEYS = ['t', 'j', 'k', 'd', 'w', 'n', '?'] as const
export type ShortcutKey = (typeof KEYS)[number]

function isShortcut(key: string): key is ShortcutKey {
  return KEYS.some((it) => it === key)
}

/** True when keys go into a field, a list or a dialog. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="dialog"], [role="combobox"]') !== null)
  )
}

/** Calls `onKey` for the calendar's keys pressed anywhere on the page outside of fields. */
export function useShortcuts(onKey: (key: ShortcutKey) => void): void {
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isElsewhere(event.target))
        return
      if (!isShortcut(event.key)) return
      event.preventDefault()
      onKey(event.key)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onKey])
}

const NAMES = { t: 'today', j: 'next', k: 'previous', d: 'day', w: 'week', n: 'new', '?': 'help' } as const

type ShortcutHelpProps = {
  /** The keys that the page has. */
  readonly keys?: readonly ShortcutKey[]
  readonly onClose: () => void
}

export function ShortcutHelp({ keys = KEYS, onClose }: ShortcutHelpProps) {
  const { t } = useTranslation('booking')
  return (
    <Modal open title={t('keys.title')} footer={null} width={360} onCancel={onClose}>
      <dl className="shortcuts">
        {keys.map((key) => (
          <div key={key} className="row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${NAMES[key]}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
