/** Asking the person to sign in without leaving the page: what was typed stays, and the caller is told how it ended. */

import { useSyncExternalStore } from 'react'

type Prompt = { readonly promise: Promise<boolean>; readonly resolve: (signedIn: boolean) => void }

let current: Prompt | undefined
const listeners = new Set<() => void>()

function changed(next: Prompt | undefined): void {
  current = next
  for (const listener of listeners) listener()
}

/** Opens the sign-in dialog; true once signed in, false when the person closed it. Asking twice opens it once. */
export function askToSignIn(): Promise<boolean> {
  if (current) return current.promise
  let resolve: Prompt['resolve'] = () => undefined
  const promise = new Promise<boolean>((done) => {
    resolve = done
  })
  changed({ promise, resolve })
  return promise
}

/** Closes the dialog and tells everybody who asked. */
export function answerSignIn(signedIn: boolean): void {
  const asked = current
  changed(undefined)
  asked?.resolve(signedIn)
}

/** Whether the dialog is to be open. */
export function useSignInAsked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current !== undefined,
  )
}
