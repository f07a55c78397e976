/** Short messages at the lower edge, read aloud, with at most one action such as 撤销. */

import { Button } from '../design/button.tsx'
import { useEffect, useSyncExternalStore } from 'react'

type Toast = {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

const SHOWN_MS = 8000
let toasts: readonly Toast[] = []
let count = 0
const listeners = new Set<() => void>()

function changed(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a message for eight seconds; a new one replaces the one before. */
export function say(text: string, action?: Toast['action']): void {
  count += 1
  changed([{ id: count, text, action }])
}

function dismiss(id: number): void {
  changed(toasts.filter((it) => it.id !== id))
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast.id])
  const { action } = toast
  return (
    <div className="toast">
      <span>{toast.text}</span>
      {action ? (
        <Button
          kind="link"
          onClick={() => {
            dismiss(toast.id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      ) : null}
    </div>
  )
}

/** The place where messages appear; stands once in the frame. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  )
}
