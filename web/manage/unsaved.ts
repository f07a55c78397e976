/** What was typed and not yet saved, kept for this tab of the browser: leaving the page loses nothing. */

const PREFIX = 'unsaved:'

export function keepUnsaved(key: string, values: object): void {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(values))
  } catch {
    // A full or forbidden storage: the form on the page is then the only copy.
  }
}

/** What was kept under the key, as it was; undefined when there is nothing. */
export function unsaved(key: string): unknown {
  const text = sessionStorage.getItem(PREFIX + key)
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function forgetUnsaved(key: string): void {
  sessionStorage.removeItem(PREFIX + key)
}
