/** The component kit in the page's language and look. */

import { ConfigProvider } from 'antd'
import { useEffect, useState, type ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { STYLE_NONCE } from './style-nonce.ts'
import { theme } from './theme.ts'

type KitLocale = ComponentProps<typeof ConfigProvider>['locale']

const LOCALES: Record<string, () => Promise<{ readonly default: { readonly default: KitLocale } }>> = {
  'zh-CN': () => import('antd/locale/zh_CN.js'),
  en: () => import('antd/locale/en_US.js'),
}

export function KitProvider({ children }: { readonly children: React.ReactNode }) {
  const { i18n } = useTranslation('shell')
  const [locale, setLocale] = useState<KitLocale>()
  useEffect(() => {
    let left = false
    void LOCALES[i18n.language]?.().then((loaded) => (left ? undefined : setLocale(loaded.default.default)))
    return () => {
      left = true
    }
  }, [i18n.language])
  // The kit builds its children anew when it gets its first words, and what was typed meanwhile would be gone.
  if (!locale) return null
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      button={{ autoInsertSpace: false }}
      csp={{ nonce: STYLE_NONCE }}
    >
      {children}
    </ConfigProvider>
  )
}
