/** Picking the reader's language out of a record that has both. */

import { useTranslation } from 'react-i18next'

/** A function that answers with a record's name in the page's language, Chinese where there is no other. */
export function useName() {
  const { i18n } = useTranslation('shell')
  return (it: { readonly nameZh: string; readonly nameEn?: string | null }): string =>
    i18n.language === 'en' ? it.nameEn || it.nameZh : it.nameZh
}

/** The same for what has a label instead of a name. */
export function useLabel() {
  const { i18n } = useTranslation('shell')
  return (it: { readonly labelZh: string; readonly labelEn?: string | null }): string =>
    i18n.language === 'en' ? it.labelEn || it.labelZh : it.labelZh
}
