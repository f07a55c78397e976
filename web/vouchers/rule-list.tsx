/** The rules of a programme in plain words. */

import { useTranslation } from 'react-i18next'
import { moneyText } from '../design/format.ts'
import type { VoucherRulesShownFragment } from '../gql/graphql.ts'

type RuleListProps = {
  readonly rules: VoucherRulesShownFragment
  /** Rules of this platform, which count besides. */
  readonly own?: boolean
}

export function RuleList({ rules, own = false }: RuleListProps) {
  const { t } = useTranslation('vouchers')
  const limit = (fen: number | null | undefined) => (fen ? { limit: moneyText(fen) } : undefined)
  const many = rules.tiers.length > 1
  const kinds = rules.kinds.map((it) => t(`kind.${it}`)).join('、')
  const amounts = [
    ['full', rules.fullCoverLimitFen],
    ['perOrder', rules.perOrderFen],
    ['perGrant', rules.perGrantFen],
    ['perYear', rules.perYearFen],
    ['value', rules.minInstrumentValueFen],
  ] as const
  const sentences = [
    ...(kinds === '' ? [] : [t('rules.kinds', { kinds })]),
    ...rules.tiers.map(({ upToFen, percent }) => {
      if (upToFen !== null) return t('rules.tierUpTo', { limit: moneyText(upToFen), percent })
      return t(many ? 'rules.tierRest' : 'rules.tier', { percent })
    }),
    ...amounts.flatMap(([key, fen]) => {
      const told = limit(fen)
      return told ? [t(`rules.${key}`, told)] : []
    }),
    ...(rules.validDays === null ? [] : [t('rules.validDays', { days: rules.validDays })]),
    ...(rules.banYears ? [t('rules.ban', { years: rules.banYears })] : []),
    ...(own ? [t('rules.never')] : []),
  ]
  return (
    <ul className="voucher-rules" aria-label={t('rules.title')}>
      {sentences.map((it) => (
        <li key={it}>{it}</li>
      ))}
    </ul>
  )
}
