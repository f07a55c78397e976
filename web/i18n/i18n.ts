/** The language of the pages: 简体中文 unless the person chose English, remembered in the browser. */

import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Area, Areas } from './areas.ts'

export type Language = 'zh-CN' | 'en'
export const LANGUAGES: readonly { readonly code: Language; readonly label: string }[] = [
  { code: 'zh-CN', label: '简体中文' },
  { code: 'en', label: 'English' },
]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: Areas
  }
}

const i18n = createInstance()
const REMEMBERED = 'language'
const files = import.meta.glob<{ readonly messages: object }>('./{zh-CN,en}/*.ts')

function remembered(): Language {
  return localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh-CN'
}

/** The language in which the page is shown now. */
export function languageNow(): Language {
  return i18n.language === 'en' ? 'en' : 'zh-CN'
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(REMEMBERED, language)
  await i18n.changeLanguage(language)
}

/** Sentences of areas, fetched beside a page's code instead of after it. */
export async function loadAreas(areas: readonly Area[]): Promise<void> {
  await i18n.loadNamespaces(areas)
}

/** Resolves when the sentences of the frame are here. */
export async function startI18n(): Promise<void> {
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  await i18n
    .use({
      type: 'backend',
      init: () => undefined,
      read: async (language: string, area: string) =>
        (await files[`./${language}/${area}.ts`]?.())?.messages ?? {},
    })
    .use(initReactI18next)
    .init({
      lng: remembered(),
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['shell'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
}
