/** The look of the component kit: quiet, exact, every text at least 4.5:1 on its ground. */

import type { ThemeConfig } from 'antd'

export const FONT =
  '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b57d0',
    colorPrimaryHover: '#0842a0',
    colorPrimaryActive: '#063a8f',
    colorLink: '#0b57d0',
    colorLinkHover: '#0842a0',
    colorLinkActive: '#063a8f',
    colorInfo: '#0b57d0',
    colorSuccess: '#1d6302',
    colorSuccessBg: '#f6ffed',
    colorWarning: '#8a4b00',
    colorWarningBg: '#fff7e6',
    colorError: '#b3261e',
    colorText: '#1b1f24',
    colorTextSecondary: '#4a525c',
    colorTextTertiary: 'rgba(0,0,0,.62)',
    colorTextQuaternary: 'rgba(0,0,0,.58)',
    colorTextPlaceholder: 'rgba(0,0,0,.58)',
    colorTextDescription: '#57606a',
    colorBorder: '#c9d0d8',
    colorBorderSecondary: '#e3e7ec',
    colorBgLayout: '#f5f7f9',
    fontFamily: 'var(--font)',
    fontSize: 14,
    borderRadius: 6,
    controlHeight: 34,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationFast: '0.08s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.14s',
    boxShadow: '0 4px 16px rgba(20, 30, 45, .14)',
    boxShadowSecondary: '0 4px 16px rgba(20, 30, 45, .14)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Table: {
      headerBg: '#f5f7f9',
      headerSplitColor: 'transparent',
      cellPaddingBlock: 9,
      cellPaddingInline: 12,
    },
    Tag: { defaultBg: '#f0f2f5', defaultColor: '#3d4650' },
    Segmented: { trackBg: '#e9edf1', itemColor: '#3d4650' },
  },
}
