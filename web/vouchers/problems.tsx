/** Every reason of a refusal, with the names that the form gives its fields. */

import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'

const FIELDS = [
  'purpose',
  'fileName',
  'fileSha256',
  'declared',
  'relatedIds',
  'note',
  'paymentReference',
  'period',
] as const

type Refused = { readonly problems: readonly Problem[]; readonly failure: unknown }

export function VoucherProblems({ problems, failure }: Refused) {
  const { t } = useTranslation('vouchers')
  const words = (message: string) =>
    message.replaceAll(/“(\w+)”/g, (quoted, key: string) => {
      const field = FIELDS.find((it) => it === key)
      return field === undefined ? quoted : `“${t(`fields.${field}`)}”`
    })
  return (
    <ProblemList problems={problems.map((it) => ({ ...it, message: words(it.message) }))} failure={failure} />
  )
}
