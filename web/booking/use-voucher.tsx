/** Paying a part of a booking by voucher: offered where one pays, explained where one of the institution does not. */

import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { moneyText } from '../design/format.ts'
import type { BookingQuoteQuery } from '../gql/graphql.ts'

type UseVoucherProps = {
  readonly voucher: BookingQuoteQuery['quote']['voucher']
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function UseVoucher({ voucher, checked, onChange }: UseVoucherProps) {
  const { t } = useTranslation('booking')
  if (!voucher) return null
  const { coverFen, problems } = voucher
  if (coverFen > 0) {
    return (
      <Checkbox checked={checked} onChange={(event) => onChange(event.target.checked)}>
        {t('quote.useVoucher', { amount: moneyText(coverFen) })}
      </Checkbox>
    )
  }
  // Who holds none need not read of it.
  const told = problems.filter((it) => it.code !== 'VOUCHER_NOT_HELD')
  return told.map((it) => (
    <p key={it.code} className="small secondary">
      {it.message}
    </p>
  ))
}
