/**
 * The nonce under which the server's content policy lets a style in.
 *
 * The component kit passes it to most of its styles but not to all (scroll lock, measuring of scroll bars), so every
 * style element made on this page gets it. Scripts need none: only files of this site run.
 */

function content(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
}

/** Empty when no server filled it in, as in development. */
export const STYLE_NONCE = content('csp-nonce').startsWith('__') ? '' : content('csp-nonce')

/** Whether the server runs with demo data and shows its accounts. */
export const IS_DEMO = content('demo') === 'yes'

/** From now on every new style element carries the nonce. */
export function carryStyleNonce(): void {
  if (STYLE_NONCE === '') return
  const make = document.createElement.bind(document)
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = make(name, options)
    if (name === 'style') element.nonce = STYLE_NONCE
    return element
  }
}
