/** Asking the person to sign in without leaving the page: what was typed stays, and the caller is told how it ended. */

import { useSyncExternalStore } from 'react'

let waiting: readonly ((signedIn: boolean) => void)[] = []
const listeners = new Set<() => void>()

function changed(next: typeof waiting): void {
  waiting = next
  for (const listener of listeners) listener()
}

/** Opens the sign-in dialog; true once signed in, false when the person closed it. Asking twice opens it once. */
export function askToSignIn(): Promise<boolean> {
  return new Promise((answer) => {
    changed([...waiting, answer])
  })
}

/** Closes the dialog and tells everybody who asked. */
export function answerSignIn(signedIn: boolean): void {
  const asked = waiting
  changed([])
  for (const answer of asked) answer(signedIn)
}

/** Whether the dialog is to be open. */
export function useSignInAsked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting.length > 0,
  )
}
